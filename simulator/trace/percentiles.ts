/** Nearest-rank percentiles: each is a value that occurred. */
export interface Percentiles {
  /** How many values there are. */
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Null where nothing was measured. */
export function toPercentiles(values: readonly number[]): Percentiles | null {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return sorted.length === 0
    ? null
    : { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Null where there is nothing to divide by: no share of nothing is a number. */
export function toRate(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
