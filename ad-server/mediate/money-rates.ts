import { z } from "zod";
import { optional } from "./mediate-fields.ts";

/** From one currency to how much of another it is worth. */
export const ratesField = optional(
  z.record(z.string(), z.record(z.string(), z.number().positive())),
).describe("What one unit of a currency is worth in others: `{ USD: { EUR: 0.9 } }`");
export type Rates = z.infer<typeof ratesField>;

/** Undefined where no rate leads there: directly, backwards, or through one currency that has both. */
export function findRate(rates: Rates, from: string, to: string): number | undefined {
  if (from === to) return 1;
  const direct = rateOf(rates, from, to);
  if (direct !== undefined) return direct;
  const reverse = rateOf(rates, to, from);
  if (reverse !== undefined) return 1 / reverse;
  for (const base of Object.keys(rates ?? {})) {
    const [one, other] = [rateOf(rates, base, from), rateOf(rates, base, to)];
    if (one !== undefined && other !== undefined) return other / one;
  }
  return undefined;
}

function rateOf(rates: Rates, from: string, to: string): number | undefined {
  const own = rates && Object.hasOwn(rates, from) ? rates[from] : undefined;
  return own && Object.hasOwn(own, to) ? own[to] : undefined;
}

/** To a millionth: what is computed from two prices ought not to end in noise. */
export function roundPrice(price: number): number {
  const rounded = Math.round(price * 1_000_000) / 1_000_000;
  return Number.isFinite(rounded) ? rounded : price;
}
