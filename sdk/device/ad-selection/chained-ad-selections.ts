import type { AdSelectionOutcome } from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import { argumentRefused } from "../service-failure.ts";
import type { ChainedBid } from "./candidate.ts";
import type { OutcomeStore } from "./outcome-store.ts";

/**
 * The candidates that outcomes of earlier calls are: bid and address come from the store, so a caller can
 * forge neither. Unknown, deleted and foreign ids are refused before any script runs (spec: proposal).
 */
export function resolveChainedSelections(
  call: DeviceCall,
  outcomes: OutcomeStore,
  chained: readonly AdSelectionOutcome[],
): readonly ChainedBid[] {
  if (chained.length === 0) return [];
  if (!call.settings.chainedAdSelectionsEnabled) {
    throw argumentRefused(
      "chainedAdSelections is part of the proposal and never shipped: use profile proposal, or selectAdsFromOutcomes.",
    );
  }
  return chained.map(({ adSelectionId, renderUri }) => {
    const outcome = outcomes.find({ adSelectionId, owner: call.appId });
    if (outcome === undefined) {
      throw argumentRefused(
        `Chained ad selection ${adSelectionId} is unknown, deleted or another app's.`,
      );
    }
    if (outcome.renderUri !== renderUri) {
      throw argumentRefused(
        `Chained ad selection ${adSelectionId} is stored with ${outcome.renderUri}, not with ${renderUri}.`,
      );
    }
    const { buyer, bid } = outcome;
    return { from: "chained", outcome, metadata: {}, renderUri, buyer, bid };
  });
}
