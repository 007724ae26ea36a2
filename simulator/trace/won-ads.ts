import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { collectAuctionFacts, priceOf } from "./auction-facts.ts";

/** An ad that a request ended with, and what the app did with it. */
export interface WonAd {
  readonly requestId: string;
  readonly networkId: string;
  readonly nodeId: string | undefined;
  readonly source: MediationEventOf<"ad.selected">["source"];
  /** Millionths of a USD per impression; undefined where nobody says. */
  readonly priceMicros: number | undefined;
  readonly isShown: boolean;
  readonly hasImpression: boolean;
  readonly clicks: number;
}

/** A price per thousand in USD is as many thousands of micros each. */
const microsPerCpmUsd = 1000;

/** In the order in which requests ended. */
export function collectWonAds(events: readonly MediationEvent[]): readonly WonAd[] {
  const facts = collectAuctionFacts(events);
  const shown = new Set<string>();
  const impressions = new Set<string>();
  const clicks = new Map<string, number>();
  for (const event of events) {
    if (event.type === "ad.shown") shown.add(event.adId);
    if (event.type === "impression.reported") impressions.add(event.adId);
    if (event.type === "interaction.reported" && event.key === "click") {
      clicks.set(event.adId, (clicks.get(event.adId) ?? 0) + 1);
    }
  }
  return events.flatMap((event) => {
    if (event.type !== "ad.selected") return [];
    const { adId, requestId, networkId, nodeId, source } = event;
    const cpmUsd = priceOf(event, facts);
    return {
      requestId,
      networkId,
      nodeId,
      source,
      priceMicros: cpmUsd === undefined ? undefined : Math.round(cpmUsd * microsPerCpmUsd),
      isShown: shown.has(adId),
      hasImpression: impressions.has(adId),
      clicks: clicks.get(adId) ?? 0,
    };
  });
}

export function sum<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
