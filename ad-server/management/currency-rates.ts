import { z } from "zod";
import { HttpError } from "../http-errors.ts";
import type { Store } from "../store/store.ts";
import { CurrencySchema, DateSchema, toDay } from "./fields.ts";

const dayMs = 86_400_000;

export const RateKeySchema = z.strictObject({
  code: CurrencySchema.refine(
    (code) => code !== "USD",
    "Rates are in USD: that of USD is 1",
  ).describe("The currency, such as EUR"),
  date: DateSchema.describe("The UTC day at whose close it was read"),
});
export const RateValueSchema = z.strictObject({
  rate: z.number().positive().max(1_000_000).describe("USD for one unit"),
});

/** What one unit of a currency was worth at the close of a day. */
export const CurrencyRateSchema = z.strictObject({
  ...RateKeySchema.shape,
  ...RateValueSchema.shape,
});
export type CurrencyRate = z.output<typeof CurrencyRateSchema>;
type RateKey = Pick<CurrencyRate, "code" | "date">;

export interface CurrencyRates {
  list(): readonly CurrencyRate[];
  put(rate: CurrencyRate): CurrencyRate;
  remove(key: RateKey): void;
  /** USD for one unit of each currency, as auctions of that time count: by the last close before its day. */
  ratesAt(atMs: number): Readonly<Record<string, number>>;
}

export function createCurrencyRates(store: Store): CurrencyRates {
  const kept = store.collection<CurrencyRate>("currency-rate");
  const find = ({ code, date }: RateKey) =>
    kept.list().find((rate) => rate.code === code && rate.date === date);

  function list(): readonly CurrencyRate[] {
    return kept
      .list()
      .map(({ code, date, rate }) => ({ code, date, rate }))
      .toSorted((one, other) => compare(one.code, other.code) || compare(one.date, other.date));
  }

  return {
    list,
    put(rate) {
      return store.transaction(() => {
        const { id } = find(rate) ?? kept.add(rate);
        kept.replace(id, rate);
        return rate;
      });
    },
    remove(key) {
      store.transaction(() => {
        const rate = find(key);
        if (rate !== undefined) return kept.remove(rate.id);
        throw new HttpError("NOT_FOUND", `There is no rate of ${key.code} for ${key.date}.`);
      });
    },
    ratesAt(atMs) {
      const lastDay = toDay(atMs - dayMs);
      const usable = list().filter(({ date }) => date <= lastDay);
      return Object.fromEntries(usable.map(({ code, rate }) => [code, rate]));
    },
  };
}

/** What whoever wants to be paid in it is told; undefined where it can be counted. */
export function tellMissingRate(
  code: string,
  ratesUsd: Readonly<Record<string, number>>,
): string | undefined {
  if (code === "USD" || Object.hasOwn(ratesUsd, code)) return undefined;
  return `There is no rate of ${code} for yesterday or before: PUT /currency-rates/${code}/<day>`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
