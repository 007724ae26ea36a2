import type { CoverageCount, CoverageCounts } from "./covered-file.ts";

/** The least that is enough, in percent. */
export type CoverageThresholds = { readonly [Measure in keyof CoverageCounts]?: number };

export interface CoverageGap {
  readonly measure: keyof CoverageCounts;
  readonly percent: number;
  readonly leastPercent: number;
}

/** What of a whole run is covered less than it should be. */
export function findCoverageGaps(
  total: CoverageCounts,
  thresholds: CoverageThresholds,
): readonly CoverageGap[] {
  const measures = ["lines", "branches", "functions"] as const;
  return measures.flatMap((measure) => {
    const leastPercent = thresholds[measure] ?? 0;
    const percent = percentOf(total[measure]);
    return percent < leastPercent ? [{ measure, percent, leastPercent }] : [];
  });
}

/** Rounded down, so that only what is whole is 100; nothing to cover is all covered. */
export function percentOf({ covered, total }: CoverageCount): number {
  return total === 0 ? 100 : Math.floor((covered * 1000) / total) / 10;
}
