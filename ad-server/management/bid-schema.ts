import { z } from "zod";
import { JsonObjectSchema } from "../../sdk/model/signals.ts";
import { HIGHEST_CPM } from "../auction/auction-bid.ts";
import { BidCreativeSchema } from "./bid-creative-schema.ts";
import { BidProfileSchema } from "./bid-profile-schema.ts";
import { CurrencySchema, NameSchema, readOnly, TimeSchema, toTimeMs } from "./fields.ts";

const imps = z.int().positive().nullable().default(null);

const lineItemFields = {
  revenue_value: z
    .number()
    .nonnegative()
    .max(HIGHEST_CPM)
    .describe("The CPM that the network is expected to pay: what the bid is ranked by"),
  revenue_type: z.literal("cpm").default("cpm").describe("Always this"),
};

/** The parts of a flight and a budget; priority 5 is what makes it mediation (spec: monetize 1.14). */
const CampaignSchema = z
  .strictObject({
    start_date: TimeSchema.nullable().default(null).describe("First second, in UTC"),
    end_date: TimeSchema.nullable().default(null).describe("First second that it no longer runs"),
    lifetime_budget_imps: imps.describe("Impressions ever"),
    daily_budget_imps: imps.describe("Impressions in a day; passbacks do not count"),
    daily_budget: z
      .number()
      .positive()
      .nullable()
      .default(null)
      .describe("Estimated revenue in a day, in USD; needs estimated_revenue_tracking_enabled"),
    priority: z
      .literal(5)
      .default(5)
      .describe("Always this: what makes it compete as mediation does"),
    inventory_type: z.literal("direct").default("direct").describe("Always this"),
    cpm_bid_type: z.literal("margin").default("margin").describe("Always this"),
  })
  .refine(
    ({ start_date: start, end_date: end }) =>
      start === null || end === null || toTimeMs(start) < toTimeMs(end),
    { path: ["end_date"], message: "A flight ends after it starts" },
  );

const bidFields = {
  name: NameSchema.describe("Unique among bids"),
  active: z.boolean().default(true).describe("Whether it takes part in auctions"),
  mediated_network_id: z.int().describe("The network that it is a bid of"),
  campaign: CampaignSchema.prefault({}).describe("Its flight and its budgets"),
  profile: BidProfileSchema.prefault({}).describe("Its targeting, and caps for one user"),
  creative: BidCreativeSchema.describe("What is asked of the network"),
  label: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .describe("Of a waterfall, for people: no auction looks at it"),
  auto_bid_adjustments_enabled: z
    .boolean()
    .default(false)
    .describe("Whether its CPM follows the network's reports; the network must merge them"),
  bid_optimization_enabled: z
    .boolean()
    .default(true)
    .describe("Whether its CPM follows how often the user has seen it"),
  estimated_revenue_tracking_enabled: z
    .boolean()
    .default(true)
    .describe("Whether each impression counts as its CPM's thousandth of revenue"),
  reporting_macros: z
    .record(z.string(), z.string())
    .default({})
    .describe("Kept for whoever reads reports"),
  sdk: z
    .strictObject({
      options: JsonObjectSchema.default({}).describe(
        "On top of those of its network's sdk; ours, not the documents'",
      ),
    })
    .prefault({})
    .describe("How a phone asks for it"),
};

const LineItemSchema = z.strictObject({
  ...lineItemFields,
  currency: CurrencySchema.nullable()
    .default(null)
    .describe("If given, the network's: all of its bids are in that"),
});

export const bidShape = { ...bidFields, "line-item": LineItemSchema.describe("Its price") };
export type BidFields = z.output<z.ZodObject<typeof bidShape>>;

const notWritable = readOnly(
  "id",
  "member_id",
  "line_item_id",
  "campaign_id",
  "creative_id",
  "profile_id",
  "mediated_network",
  "suggested_bid_price",
  "suggested_bid_price_confidence",
  "last_modified",
);

/** What a client may write. */
export const bidInputShape = {
  ...bidShape,
  type: z.literal("mobile").optional().describe("Only when it is added; every bid is one"),
};

export const BidInputSchema = z.strictObject({ ...bidInputShape, ...notWritable });

export const BidChangeSchema = z.strictObject({ ...bidShape, ...readOnly("type"), ...notWritable });

/** A mediated bid: to the seller a line item, a campaign, a profile and a creative (spec: monetize 1.1). */
export const BidSchema = z.strictObject({
  id: z.int().describe("Its number, which is never given again"),
  ...bidFields,
  "line-item": z
    .strictObject({ ...lineItemFields, currency: CurrencySchema })
    .describe("Its price, in its network's currency"),
  mediated_network: z
    .strictObject({ id: z.int(), name: z.string(), active: z.boolean() })
    .describe("The network that it is a bid of"),
  member_id: z.int().describe("The seller"),
  line_item_id: z.int().describe("The line item that it is"),
  campaign_id: z.int().describe("The campaign that it is"),
  creative_id: z.int().describe("The creative that it is"),
  profile_id: z.int().describe("The profile that it has"),
  suggested_bid_price: z
    .number()
    .nullable()
    .describe("The CPM that the network's reports speak for; null: not known"),
  suggested_bid_price_confidence: z.number().nullable().describe("How sure that is, from 0 to 1"),
  last_modified: z.string().describe("When it was last changed"),
});
export type Bid = z.output<typeof BidSchema>;

export const BidFiltersSchema = z.strictObject({
  active: z.stringbool({ truthy: ["true"], falsy: ["false"] }).optional(),
  mediated_network_id: z.coerce.number().int().positive().optional(),
});
export type BidFilters = z.output<typeof BidFiltersSchema>;
