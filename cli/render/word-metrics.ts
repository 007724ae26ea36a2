import type { Cell } from "./render-table.ts";

export function percent(rate: number | null): string {
  return rate === null ? "–" : `${(rate * 100).toFixed(1)}%`;
}

/** Of one impression a CPM of 1 USD pays a thousandth: four decimals lose less than a cent CPM. */
export function inUsd(micros: number): string {
  return (micros / 1_000_000).toFixed(4);
}

export function usd(micros: number): string {
  return `${inUsd(micros)} USD`;
}

/** USD per thousand. */
export function perThousand(cpmUsd: number | null): string {
  return cpmUsd === null ? "–" : `${cpmUsd.toFixed(2)} USD`;
}

export function decimal(value: number | null): Cell {
  return value?.toFixed(2);
}
