import { z } from "zod";
import { PrioritySchema, type AuctionBid } from "../auction/auction-bid.ts";
import { CurrencySchema, NameSchema } from "../management/fields.ts";
import { endsAfterItStarts, flightFields, flightRule, toFlight } from "./flight-fields.ts";
import { ActiveSchema, adFields, CpmSchema } from "./supply-fields.ts";
import { TargetingBodySchema, toTargeting } from "./targeting-body.ts";

const ofEveryLineItem = {
  name: NameSchema.describe("Unique among line items"),
  active: ActiveSchema,
  currency: CurrencySchema.default("USD").describe("Of its prices; needs a rate, unless it is USD"),
  ...flightFields,
  targeting: TargetingBodySchema.default({}).describe("Which impressions it is for"),
  ...adFields,
  revenue_value: CpmSchema.describe("What it pays, as CPM"),
};

/** Demand that the seller sells by itself (spec: monetize 2.1). */
export const LineItemBodySchema = z.discriminatedUnion("type", [
  z
    .strictObject({
      ...ofEveryLineItem,
      type: z.literal("standard").describe("Competes by its price"),
      priority: PrioritySchema.default(5).describe(
        "Its tier: from the slot's reselling_priority on, the highest competes alone",
      ),
    })
    .refine(endsAfterItStarts, flightRule),
  z
    .strictObject({
      ...ofEveryLineItem,
      type: z.literal("guaranteed").describe("Has a goal that was promised"),
      delivery: z
        .enum(["impressions", "exclusive"])
        .default("impressions")
        .describe("Whether it was promised a number, or everything"),
      pcpm: CpmSchema.optional().describe(
        "What it ranks by, which grows with the risk of delivering too little; default: what it pays",
      ),
      priority: PrioritySchema.optional().describe("Its tier; default: 14, and 19 if exclusive"),
      weight: z
        .number()
        .positive()
        .default(1)
        .describe("How far it is from its goal, against others of its priority"),
    })
    .refine(endsAfterItStarts, flightRule),
]);
export type LineItemBody = z.output<typeof LineItemBodySchema>;

export function fromLineItem(item: LineItemBody): AuctionBid {
  const shared = {
    bidId: item.name,
    isActive: item.active,
    currency: item.currency,
    caps: [],
    isSecure: true,
    flight: toFlight(item),
    targeting: toTargeting(item.targeting),
    brand: item.brand,
    category: item.category,
    creativeId: item.creative_id,
  };
  if (item.type === "standard") {
    return { ...shared, kind: "managed", cpm: item.revenue_value, priority: item.priority };
  }
  return {
    ...shared,
    kind: "guaranteed",
    delivery: item.delivery,
    pcpm: item.pcpm ?? item.revenue_value,
    bookedCpm: item.revenue_value,
    priority: item.priority,
    weight: item.weight,
  };
}
