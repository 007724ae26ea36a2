import type { LedgerRule, MediationEvent } from "../../sdk/index.ts";
import { collectAuctionFacts, priceOf } from "./auction-facts.ts";
import { tellLoss } from "./loss-words.ts";
import { tellFact } from "./story-words.ts";
import { tellEnd, tellOthers, tellRegret, type NodeLoss } from "./tell-result.ts";

/** Tells of one run, which it knows as a whole. */
export interface Teller {
  /** Undefined for an event that others tell of. */
  tellEvent(event: MediationEvent): ToldEvent | undefined;
  /** How a request ended, of which these are the events. */
  tellEnd(ofRequest: readonly MediationEvent[]): string;
  /** Its nodes that did not win, and by which rule. */
  tellOthers(ofRequest: readonly MediationEvent[]): readonly NodeLoss[];
  /** Who would have paid more; undefined where nobody would have, or nobody knows. */
  tellRegret(ofRequest: readonly MediationEvent[]): string | undefined;
  /** What an ad is worth in USD per thousand impressions, where somebody says. */
  priceOf(ad: PricedAd): number | undefined;
  /** The bid of a stored ad selection. */
  bidOf(adSelectionId: string | undefined): number | undefined;
}

export interface ToldEvent {
  readonly text: string;
  readonly rule?: LedgerRule;
}

interface PricedAd {
  readonly cpmUsd?: number | undefined;
  readonly adSelectionId?: string | undefined;
}

export function createTeller(events: readonly MediationEvent[]): Teller {
  const facts = collectAuctionFacts(events);
  return {
    tellEvent(event) {
      const loss = tellLoss(event, facts);
      const text = loss?.text ?? tellFact(event, facts);
      return text === undefined ? undefined : { ...loss, text };
    },
    tellEnd: (ofRequest) => tellEnd(ofRequest, facts),
    tellOthers,
    tellRegret: (ofRequest) => tellRegret(ofRequest, facts)[0]?.text,
    priceOf: (ad) => priceOf(ad, facts),
    bidOf: (adSelectionId) =>
      adSelectionId === undefined ? undefined : facts.stored.get(adSelectionId)?.bid,
  };
}
