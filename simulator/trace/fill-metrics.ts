import type { MediationEvent } from "../../sdk/index.ts";
import { keyOfTurn } from "./collect-attempts.ts";
import { toRate } from "./percentiles.ts";
import { sum, type WonAd } from "./won-ads.ts";

export interface FillDepth {
  readonly mean: number | null;
  /** How many requests were won at each place. */
  readonly histogram: Readonly<Record<string, number>>;
}

/** Place in the chain, from 1, of nodes that won. */
export function measureDepth(events: readonly MediationEvent[], ads: readonly WonAd[]): FillDepth {
  const filled = events.filter((event) => event.type === "node.filled");
  const positions = new Map(filled.map((event) => [keyOfTurn(event), event.position]));
  const depths = ads.flatMap((ad) => positions.get(keyOfTurn(ad)) ?? []);
  const histogram = Object.groupBy(depths, (depth) => depth);
  const total = sum(depths, (depth) => depth);
  return {
    mean: toRate(total, depths.length),
    histogram: Object.fromEntries(
      Object.entries(histogram).map(([depth, equal = []]) => [depth, equal.length]),
    ),
  };
}

export type FillSources = Readonly<Record<WonAd["source"], number>>;

export function countSources(ads: readonly WonAd[]): FillSources {
  const counts = { node: 0, "first-party": 0, fallback: 0, contextual: 0 };
  for (const { source } of ads) counts[source] += 1;
  return counts;
}
