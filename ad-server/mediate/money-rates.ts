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
  return rates ? findCrossRate(rates, from, to) : undefined;
}

interface Known {
  /** Currencies that say what they are worth in another, by that other. */
  readonly bases: ReadonlyMap<string, readonly string[]>;
  /** By the currency that it leads to, then by that it comes from. */
  readonly crossRates: Map<string, Map<string, number | undefined>>;
}

/** Looked through once, since many bids may ask, each for another currency. */
const knownOf = new WeakMap<object, Known>();

function findCrossRate(rates: NonNullable<Rates>, from: string, to: string): number | undefined {
  const known = knownOf.get(rates) ?? { bases: collectBases(rates), crossRates: new Map() };
  knownOf.set(rates, known);
  const crossRates = known.crossRates.get(to) ?? new Map<string, number | undefined>();
  known.crossRates.set(to, crossRates);
  if (!crossRates.has(from)) {
    const base = known.bases.get(from)?.find((each) => rateOf(rates, each, to) !== undefined);
    const [one, other] =
      base === undefined ? [] : [rateOf(rates, base, from), rateOf(rates, base, to)];
    crossRates.set(from, one && other && other / one);
  }
  return crossRates.get(from);
}

function collectBases(rates: NonNullable<Rates>): ReadonlyMap<string, readonly string[]> {
  const bases = new Map<string, string[]>();
  for (const [base, worth] of Object.entries(rates)) {
    for (const currency of Object.keys(worth)) {
      const known = bases.get(currency);
      if (known === undefined) bases.set(currency, [base]);
      else known.push(base);
    }
  }
  return bases;
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
