import type { Cost } from "../../sdk/index.ts";

/** What many samples took: half of them no longer than `p50Ms`, 99 of a hundred no longer than `p99Ms`. */
export interface CostSpread {
  readonly sampleCount: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  /** By how much the heap grew in the middle one; undefined if nobody could tell of any. */
  readonly p50HeapBytes: number | undefined;
}

export function findSpread(costs: readonly Cost[]): CostSpread {
  const times = costs.map(({ ms }) => ms).toSorted((one, other) => one - other);
  const heaps = costs
    .flatMap(({ heapBytes }) => heapBytes ?? [])
    .toSorted((one, other) => one - other);
  return {
    sampleCount: costs.length,
    p50Ms: atShare(times, 0.5) ?? 0,
    p90Ms: atShare(times, 0.9) ?? 0,
    p99Ms: atShare(times, 0.99) ?? 0,
    p50HeapBytes: atShare(heaps, 0.5),
  };
}

/** The smallest that is not exceeded by that share of the values. */
function atShare(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
