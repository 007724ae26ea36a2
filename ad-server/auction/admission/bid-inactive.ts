import type { AdmissionRule } from "./admission-rule.ts";

export const bidInactive: AdmissionRule = {
  rule: "bid-inactive",
  refuse: ({ bid }) => (bid.isActive ? undefined : "it is switched off"),
};
