import type { AdmissionRule } from "./admission-rule.ts";

export const dealUnavailable: AdmissionRule = {
  rule: "deal-unavailable",
  refuse({ bid, deal }, { deals }) {
    if (bid.kind !== "rtb" || bid.dealIds.length === 0 || deal !== undefined) return undefined;
    const isThere = bid.dealIds.some((dealId) => deals.get(dealId)?.isActive === true);
    return isThere ? undefined : `no active deal is called ${bid.dealIds.join(" or ")}`;
  },
};
