import type { AdSelectionOutcome } from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import type { AudienceBid, Candidate, ContextualBid } from "./candidate.ts";
import { contextualAudienceName, type OutcomeStore, type StoredOutcome } from "./outcome-store.ts";

/** Stores a new winner under a new id; a chained outcome that won keeps its own (spec: on-device 2.7, proposal). */
export function storeWinner(
  call: DeviceCall,
  outcomes: OutcomeStore,
  winner: Candidate,
): AdSelectionOutcome {
  const isReused = winner.from === "chained";
  const stored = isReused ? winner.outcome : putNew(call, outcomes, winner);
  const { adSelectionId, renderUri, bid } = stored;
  call.emit({
    type: "ad-selection.finished",
    ...call.labels,
    adSelectionId,
    renderUri,
    bid,
    reused: isReused,
  });
  return { adSelectionId, renderUri };
}

function putNew(
  call: DeviceCall,
  outcomes: OutcomeStore,
  winner: AudienceBid | ContextualBid,
): StoredOutcome {
  const { renderUri, bid, buyer } = winner;
  const { biddingLogicUri, biddingScript, audienceName } = sourceOf(winner);
  outcomes.putBiddingScript(biddingLogicUri, biddingScript);
  const stored: StoredOutcome = {
    adSelectionId: drawId(call, outcomes),
    owner: call.appId,
    createdAtMs: call.environment.clock.nowMs(),
    renderUri,
    bid,
    buyer,
    audienceName,
    biddingLogicUri,
  };
  outcomes.put(stored);
  return stored;
}

/** A contextual ad's script was never fetched, and takes the place of what there was under its address. */
function sourceOf(winner: AudienceBid | ContextualBid) {
  if (winner.from === "contextual") {
    const { decisionLogicUri: biddingLogicUri } = winner;
    return { biddingLogicUri, biddingScript: undefined, audienceName: contextualAudienceName };
  }
  const { audience, biddingScript } = winner;
  return {
    biddingLogicUri: audience.biddingLogicUri,
    biddingScript,
    audienceName: audience.name,
  };
}

function drawId({ environment }: DeviceCall, outcomes: OutcomeStore): string {
  for (;;) {
    const adSelectionId = environment.ids.nextAdSelectionId();
    if (!outcomes.has(adSelectionId)) return adSelectionId;
  }
}
