import type { AdmissionRule } from "./admission-rule.ts";

export const capReached: AdmissionRule = {
  rule: "cap-reached",
  refuse({ bid: { caps } }) {
    if (caps.length === 0) return undefined;
    const full = caps.find(({ used, limit }) => used >= limit);
    return full && `${full.name}: ${full.used} of ${full.limit} are used up`;
  },
};
