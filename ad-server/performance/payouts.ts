import { times } from "../auction/money.ts";
import { HttpError, type ErrorDetail } from "../http-errors.ts";
import { createCurrencyRates, type CurrencyRates } from "../management/currency-rates.ts";
import { toTimeText } from "../management/fields.ts";
import type { KeptNetwork } from "../management/networks.ts";
import { toFieldPath } from "../request-validator.ts";
import { createPayoutTable, type PayoutRow } from "../store/payout-table.ts";
import type { Store } from "../store/store.ts";
import { dateOf, startOfDayMs } from "./days.ts";
import type { Payout } from "./payout-schema.ts";

export interface PayoutsKept {
  /** Days that nothing had been said of. */
  readonly added: number;
  /** Days of which this is now what was said. */
  readonly replaced: number;
}

/** Keeps all of them, or none. */
export type PutPayouts = (payouts: readonly Payout[]) => PayoutsKept;

export function createPutPayouts(store: Store, nowMs: () => number): PutPayouts {
  const table = createPayoutTable(store.database);
  const rates = createCurrencyRates(store);
  const networks = store.collection<KeptNetwork>("mediated-network");

  /** spec: monetize 1.2, `processed_on`. */
  function noteMerging(rows: readonly PayoutRow[]): void {
    const names = new Set(rows.map(({ networkId }) => networkId));
    const processed_on = toTimeText(nowMs());
    for (const { id, ...network } of networks.list()) {
      if (names.has(network.name)) networks.replace(id, { ...network, processed_on });
    }
  }

  return (payouts) => {
    const rows = toRows(payouts, rates);
    const replaced = store.transaction(() => {
      noteMerging(rows);
      return rows.filter((row) => table.put(row)).length;
    });
    return { added: rows.length - replaced, replaced };
  };
}

/** @throws HttpError VALIDATION_ERROR */
function toRows(payouts: readonly Payout[], rates: CurrencyRates): readonly PayoutRow[] {
  const problems: ErrorDetail[] = findRepetitions(payouts);
  const rows = payouts.flatMap(({ currency, ...payout }, index) => {
    const rate = currency === "USD" ? 1 : rateOf(currency, payout.day, rates);
    if (rate !== undefined)
      return [{ ...payout, revenueMicros: times(payout.revenueMicros, rate) }];
    const message = `There is no rate of ${currency} for ${dateOf(payout.day)} or before`;
    problems.push({ path: toFieldPath([index, "currency"]), message });
    return [];
  });
  if (problems.length === 0) return rows;
  throw new HttpError("VALIDATION_ERROR", "Nothing is kept: some payouts cannot be.", problems);
}

/** Of the last close that was known when the day was over. */
function rateOf(currency: string, day: number, rates: CurrencyRates): number | undefined {
  return rates.ratesAt(startOfDayMs(day + 1))[currency];
}

/** Of two totals for one day, only whoever sends them can know which is meant. */
function findRepetitions(payouts: readonly Payout[]): ErrorDetail[] {
  const seen = new Set<string>();
  return payouts.flatMap(({ day, networkId, bidId }, index) => {
    const key = JSON.stringify([day, networkId, bidId]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `An earlier one is of ${dateOf(day)} and "${bidId || networkId}", too`;
    return [{ path: toFieldPath([index]), message }];
  });
}
