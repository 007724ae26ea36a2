import type { AdmissionRule } from "./admission-rule.ts";

/** Comes after `deal-unavailable`: there is such a deal, for somebody else. */
export const dealOfOtherBuyer: AdmissionRule = {
  rule: "deal-of-other-buyer",
  refuse({ bid, deal }) {
    if (bid.kind !== "rtb" || bid.dealIds.length === 0 || deal !== undefined) return undefined;
    return `${bid.dealIds.join(" and ")} is not for buyer "${bid.buyerId}"`;
  },
};
