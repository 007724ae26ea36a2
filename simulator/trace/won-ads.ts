import type { MediationEvent, MediationEventOf, MediationEventType } from "../../sdk/index.ts";
import { collectAuctionFacts, priceOf } from "./auction-facts.ts";

/** What became of an ad that was not shown; `left`: the run ended first. */
type AdEnd = "shown" | "not-shown" | "expired" | "dropped" | "left";

/** An ad that a request ended with, and what the app did with it. */
export interface WonAd {
  readonly adId: string;
  readonly requestId: string;
  readonly networkId: string;
  readonly nodeId: string | undefined;
  readonly source: MediationEventOf<"ad.selected">["source"];
  /** Millionths of a USD per impression; undefined where nobody says. */
  readonly priceMicros: number | undefined;
  readonly end: AdEnd;
  readonly hasImpression: boolean;
  readonly clicks: number;
}

/** A price per thousand in USD is as many thousands of micros each. */
export const microsPerCpmUsd = 1000;

/** In the order in which requests ended. */
export function collectWonAds(events: readonly MediationEvent[]): readonly WonAd[] {
  const facts = collectAuctionFacts(events);
  const isIn = collectAdIds(events);
  const clicks = new Map<string, number>();
  for (const event of events) {
    if (event.type !== "interaction.reported" || event.key !== "click") continue;
    clicks.set(event.adId, (clicks.get(event.adId) ?? 0) + 1);
  }
  const selected = events.filter((event) => event.type === "ad.selected");
  return selected.map((event) => {
    const { adId, requestId, networkId, nodeId, source } = event;
    const cpmUsd = priceOf(event, facts);
    return {
      adId,
      requestId,
      networkId,
      nodeId,
      source,
      priceMicros: cpmUsd === undefined ? undefined : Math.round(cpmUsd * microsPerCpmUsd),
      end: AD_ENDS.find(([type]) => isIn(type, adId))?.[1] ?? "left",
      hasImpression: isIn("impression.reported", adId),
      clicks: clicks.get(adId) ?? 0,
    };
  });
}

/** What is shown is not wasted, whatever comes after. */
const AD_ENDS = [
  ["ad.shown", "shown"],
  ["ad.show-failed", "not-shown"],
  ["ad.expired", "expired"],
  ["ad.dropped", "dropped"],
] as const;

function collectAdIds(
  events: readonly MediationEvent[],
): (type: MediationEventType, adId: string) => boolean {
  const ofType = Map.groupBy(events, ({ type }) => type);
  const ids = new Map(
    Array.from(ofType, ([type, of]) => [
      type,
      new Set(of.map((event) => ("adId" in event ? event.adId : undefined))),
    ]),
  );
  return (type, adId) => ids.get(type)?.has(adId) ?? false;
}

export function countImpressions(ads: readonly WonAd[]): number {
  return ads.filter(({ hasImpression }) => hasImpression).length;
}

export function sum<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
