import { z } from "zod";
import { ImpSchema } from "./imp-schema.ts";
import { int64, nonEmptyText, optional, texts } from "./mediate-fields.ts";

/** Fields that only extras read are not checked: the endpoint ignores what it does not know. */
const MediateBidSchema = z.looseObject({
  imp_id: nonEmptyText.describe("The impression, whether the request lists it or not"),
  price: z.number().min(0).describe("CPM"),
  encoded_price: optional(z.string()).describe("Instead of `price`: base64 of a decimal"),
  w: int64(1),
  h: int64(1),
  adm: optional(z.string()).describe("Generated for a winner that has none"),
  crid: optional(z.string()),
  adomain: optional(texts),
});
export type MediateBid = Readonly<z.infer<typeof MediateBidSchema>>;

export const BidderResponseSchema = z.looseObject({
  bidder: nonEmptyText.describe("The seat of its bids in the answer"),
  bids: z.array(MediateBidSchema),
});
export type BidderResponse = Readonly<z.infer<typeof BidderResponseSchema>>;

/** A request but for what extras may add to it. */
export const MediateWireSchema = z.looseObject({
  id: nonEmptyText.describe("The auction"),
  imp: z.array(ImpSchema).min(1),
  ext: z.object({ bidder_responses: z.array(BidderResponseSchema).min(1) }),
});
export type MediateWire = Readonly<z.infer<typeof MediateWireSchema>>;
