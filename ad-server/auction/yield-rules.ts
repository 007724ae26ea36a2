import type { Auction, Entry } from "./auction.ts";
import type { AuctionConfiguration, YmRule } from "./auction-configuration.ts";
import { compareIds } from "./normalise-bid.ts";
import { findTargetingMiss, type Impression } from "./targeting.ts";

/**
 * The rules that fit the impression, the highest priority first. Equal priorities are drawn once per auction: every bid
 * meets the same luck.
 */
export function listYmRules(
  { options, floors }: AuctionConfiguration,
  impression: Impression,
  draw: Auction["draw"],
): readonly YmRule[] {
  const luckOf = ({ ruleId }: YmRule): number => draw(`yield rule ${ruleId}`).next();
  const breakTie = (one: YmRule, other: YmRule): number =>
    options.ymTieBreak === "lowest-rule-id"
      ? compareIds(one.ruleId, other.ruleId)
      : luckOf(one) - luckOf(other);
  const fitting = (floors.ymRules ?? []).filter(
    ({ targeting }) => findTargetingMiss(targeting, impression) === undefined,
  );
  return fitting.toSorted((one, other) => other.priority - one.priority || breakTie(one, other));
}

/** The first rule that fits whose bid it is; with A17 `auction`, the very first, if it fits that. */
export function findYmRule({ configuration, ymRules }: Auction, entry: Entry): YmRule | undefined {
  if (configuration.options.ymRuleScope === "bid")
    return ymRules.find((rule) => isFor(rule, entry));
  const [only] = ymRules;
  return only !== undefined && isFor(only, entry) ? only : undefined;
}

function isFor({ demand }: YmRule, { bid }: Entry): boolean {
  const { buyerIds, brands, categories } = demand;
  if (buyerIds !== undefined && !(bid.kind === "rtb" && buyerIds.includes(bid.buyerId)))
    return false;
  if (brands !== undefined && !(bid.brand !== undefined && brands.includes(bid.brand)))
    return false;
  return (
    categories === undefined || (bid.category !== undefined && categories.includes(bid.category))
  );
}

/** Managed demand, hence mediated demand, is no external demand; a buyer with a deal is a preferred one. */
export function isExempt({ appliesTo }: YmRule, { bid, deal }: Entry): boolean {
  if (appliesTo === "all") return false;
  return bid.kind !== "rtb" || (appliesTo === "external-non-preferred" && deal !== undefined);
}
