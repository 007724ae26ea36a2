import type { AuctionConfiguration } from "../auction-configuration.ts";
import type { AdmissionRule } from "./admission-rule.ts";

/** Mediated content needs the placement's leave, and time to be retrieved (spec: monetize 1.7, 1.8). */
export const mediationDisabled: AdmissionRule = {
  rule: "mediation-disabled",
  canRefuse: (configuration) => whyDisabled(configuration) !== undefined,
  refuse: ({ bid }, { configuration }) =>
    bid.kind === "mediated" ? whyDisabled(configuration) : undefined,
};

function whyDisabled({ isMediationEnabled, waterfall }: AuctionConfiguration): string | undefined {
  if (!isMediationEnabled) return "the placement is not enabled for mediation";
  if (waterfall.contentRetrievalTimeoutMs > 0) return undefined;
  return "the content retrieval timeout is 0, so mediated content is not served at all";
}
