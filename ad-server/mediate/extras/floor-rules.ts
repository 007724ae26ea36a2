import { z } from "zod";
import type { Entry, MediateAuction } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { findRate, ratesField, type Rates } from "../money-rates.ts";
import { FLOOR_FIELDS, isExempt } from "./floor-fields.ts";
import { createLowerCase } from "./lower-case.ts";
import { MEDIA_TYPES, mediaTypesOf } from "./media-types.ts";
import { createRuleFinder } from "./specific-rules.ts";

const FloorRuleSchema = z.object({
  size: z.string().optional().describe("Of the creative, such as `300x250`; default: any"),
  media_type: z.enum(MEDIA_TYPES).optional(),
  bidder: z.string().optional().describe("Whose bids; default: everybody's"),
  floor: z.number().min(0),
  currency: z.string().default("USD"),
});
type FloorRule = z.input<typeof FloorRuleSchema>;

export const floorRulesField = optional(z.array(FloorRuleSchema)).describe(
  "Floors by size, media type and bidder; the most specific that fits a bid counts, the first of equals",
);

interface FloorRules {
  readonly floor_rules?: readonly FloorRule[] | null | undefined;
  readonly rates?: Rates;
}

/** The floor of the rule that fits a bid, in the currency of the answer; undefined where there is none, or no rate. */
export function createFloorOf(
  { floor_rules: rules, rates }: FloorRules,
  { findImp, cur }: MediateAuction,
): (entry: Entry) => number | undefined {
  if (!rules) return () => undefined;
  const lower = createLowerCase();
  const find = createRuleFinder({
    rules,
    valuesOf: ({ size, media_type: type, bidder }) => [size, type, bidder?.toLowerCase()],
  });
  return ({ bid: { imp_id: impId, w, h }, bidder: { bidder } }) => {
    const rule = find([[`${w}x${h}`], mediaTypesOf(findImp(impId)), [lower(bidder)]]);
    const rate = rule && findRate(rates, rule.currency ?? "USD", cur);
    return rule && rate && rule.floor * rate;
  };
}

/** Floors by what a bid is, next to those of the request and its impressions: a bid has to reach all that count. */
export const floorRules = defineExtra({
  fields: {
    floor_rules: floorRulesField,
    floor_deals: FLOOR_FIELDS.floor_deals,
    rates: ratesField,
  },
  open(config, auction) {
    if (!config.floor_rules) return undefined;
    const floorOf = createFloorOf(config, auction);
    return {
      refuse(entry) {
        const floor = floorOf(entry);
        if (floor === undefined || entry.price >= floor || isExempt(config, entry))
          return undefined;
        const why = `${entry.price} is below the floor of ${floor} of the rule that fits it`;
        return { rule: "below-floor-rule", why };
      },
    };
  },
});
