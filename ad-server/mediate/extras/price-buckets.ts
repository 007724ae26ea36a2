/** Up to `max` in steps of `increment`, from where the range before it ended. */
export interface PriceRange {
  readonly max: number;
  readonly increment: number;
}

export const GRANULARITIES = {
  low: [{ max: 5, increment: 0.5 }],
  medium: [{ max: 20, increment: 0.1 }],
  high: [{ max: 20, increment: 0.01 }],
  auto: [
    { max: 5, increment: 0.05 },
    { max: 10, increment: 0.1 },
    { max: 20, increment: 0.5 },
  ],
  dense: [
    { max: 3, increment: 0.01 },
    { max: 8, increment: 0.05 },
    { max: 20, increment: 0.5 },
  ],
} as const satisfies Readonly<Record<string, readonly PriceRange[]>>;

/**
 * Rounds prices down to their bucket, two decimals; above the last range, that range's end. Counted in millionths:
 * 0.30 in steps of 0.10 is 0.30, where doubles would make it 0.20.
 */
export function createPriceBuckets(ranges: readonly PriceRange[]): (price: number) => string {
  const sorted = ranges
    .toSorted((one, other) => one.max - other.max)
    .map(({ max, increment }) => ({ end: toMicros(max), step: toMicros(increment) }));
  return (price) => {
    const micros = toMicros(price);
    let start = 0;
    for (const { end, step } of sorted) {
      if (micros < end) return toText(start + Math.floor((micros - start) / step) * step);
      start = end;
    }
    return toText(start);
  };
}

function toMicros(price: number): number {
  return Math.round(price * 1_000_000);
}

function toText(micros: number): string {
  return (Math.floor(micros / 10_000) / 100).toFixed(2);
}
