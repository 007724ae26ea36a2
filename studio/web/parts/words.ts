/** `540 ms`, `12.3 s`: as short as can be read at a glance. */
export function wordMs(ms: number): string {
  return ms < 10_000 ? `${round(ms, 1)} ms` : `${round(ms / 1_000, 1)} s`;
}

/** `0.540 s` of the run's clock: with as many digits each, so that they stand below each other. */
export function wordClock(ms: number): string {
  const digits = { minimumFractionDigits: 3, maximumFractionDigits: 3 };
  return `${(ms / 1_000).toLocaleString("en", digits)} s`;
}

/** `3.20`, and no more digits than there are beyond that. */
export function wordCpm(cpmUsd: number): string {
  return cpmUsd.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 6 });
}

export function wordCount(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

function round(value: number, digits: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: digits });
}
