import type { Entry } from "../auction.ts";
import type { YmRule } from "../auction-configuration.ts";
import { toMicros } from "../money.ts";
import { findYmRule } from "../yield-rules.ts";
import { noFloor, type FloorRung } from "./floor-rung.ts";

/** The yield rule's hard floor; a higher dynamic one instead where the publisher allows it. */
export const yieldRule: FloorRung = (entry, auction) => {
  const rule = findYmRule(auction, entry);
  if (rule === undefined) return undefined;
  const { options, floors } = auction.configuration;
  if (isExempt(rule, entry)) {
    return options.exemptFromYmFloor === "no-floor" ? noFloor : undefined;
  }
  const cpm = toMicros(rule.hardFloorUsd);
  const { dynamicFloor } = auction;
  const isOverridable = rule.allowsReserveOverride ?? floors.allowsReserveOverride;
  if (isOverridable && dynamicFloor !== undefined && dynamicFloor > cpm) {
    return { source: "dynamic", cpm: dynamicFloor };
  }
  return { source: "yield-rule", cpm, ruleId: rule.ruleId };
};

/** Managed demand, hence mediated demand, is no external demand; a buyer with a deal is a preferred one. */
function isExempt({ appliesTo }: YmRule, { bid, deal }: Entry): boolean {
  if (appliesTo === "all") return false;
  return bid.kind !== "rtb" || (appliesTo === "external-non-preferred" && deal !== undefined);
}
