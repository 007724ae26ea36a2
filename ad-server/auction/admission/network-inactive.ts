import type { AdmissionRule } from "./admission-rule.ts";

export const networkInactive: AdmissionRule = {
  rule: "network-inactive",
  refuse({ bid }) {
    if (bid.kind !== "mediated" || bid.isNetworkActive) return undefined;
    return `network "${bid.networkId}" is switched off`;
  },
};
