import { z } from "zod";
import { int64, integers, optional, texts } from "./mediate-fields.ts";

const ext = optional(z.looseObject({}));

const FormatSchema = z.object({
  w: int64(),
  h: int64(),
  wratio: optional(int64()),
  hratio: optional(int64()),
  wmin: optional(int64()),
  ext,
});

const BannerSchema = z.object({
  format: optional(z.array(FormatSchema)),
  w: optional(int64()),
  h: optional(int64()),
  btype: optional(integers),
  battr: optional(integers),
  pos: optional(int64()),
  mimes: optional(texts),
  topframe: optional(int64()),
  expdir: optional(integers),
  api: optional(integers),
  id: optional(z.string()),
  vcm: optional(int64()),
  ext,
});

const streamed = {
  mimes: optional(texts),
  minduration: optional(int64()),
  maxduration: optional(int64()),
  protocols: optional(integers),
  startdelay: optional(int64()),
  sequence: optional(int64()),
  battr: optional(integers),
  maxextended: optional(int64()),
  minbitrate: optional(int64()),
  maxbitrate: optional(int64()),
  delivery: optional(integers),
  companionad: optional(z.array(BannerSchema)),
  api: optional(integers),
  companiontype: optional(integers),
  ext,
};

const VideoSchema = z.object({
  ...streamed,
  w: optional(int64()),
  h: optional(int64()),
  placement: optional(int64()),
  plcmt: optional(int64()),
  linearity: optional(int64()),
  skip: optional(int64()),
  skipmin: optional(int64()),
  skipafter: optional(int64()),
  boxingallowed: optional(int64()),
  playbackmethod: optional(integers),
  playbackend: optional(int64()),
  pos: optional(int64()),
});

const AudioSchema = z.object({
  ...streamed,
  feed: optional(int64()),
  stitched: optional(int64()),
  nvol: optional(int64()),
});

const NativeSchema = z.object({
  request: z.unknown().optional(),
  ver: optional(z.string()),
  api: optional(integers),
  battr: optional(integers),
  ext,
});

const DealSchema = z.object({
  id: z.string(),
  bidfloor: optional(z.number()),
  bidfloorcur: optional(z.string()),
  at: optional(int64()),
  wseat: optional(texts),
  wadomain: optional(texts),
  ext,
});

/**
 * An impression as far as its types are looked at; its values are not (spec: mediate-endpoint 1.2, 1.3). These are
 * the fields that the metadata of a generated creative repeats.
 */
export const ImpSchema = z.object({
  id: z.string(),
  banner: optional(BannerSchema),
  video: optional(VideoSchema),
  audio: optional(AudioSchema),
  native: optional(NativeSchema),
  pmp: optional(
    z.object({ private_auction: optional(int64()), deals: optional(z.array(DealSchema)), ext }),
  ),
  displaymanager: optional(z.string()),
  displaymanagerver: optional(z.string()),
  instl: optional(int64()),
  tagid: optional(z.string()),
  bidfloor: optional(z.number()),
  bidfloorcur: optional(z.string()),
  secure: optional(int64()),
  iframebuster: optional(texts),
  exp: optional(int64()),
  ext: optional(
    z.looseObject({
      mocktioneer: optional(z.looseObject({ bid: optional(z.number()) })),
    }),
  ),
});
export type Imp = z.infer<typeof ImpSchema>;
