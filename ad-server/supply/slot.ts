import { z } from "zod";
import { PrioritySchema } from "../auction/auction-bid.ts";
import { AuctionOptionsSchema } from "../auction/auction-options.ts";
import { NameSchema } from "../management/fields.ts";
import { CpmSchema, NamesSchema } from "./supply-fields.ts";

/** Where an app shows ads, as the seller sells it (spec: monetize 1.7, 1.8, 3.5). */
export const slotFields = {
  active: z.boolean().default(true).describe("Whether it is for sale; else it gets nothing"),
  enable_for_mediation: z
    .boolean()
    .optional()
    .describe("Whether mediated bids take part; default: as the seller's settings say"),
  content_retrieval_timeout_ms: z
    .int()
    .nonnegative()
    .default(0)
    .describe("How long a network may take whose bid does not say; 0: as the settings say"),
  reserve: CpmSchema.optional().describe("The least that anybody pays, in USD CPM"),
  default_creative_reserve: CpmSchema.optional().describe(
    "Below it, the default creative is shown; counts before reserve, even if it is lower",
  ),
  native_asset_reserve: CpmSchema.optional().describe("The least that a native ad pays"),
  default_creative: z.string().min(1).optional().describe("What is shown when nobody wins"),
  waterfall_steps: z
    .int()
    .min(-1)
    .default(-1)
    .describe("How many networks a chain has at most; -1: any number; 0: only who ranks first"),
  waterfall_timeout_ms: z
    .int()
    .positive()
    .default(15_000)
    .describe("How long all networks of a chain may take together, each at its slowest"),
  reselling_priority: PrioritySchema.optional().describe(
    "Own demand of this priority or above keeps live buyers out; default: 6",
  ),
  secure: z
    .boolean()
    .default(false)
    .describe("Whether its ads must work over secure connections: support_ssl of their bids"),
  publisher: NameSchema.optional().describe("For targeting: whose app it is"),
  categories: NamesSchema.default([]).describe("For targeting: what is around it"),
  media_type: z
    .string()
    .min(1)
    .optional()
    .describe("For targeting; default: the format that the request names"),
  size: z
    .string()
    .regex(/^\d+x\d+$/, "Expected a size such as 320x50")
    .optional()
    .describe("For targeting; default: the first size that the request names"),
  order: z
    .enum(["bid", "historical-ecpm", "manual"])
    .default("bid")
    .describe("Networks by what is bid, by what they have paid, or by manual_order"),
  manual_order: NamesSchema.optional().describe("Names of bids; all others follow by bid"),
  house_network: NameSchema.optional().describe(
    "Network that shows other demand than networks': behind networks, or alone",
  ),
  estimated_clearing_price: CpmSchema.optional().describe(
    "What a second price is not reduced below",
  ),
  auction_options: AuctionOptionsSchema.partial()
    .optional()
    .describe("What the documents on such auctions leave open: see docs/auction.md"),
  expires_in_s: z.number().positive().optional().describe("How long a chain may be walked"),
};

export const SlotBodySchema = z.strictObject({
  slot_id: NameSchema.describe("What the app calls it"),
  ...slotFields,
});
export type SlotBody = z.output<typeof SlotBodySchema>;
