import type { AdmissionRule } from "./admission-rule.ts";

/** Mediated content needs the placement's leave, and time to be retrieved (spec: monetize 1.7, 1.8). */
export const mediationDisabled: AdmissionRule = {
  rule: "mediation-disabled",
  refuse({ bid }, { configuration }) {
    if (bid.kind !== "mediated") return undefined;
    if (!configuration.isMediationEnabled) return "the placement is not enabled for mediation";
    if (configuration.waterfall.contentRetrievalTimeoutMs > 0) return undefined;
    return "the content retrieval timeout is 0, so mediated content is not served at all";
  },
};
