import { z } from "zod";
import type { Entry, ExtraHooks, MediateAuction } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { readText } from "../read-text.ts";
import { currencyOf, originalPrice } from "./original-price.ts";

const AdjustmentSchema = z.object({
  bidder: z.string().optional().describe("Whose bids; default: everybody's"),
  dealid: z.string().optional().describe("Of which deal; default: any or none"),
  media_type: z.enum(["banner", "video", "audio", "native"]).optional(),
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
    const byBidder = new Map(
      Object.entries(factors ?? {}).map(([bidder, factor]) => [bidder.toLowerCase(), factor]),
    );
    return {
      reprice(entry) {
        const factor = byBidder.get(entry.bidder.bidder.toLowerCase());
        const rule = findRule(rules ?? [], entry, auction);
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

function findRule(
  rules: readonly Adjustment[],
  entry: Entry,
  auction: MediateAuction,
): Adjustment | undefined {
  const fitting = rules.filter((rule) => fits(rule, entry, auction));
  return fitting.toSorted((one, other) => specificity(other) - specificity(one))[0];
}

function fits(rule: Adjustment, { bidder, bid }: Entry, { findImp }: MediateAuction): boolean {
  const isBidder = rule.bidder?.toLowerCase() === bidder.bidder.toLowerCase();
  if (rule.bidder !== undefined && !isBidder) return false;
  if (rule.dealid !== undefined && rule.dealid !== readText(bid, "dealid")) return false;
  if (rule.media_type === undefined) return true;
  const imp = findImp(bid.imp_id);
  return imp?.[rule.media_type] !== undefined && imp[rule.media_type] !== null;
}

/** Type, bidder and deal; of two, with a bidder before with a deal; of one, type before bidder before deal. */
function specificity({ bidder, dealid, media_type: type }: Adjustment): number {
  const given = [type, bidder, dealid].map((each) => (each === undefined ? 0 : 1));
  const [hasType = 0, hasBidder = 0, hasDeal = 0] = given;
  return 100 * (hasType + hasBidder + hasDeal) + 4 * hasType + 3 * hasBidder + 2 * hasDeal;
}
