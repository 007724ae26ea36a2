/** How a bid's CPM follows what was paid (spec: monetize A26: documented only as "based on eCPM and fill rate"). */
export const CPM_POLICIES = ["seven-day-ecpm", "ecpm-times-fill"] as const;
export type CpmPolicy = (typeof CPM_POLICIES)[number];

/** One day of one bid. */
export interface HistoryDay {
  readonly impressions: number;
  readonly revenueMicros: number;
  readonly requests: number;
  readonly responses: number;
}

export interface EstimateOptions {
  readonly policy?: CpmPolicy | undefined;
  /** What is believed before there is any history, and how many impressions that belief is worth. */
  readonly prior?: { readonly cpmUsd: number; readonly impressions: number } | undefined;
}

export interface CpmEstimate {
  readonly cpmUsd: number;
  /** Impressions that it rests on. */
  readonly sampleSize: number;
  /** 95% interval. */
  readonly lowCpmUsd: number;
  readonly highCpmUsd: number;
  /** Days with impressions. */
  readonly days: number;
  readonly policy: CpmPolicy;
  /** From 0 to 1: the estimate against itself and half its interval. */
  readonly confidence: number;
}

/** Of 95% of a normal distribution, and of Student's with one to six degrees of freedom. */
const normal = 1.96;
const student = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447];

/**
 * What an impression is worth, per thousand; undefined as long as there is nothing to go by. A prior counts like so
 * many more impressions (spec: yield 4.3).
 *
 * The interval is the wider of two. One takes days for the sample, since impressions of one day are paid alike: ratio
 * estimator, Student's t. The other takes impressions, with pay whose deviation is its mean, which keeps days that
 * happen to agree from looking certain. More than seven days are held to the quantile of seven: wider, never narrower.
 */
export function estimateCpm(
  history: readonly HistoryDay[],
  { policy = "seven-day-ecpm", prior }: EstimateOptions = {},
): CpmEstimate | undefined {
  const days = history.filter(({ impressions }) => impressions > 0);
  const impressions = sum(days, (day) => day.impressions);
  if (impressions === 0) return undefined;
  const weight = prior === undefined ? 1 : impressions / (impressions + prior.impressions);
  const observed = ecpmUsd(
    sum(days, (day) => day.revenueMicros),
    impressions,
  );
  const perThousand = {
    value: observed * weight + (prior?.cpmUsd ?? 0) * (1 - weight),
    margin: marginOf(days, observed) * weight,
  };
  const fill = policy === "ecpm-times-fill" ? fillOf(history) : certain;
  if (fill === undefined) return undefined;
  const { value, margin } = multiply(perThousand, fill);
  return {
    cpmUsd: toSixDecimals(value),
    sampleSize: impressions,
    lowCpmUsd: toSixDecimals(Math.max(0, value - margin)),
    highCpmUsd: toSixDecimals(value + margin),
    days: days.length,
    policy,
    confidence: value === 0 ? 0 : toSixDecimals(value / (value + margin)),
  };
}

/** A number and half the width of its interval. */
interface Uncertain {
  readonly value: number;
  readonly margin: number;
}

const certain: Uncertain = { value: 1, margin: 0 };

function marginOf(days: readonly HistoryDay[], cpmUsd: number): number {
  const impressions = sum(days, (day) => day.impressions);
  const byImpressions = (normal * cpmUsd) / Math.sqrt(impressions);
  const quantile = student[Math.min(days.length - 1, student.length) - 1];
  if (quantile === undefined) return byImpressions; // a single day has no others to differ from
  const squares = sum(days, (day) => {
    const thousands = day.impressions / 1_000;
    return (day.revenueMicros / 1_000_000 - cpmUsd * thousands) ** 2;
  });
  const meanThousands = impressions / 1_000 / days.length;
  const deviation = Math.sqrt(squares / (days.length * (days.length - 1))) / meanThousands;
  return Math.max(byImpressions, quantile * deviation);
}

/** Agresti and Coull's deviation, which none and all of a few requests do not make certain. */
function fillOf(history: readonly HistoryDay[]): Uncertain | undefined {
  const requests = sum(history, (day) => day.requests);
  if (requests === 0) return undefined;
  const responses = sum(history, (day) => day.responses);
  const middle = (responses + 2) / (requests + 4);
  const deviation = Math.sqrt(Math.max(0, middle * (1 - middle)) / (requests + 4));
  return { value: Math.min(1, responses / requests), margin: normal * deviation };
}

function multiply(one: Uncertain, other: Uncertain): Uncertain {
  const margin = Math.hypot(one.margin * other.value, other.margin * one.value);
  return { value: one.value * other.value, margin };
}

function ecpmUsd(revenueMicros: number, impressions: number): number {
  return revenueMicros / 1_000 / impressions;
}

/** As prices are counted (spec: monetize 1.9). */
function toSixDecimals(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}

function sum<Item>(items: readonly Item[], valueOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + valueOf(item), 0);
}
