import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { toPercentiles, toRate, type Percentiles } from "./percentiles.ts";
import { sum, type WonAd } from "./won-ads.ts";

/** Of ad requests, however many networks each of them asked (spec: mediation 2.7, level R). */
export interface RequestMetrics {
  readonly adRequests: number;
  readonly filled: number;
  readonly noFill: number;
  readonly failed: number;
  readonly fillRate: number | null;
  /** Ads whose impression was reported. */
  readonly impressions: number;
  /** Impressions over filled requests. */
  readonly showRate: number | null;
  readonly clicks: number;
  readonly clickThroughRate: number | null;
  /** What the ads that won would pay if each were shown; whether they are is another matter. */
  readonly expectedRevenueMicros: number;
  /** Filled requests of which nobody says what the ad pays. */
  readonly unpricedFills: number;
  /** From asking to having an ad or none. */
  readonly latencyMs: Percentiles | null;
  /** The same, of filled requests only. */
  readonly timeToFillMs: Percentiles | null;
  /** Place in the chain, from 1, of nodes that won. */
  readonly fillDepth: FillDepth;
  /** Who gave the ads. */
  readonly filledBy: Readonly<Record<WonAd["source"], number>>;
}

export interface FillDepth {
  readonly mean: number | null;
  /** How many requests were won at each place. */
  readonly histogram: Readonly<Record<string, number>>;
}

export function measureRequests(
  events: readonly MediationEvent[],
  ads: readonly WonAd[],
): RequestMetrics {
  const adRequests = events.filter(({ type }) => type === "request.started").length;
  const finished = events.filter((event) => event.type === "request.finished");
  const count = (kind: Finished["kind"]): number =>
    finished.filter((event) => event.kind === kind).length;
  const filled = count("filled");
  const impressions = ads.filter(({ hasImpression }) => hasImpression).length;
  const clicks = sum(ads, (ad) => ad.clicks);
  return {
    adRequests,
    filled,
    noFill: count("no-fill"),
    failed: count("failed"),
    fillRate: toRate(filled, adRequests),
    impressions,
    showRate: toRate(impressions, filled),
    clicks,
    clickThroughRate: toRate(clicks, impressions),
    expectedRevenueMicros: sum(ads, ({ priceMicros = 0 }) => priceMicros),
    unpricedFills: ads.filter(({ priceMicros }) => priceMicros === undefined).length,
    latencyMs: toPercentiles(finished.map(({ latencyMs }) => latencyMs)),
    timeToFillMs: toPercentiles(
      finished.filter(({ kind }) => kind === "filled").map(({ latencyMs }) => latencyMs),
    ),
    fillDepth: measureDepth(events, ads),
    filledBy: countSources(ads),
  };
}

type Finished = MediationEventOf<"request.finished">;

function measureDepth(events: readonly MediationEvent[], ads: readonly WonAd[]): FillDepth {
  const positions = new Map<string, number>();
  for (const event of events) {
    if (event.type !== "node.filled") continue;
    positions.set(JSON.stringify([event.requestId, event.nodeId]), event.position);
  }
  const depths = ads.flatMap(
    ({ requestId, nodeId }) => positions.get(JSON.stringify([requestId, nodeId])) ?? [],
  );
  const histogram = Object.groupBy(depths, (depth) => depth);
  return {
    mean: toRate(
      sum(depths, (depth) => depth),
      depths.length,
    ),
    histogram: Object.fromEntries(
      Object.entries(histogram).map(([depth, equal = []]) => [depth, equal.length]),
    ),
  };
}

function countSources(ads: readonly WonAd[]): RequestMetrics["filledBy"] {
  const counts = { node: 0, "first-party": 0, fallback: 0, contextual: 0 };
  for (const { source } of ads) counts[source] += 1;
  return counts;
}
