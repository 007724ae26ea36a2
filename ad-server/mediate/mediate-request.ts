import { z } from "zod";
import { EXTRA_FIELDS } from "./extras/index.ts";
import { optional } from "./mediate-fields.ts";
import { BidderResponseSchema, MediateWireSchema } from "./mediate-wire.ts";

export const MediateConfigSchema = z.object(EXTRA_FIELDS);
export type MediateConfig = Readonly<z.infer<typeof MediateConfigSchema>>;

export const MediateRequestSchema = MediateWireSchema.extend({
  ext: z.object({
    bidder_responses: z.array(BidderResponseSchema).min(1),
    config: optional(MediateConfigSchema),
  }),
});
/** In the words of the wall; every price is a plain number by now. */
export type MediateRequest = Readonly<z.infer<typeof MediateRequestSchema>>;
