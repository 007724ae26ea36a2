import type { Auction, Entry } from "./auction.ts";
import type { YmRule } from "./auction-configuration.ts";
import { compareIds } from "./normalise-bid.ts";
import { findTargetingMiss } from "./targeting.ts";

type OpenAuction = Omit<Auction, "ymRule">;

/** With A17 `auction`: the one rule that counts for this impression, whosever bids it is for. */
export function findAuctionRule(auction: OpenAuction): YmRule | undefined {
  const { options, floors } = auction.configuration;
  if (options.ymRuleScope === "bid" || floors.ymRules === undefined) return undefined;
  return pickRule(auction, floors.ymRules);
}

/** The rule of highest priority that fits both the impression and whose bid it is. */
export function findYmRule(auction: Auction, entry: Entry): YmRule | undefined {
  const { options, floors } = auction.configuration;
  if (floors.ymRules === undefined) return undefined;
  if (options.ymRuleScope === "bid") {
    return pickRule(
      auction,
      floors.ymRules.filter((rule) => isFor(rule, entry)),
    );
  }
  return auction.ymRule !== undefined && isFor(auction.ymRule, entry) ? auction.ymRule : undefined;
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

/** Equal priorities are drawn once per auction: every bid meets the same luck. */
function pickRule(auction: OpenAuction, rules: readonly YmRule[]): YmRule | undefined {
  const { request, configuration } = auction;
  if (rules.length === 0) return undefined;
  const fitting = rules.filter(
    ({ targeting }) => findTargetingMiss(targeting, request.impression) === undefined,
  );
  if (fitting.length < 2) return fitting[0];
  const highest = Math.max(...fitting.map(({ priority }) => priority));
  const tied = fitting.filter(({ priority }) => priority === highest);
  if (tied.length < 2) return tied[0];
  const order =
    configuration.options.ymTieBreak === "lowest-rule-id"
      ? tied.toSorted((one, other) => compareIds(one.ruleId, other.ruleId))
      : tied.toSorted((one, other) => luckOf(auction, one) - luckOf(auction, other));
  return order[0];
}

function luckOf(auction: OpenAuction, { ruleId }: YmRule): number {
  return auction.draw(`yield rule ${ruleId}`).next();
}
