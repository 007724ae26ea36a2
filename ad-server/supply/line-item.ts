import { z } from "zod";
import { PrioritySchema, type AuctionBidInput } from "../auction/auction-bid.ts";
import { CurrencySchema, NameSchema } from "../management/fields.ts";
import { endsAfterItStarts, flightFields, flightRule, toFlight } from "./flight-fields.ts";
import { CpmSchema } from "./supply-fields.ts";
import { TargetingBodySchema, toTargeting } from "./targeting-body.ts";

const ofEveryLineItem = {
  name: NameSchema,
  active: z.boolean().default(true),
  /** Of its price; USD unless there is a rate. */
  currency: CurrencySchema.default("USD"),
  ...flightFields,
  targeting: TargetingBodySchema.default({}),
  brand: NameSchema.optional(),
  category: NameSchema.optional(),
  creative_id: NameSchema.optional(),
  /** Where its ad renders from. */
  render_uri: z.string().min(1),
  /** What it pays, as CPM. */
  revenue_value: CpmSchema,
};

/** Demand that the seller sells by itself (spec: monetize 2.1). */
export const LineItemBodySchema = z.discriminatedUnion("type", [
  z
    .strictObject({
      ...ofEveryLineItem,
      type: z.literal("standard"),
      priority: PrioritySchema.default(5),
    })
    .refine(endsAfterItStarts, flightRule),
  z
    .strictObject({
      ...ofEveryLineItem,
      type: z.literal("guaranteed"),
      delivery: z.enum(["impressions", "exclusive"]).default("impressions"),
      /** What it ranks by: grows with the risk of delivering too little; default: what it pays. */
      pcpm: CpmSchema.optional(),
      /** Default: 14, and 19 for an exclusive one. */
      priority: PrioritySchema.optional(),
      /** How far it is from its goal, against others of its priority. */
      weight: z.number().positive().default(1),
    })
    .refine(endsAfterItStarts, flightRule),
]);
export type LineItemBody = z.output<typeof LineItemBodySchema>;

export function fromLineItem(item: LineItemBody): AuctionBidInput {
  const shared = {
    bidId: item.name,
    isActive: item.active,
    currency: item.currency,
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
