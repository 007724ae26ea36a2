import { z } from "zod";
import { AuctionRuleSchema } from "../../sdk/model/auction-rules.ts";

const cpmUsd = z.number();

const RecordedBidSchema = z.strictObject({
  bidId: z.string(),
  kind: z.enum(["mediated", "managed", "guaranteed", "rtb"]),
  /** What it was sorted by; absent where it was not admitted. */
  rankUsd: cpmUsd.optional(),
  floor: z.strictObject({ source: z.string(), cpmUsd, ruleId: z.string().optional() }).optional(),
  /** Its place in the chain, from 1; absent where it has none. */
  node: z.int().optional(),
  /** What ended it; absent where it is in the chain, or ends it. */
  rule: AuctionRuleSchema.optional(),
  detail: z.string().optional(),
});
export type RecordedBid = z.output<typeof RecordedBidSchema>;

/** Who is served when no network of the chain has an ad, and how the SDK comes by it. */
const LastResortSchema = z.strictObject({
  /** Absent for the default creative. */
  bidId: z.string().optional(),
  cpmUsd,
  deliveredAs: z.enum(["contextual-ad", "node", "nothing"]),
  detail: z.string().optional(),
});
export type LastResort = z.output<typeof LastResortSchema>;

/** How one answer of the contextual endpoint came about: `GET /auctions/:auctionId`. */
export const AuctionRecordSchema = z.strictObject({
  auctionId: z.string(),
  slotId: z.string(),
  appId: z.string(),
  at: z.iso.datetime(),
  answered: z.enum(["chain", "contextual-ad", "nothing"]),
  /** By what the chain's networks are ordered. */
  order: z.enum(["bid", "historical-ecpm", "manual"]),
  stage: z.enum(["exclusive", "private", "open", "none"]),
  nodeIds: z.array(z.string()),
  lastResort: LastResortSchema.optional(),
  /** Every bid, networks first, then line items, then live buyers. */
  bids: z.array(RecordedBidSchema),
  /** What an operator should look at. */
  warnings: z.array(z.string()),
});
export type AuctionRecord = z.output<typeof AuctionRecordSchema>;
