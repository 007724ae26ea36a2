import type { AdSelectionOutcome } from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import { countEvents } from "../filters/count-events.ts";
import type { HistogramStore } from "../filters/histogram-store.ts";
import type { AuctionStores } from "./auction.ts";
import type { AudienceBid, ContextualBid } from "./candidate.ts";
import type { Scored } from "./score-ads.ts";
import { toContextualSignals } from "./trusted-signals.ts";
import { contextualAudienceName, type OutcomeStore, type StoredOutcome } from "./outcome-store.ts";

/** Stores a new winner under a new id; a chained outcome that won keeps its own (spec: on-device 2.7, proposal). */
export function storeWinner(
  call: DeviceCall,
  { outcomes, histogram }: Pick<AuctionStores, "outcomes" | "histogram">,
  scored: Pick<Scored, "candidate" | "dataVersion">,
): AdSelectionOutcome {
  const { candidate: winner } = scored;
  const isReused = winner.from === "chained";
  const stored = isReused ? winner.outcome : putNew(call, outcomes, { ...scored, winner });
  const { adSelectionId, renderUri, bid, buyer } = stored;
  call.emit({
    type: "ad-selection.finished",
    ...call.labels,
    adSelectionId,
    renderUri,
    bid,
    buyer,
    reused: isReused,
  });
  if (winner.from !== "chained") countWin(call, histogram, { winner, stored });
  return { adSelectionId, renderUri };
}

function putNew(
  call: DeviceCall,
  outcomes: OutcomeStore,
  {
    winner,
    dataVersion,
  }: {
    readonly winner: AudienceBid | ContextualBid;
    readonly dataVersion?: number | undefined;
  },
): StoredOutcome {
  const { renderUri, bid, buyer, adCounterKeys } = winner;
  const { biddingLogicUri, biddingScript, audienceName } = sourceOf(winner);
  outcomes.putBiddingScript(biddingLogicUri, biddingScript);
  const stored: StoredOutcome = {
    adSelectionId: drawAdSelectionId(call, outcomes),
    owner: call.appId,
    createdAtMs: call.environment.clock.nowMs(),
    renderUri,
    bid,
    buyer,
    audienceName,
    biddingLogicUri,
    ...contextualSignalsOf(winner, dataVersion),
    ...(adCounterKeys && { adCounterKeys }),
  };
  outcomes.put(stored);
  return stored;
}

/** One event per counter key, for the custom audience whose ad it is (spec: on-device 2.7). */
function countWin(
  call: DeviceCall,
  histogram: HistogramStore,
  won: { readonly winner: AudienceBid | ContextualBid; readonly stored: StoredOutcome },
): void {
  const { adSelectionId, buyer, adCounterKeys = [], audienceName: name } = won.stored;
  const owner = won.winner.from === "audience" ? won.winner.audience.owner : buyer;
  const ad = { adSelectionId, buyer, adCounterKeys, audience: { owner, name } };
  countEvents(call, histogram, { ...ad, eventType: "win" });
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

/** Nothing of either is stored with a contextual winner (spec: on-device 2.7, 7). */
function contextualSignalsOf(
  winner: AudienceBid | ContextualBid,
  dataVersion: number | undefined,
): Pick<StoredOutcome, "buyerContextualSignals" | "sellerContextualSignals"> {
  if (winner.from === "contextual") return {};
  const { buyerContextualSignals } = winner;
  return { buyerContextualSignals, sellerContextualSignals: toContextualSignals(dataVersion) };
}

/** An id that no stored ad selection has. */
export function drawAdSelectionId({ environment }: DeviceCall, outcomes: OutcomeStore): string {
  for (;;) {
    const adSelectionId = environment.ids.nextAdSelectionId();
    if (!outcomes.has(adSelectionId)) return adSelectionId;
  }
}
