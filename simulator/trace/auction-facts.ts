import type { MediationEvent } from "../../sdk/index.ts";

export interface ScoredAd {
  readonly renderUri: string;
  readonly bid: number;
  readonly score: number;
}

/** An outcome that the device has stored. */
export interface StoredAd {
  readonly renderUri: string;
  readonly bid: number;
  readonly buyer: string;
}

/** What events of the SDK leave to those of the device. */
export interface AuctionFacts {
  /** By the id of the ad selection. */
  readonly stored: ReadonlyMap<string, StoredAd>;
  /** Host of the seller, by call. */
  readonly sellers: ReadonlyMap<string, string>;
  /** In the order of scoring, by call. */
  readonly scores: ReadonlyMap<string, readonly ScoredAd[]>;
  /** Ids of the outcomes that took part, by call. */
  readonly outcomes: ReadonlyMap<string, readonly string[]>;
}

export function collectAuctionFacts(events: Iterable<MediationEvent>): AuctionFacts {
  const stored = new Map<string, StoredAd>();
  const sellers = new Map<string, string>();
  const scores = new Map<string, ScoredAd[]>();
  const outcomes = new Map<string, readonly string[]>();
  for (const event of events) {
    if (event.type === "ad-selection.finished" || event.type === "ad-selection.preloaded") {
      const { adSelectionId, renderUri, bid, buyer } = event;
      stored.set(adSelectionId, { renderUri, bid, buyer });
    }
    if (event.type === "ad-selection.started") {
      sellers.set(event.callId, event.seller);
      outcomes.set(event.callId, event.outcomes);
    }
    if (event.type === "ad.scored") {
      const { callId, renderUri, bid, score } = event;
      const ofCall = scores.get(callId) ?? [];
      ofCall.push({ renderUri, bid, score });
      scores.set(callId, ofCall);
    }
  }
  return { stored, sellers, scores, outcomes };
}

/** What an ad is worth in USD per thousand impressions: its network's word, else the bid behind it. */
export function priceOf(
  ad: { readonly cpmUsd?: number | undefined; readonly adSelectionId?: string | undefined },
  { stored }: AuctionFacts,
): number | undefined {
  const { cpmUsd, adSelectionId } = ad;
  if (cpmUsd !== undefined || adSelectionId === undefined) return cpmUsd;
  return stored.get(adSelectionId)?.bid;
}
