import type { AdSelectionOutcome } from "../model/ad-selection.ts";
import type { ContextualAd } from "../model/mediation-chain.ts";
import type { FirstPartyNetwork } from "./first-party.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import type { Placement } from "./placement.ts";

/** Runs the first party's own ad selection and tells how it went. */
export async function selectFirstParty(
  { requestId, emit }: MediationRequest,
  firstParty: FirstPartyNetwork,
  contextualAd?: ContextualAd["ad"],
): Promise<AdSelectionOutcome | undefined> {
  const { networkId } = firstParty;
  const result = await firstParty.select({ requestId }, contextualAd);
  if (result.kind === "selected") {
    emit({ type: "first-party.selected", requestId, networkId, ...result.outcome });
    return result.outcome;
  }
  const { rule, detail } = result;
  emit({ type: "first-party.passed", requestId, networkId, rule, detail });
  return undefined;
}

export function toPlacement(
  firstParty: FirstPartyNetwork,
  source: Placement["source"],
  outcome: AdSelectionOutcome,
): Placement {
  const { networkId } = firstParty;
  return { source, networkId, fill: { kind: "fill", ...outcome }, reporter: firstParty };
}
