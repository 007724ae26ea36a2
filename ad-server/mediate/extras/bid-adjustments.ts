import { z } from "zod";
import type { Entry, ExtraHooks, MediateAuction } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { readText } from "../read-text.ts";
import { createLowerCase } from "./lower-case.ts";
import { MEDIA_TYPES, mediaTypesOf } from "./media-types.ts";
import { currencyOf, originalPrice } from "./original-price.ts";
import { createRuleFinder } from "./specific-rules.ts";

const AdjustmentSchema = z.object({
  bidder: z.string().optional().describe("Whose bids; default: everybody's"),
  dealid: z.string().optional().describe("Of which deal; default: any or none"),
  media_type: z.enum(MEDIA_TYPES).optional(),
  type: z.enum(["multiplier", "cpm", "static"]).describe("Times, less, or exactly the value"),
  value: z.number().min(0),
});
type Adjustment = z.infer<typeof AdjustmentSchema>;

/** Below this no adjustment takes a bid that has no deal. */
const leastPrice = 0.1;

/** Factors by bidder first, then the most specific rule that fits; to four decimals (spec: mediate-endpoint 4.1). */
export const bidAdjustments = defineExtra({
  fields: {
    bid_adjustment_factors: optional(z.record(z.string(), z.number().positive())).describe(
      "By bidder, whatever the case: what its bids are multiplied with",
    ),
    bid_adjustments: optional(z.array(AdjustmentSchema)).describe(
      "Rules; the most specific that fits a bid counts, the first of equals",
    ),
  },
  open(
    { bid_adjustment_factors: factors, bid_adjustments: rules },
    auction,
  ): ExtraHooks | undefined {
    if (!factors && !rules) return undefined;
    const lower = createLowerCase();
    const byBidder = new Map(
      Object.entries(factors ?? {}).map(([bidder, factor]) => [bidder.toLowerCase(), factor]),
    );
    const ruleOf = rules?.length ? createRuleOf(rules, auction) : undefined;
    return {
      reprice(entry) {
        const factor = byBidder.get(lower(entry.bidder.bidder));
        const rule = ruleOf?.(entry);
        if (factor === undefined && rule === undefined) return undefined;
        entry.price = keepWithin(entry, adjust(entry.price * (factor ?? 1), rule));
        return undefined;
      },
      describeBid: ({ entry }) =>
        entry.price === entry.bid.price ? {} : originalPrice(entry, currencyOf(entry)),
    };
  },
});

function adjust(price: number, rule: Adjustment | undefined): number {
  switch (rule?.type) {
    case "multiplier":
      return price * rule.value;
    case "cpm":
      return price - rule.value;
    case "static":
      return rule.value;
    case undefined:
      return price;
  }
}

function keepWithin({ bid }: Entry, price: number): number {
  const rounded = Math.round(price * 10_000) / 10_000;
  if (readText(bid, "dealid") !== undefined) return Math.max(0, rounded);
  return rounded > 0 ? rounded : leastPrice;
}

/** Media types weigh more than bidders, and bidders more than deals. */
function createRuleOf(
  rules: readonly Adjustment[],
  { findImp }: MediateAuction,
): (entry: Entry) => Adjustment | undefined {
  const lower = createLowerCase();
  const find = createRuleFinder({
    rules,
    valuesOf: ({ media_type: type, bidder, dealid }) => [type, bidder?.toLowerCase(), dealid],
  });
  return ({ bid, bidder: { bidder } }) => {
    const dealId = readText(bid, "dealid");
    const types = mediaTypesOf(findImp(bid.imp_id));
    return find([types, [lower(bidder)], dealId === undefined ? [] : [dealId]]);
  };
}
