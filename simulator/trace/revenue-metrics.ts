import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { toRate } from "./percentiles.ts";
import { microsPerCpmUsd, sum } from "./won-ads.ts";

/** What an impression paid, or that nobody says. */
export type Payment = MediationEventOf<"revenue.paid">;
type Precision = Payment["precision"];

export interface RevenueMetrics {
  /** What impressions paid, of those of which somebody says so. */
  readonly revenueMicros: number;
  /** The same, by how well it is known. */
  readonly revenueMicrosBy: Readonly<Record<Precision, number>>;
  /** Impressions that took place, and nobody says what they paid. */
  readonly unpaidImpressions: number;
  /** Revenue in USD per thousand impressions. */
  readonly observedEcpmUsd: number | null;
}

export function collectPayments(events: readonly MediationEvent[]): readonly Payment[] {
  return events.filter((event) => event.type === "revenue.paid");
}

export function measureRevenue(payments: readonly Payment[], impressions: number): RevenueMetrics {
  const paidWith = (precision: Precision): number =>
    sum(
      payments.filter((payment) => payment.precision === precision),
      valueOf,
    );
  const revenueMicros = sum(payments, valueOf);
  return {
    revenueMicros,
    revenueMicrosBy: {
      exact: paidWith("exact"),
      "publisher-defined": paidWith("publisher-defined"),
      estimated: paidWith("estimated"),
      undefined: paidWith("undefined"),
    },
    unpaidImpressions: payments.filter(({ valueMicros }) => valueMicros === undefined).length,
    observedEcpmUsd: toRate(revenueMicros / microsPerCpmUsd, impressions),
  };
}

/**
 * How far payments are off what nodes were ranked by, as a share of that: 0.1 is a tenth more than was thought. Null
 * without an impression that has both.
 */
export function measureDiscrepancy(payments: readonly Payment[]): number | null {
  const both = payments.flatMap(({ valueMicros, rankCpmUsd }) =>
    valueMicros === undefined || rankCpmUsd === undefined
      ? []
      : [{ paid: valueMicros, ranked: rankCpmUsd * microsPerCpmUsd }],
  );
  const ranked = sum(both, (payment) => payment.ranked);
  return toRate(sum(both, ({ paid }) => paid) - ranked, ranked);
}

export function valueOf({ valueMicros = 0 }: Payment): number {
  return valueMicros;
}
