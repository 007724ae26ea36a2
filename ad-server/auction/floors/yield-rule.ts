import type { Auction, Floor } from "../auction.ts";
import type { YmRule } from "../auction-configuration.ts";
import { toMicros } from "../money.ts";
import { findYmRule, isExempt } from "../yield-rules.ts";
import { noFloor, type FloorRung } from "./floor-rung.ts";

/** The yield rule's hard floor; a higher dynamic one instead where the publisher allows it. */
export const yieldRule: FloorRung = (auction) => {
  if (auction.ymRules.length === 0) return undefined;
  return (entry) => {
    const rule = findYmRule(auction, entry);
    if (rule === undefined) return undefined;
    if (!isExempt(rule, entry)) return floorOf(rule, auction);
    const { exemptFromYmFloor } = auction.configuration.options;
    return exemptFromYmFloor === "no-floor" ? noFloor : undefined;
  };
};

function floorOf(rule: YmRule, { configuration, dynamicFloor }: Auction): Floor {
  const cpm = toMicros(rule.hardFloorUsd);
  const isOverridable = rule.allowsReserveOverride ?? configuration.floors.allowsReserveOverride;
  return isOverridable && dynamicFloor !== undefined && dynamicFloor > cpm
    ? { source: "dynamic", cpm: dynamicFloor }
    : { source: "yield-rule", cpm, ruleId: rule.ruleId };
}
