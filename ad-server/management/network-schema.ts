import { z } from "zod";
import { JsonObjectSchema } from "../../sdk/model/signals.ts";
import { CurrencySchema, NameSchema, readOnly } from "./fields.ts";

/** When the network's own numbers were last merged, before that has ever happened. */
export const NEVER_PROCESSED = "1970-01-01 00:00:01";

export const networkShape = {
  name: NameSchema.describe("Unique among networks and advertisers; a built-in network keeps it"),
  creative_custom_request_partner_id: z.int().describe("What it is a network of"),
  active: z.boolean().default(false).describe("Whether any of its bids takes part in auctions"),
  default_bid_currency: CurrencySchema.default("USD").describe(
    "What all of its bids are in; needs a rate, unless it is USD",
  ),
  network_type: z
    .enum(["mobile", "banner"])
    .default("mobile")
    .describe("Whether its ads are for apps or for the web"),
  is_data_integration_active: z
    .boolean()
    .default(false)
    .describe("Whether its own reports are merged; its partner must support that"),
  sdk: z
    .strictObject({
      adapter: z.string().min(1).describe("The id of the adapter"),
      options: JsonObjectSchema.default({}).describe("What the adapter is told"),
    })
    .nullable()
    .default(null)
    .describe("How a phone connects to it: the adapter and its options; ours, not the documents'"),
};

export type NetworkFields = z.output<z.ZodObject<typeof networkShape>>;

/** What a client may write. */
export const networkInputShape = {
  ...networkShape,
  credentials: z
    .string()
    .min(1)
    .max(10_000)
    .optional()
    .describe(
      "Only where reports can be fetched. Checked, and kept nowhere: nothing here signs in anywhere",
    ),
};

export const NetworkInputSchema = z.strictObject({
  ...networkInputShape,
  ...readOnly("id", "advertiser_id", "member_id", "bid_count", "processed_on", "last_modified"),
});

/** A mediated network: to the auction, an advertiser of the seller (spec: monetize 1.1). */
export const NetworkSchema = z.strictObject({
  id: z.int().describe("Its number, which is never given again"),
  ...networkShape,
  advertiser_id: z.int().describe("The advertiser that it is"),
  member_id: z.int().describe("The seller"),
  bid_count: z.int().describe("How many bids it has"),
  processed_on: z
    .string()
    .describe(`When its own reports were last merged; ${NEVER_PROCESSED}: never`),
  last_modified: z.string().describe("When it was last changed"),
});
export type Network = z.output<typeof NetworkSchema>;

export const NetworkFiltersSchema = z.strictObject({
  active: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
});
export type NetworkFilters = z.output<typeof NetworkFiltersSchema>;
