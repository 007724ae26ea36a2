import type { NetworkFacts } from "../store/network-report.ts";

/** Null: there is nothing to divide by, or nobody has said. */
export type Metric = number | null;

interface Totals {
  readonly impressions: number;
  readonly revenueMicros: number;
}

type Derive = (facts: NetworkFacts, totals: Totals) => Metric;

/** THE list of what a report says of each line, in its order; docs/performance-reports.md is checked against it. */
const METRICS = {
  requests: ({ requests }) => requests,
  responses: ({ responses }) => responses,
  fill_rate: ({ responses, requests }) => divide(responses, requests),
  no_ads: ({ no_ads }) => no_ads,
  no_ad_rate: ({ no_ads, requests }) => divide(no_ads, requests),
  timeouts: ({ timeouts }) => timeouts,
  timeout_rate: ({ timeouts, requests }) => divide(timeouts, requests),
  errors: ({ errors }) => errors,
  error_rate: ({ errors, requests }) => divide(errors, requests),
  wins: ({ wins }) => wins,
  win_rate: ({ wins, responses }) => divide(wins, responses),
  impressions: ({ impressions }) => impressions,
  show_rate: ({ impressions, wins }) => divide(impressions, wins),
  clicks: ({ clicks }) => clicks,
  click_through_rate: ({ clicks, impressions }) => divide(clicks, impressions),
  estimated_revenue_micros: ({ estimated_micros }) => estimated_micros,
  paid_revenue_micros: ({ paid_micros }) => paid_micros,
  actual_revenue_micros: ({ actual_micros }) => actual_micros,
  actual_impressions: ({ actual_impressions }) => actual_impressions,
  revenue_micros: revenueOf,
  estimated_ecpm_usd: ({ estimated_micros, impressions }) => ecpm(estimated_micros, impressions),
  actual_ecpm_usd: ({ actual_micros, settled_impressions }) =>
    actual_micros === null ? null : ecpm(actual_micros, settled_impressions),
  ecpm_usd: (facts) => ecpm(revenueOf(facts), facts.impressions),
  discrepancy: ({ actual_micros, settled_estimate_micros: estimate }) =>
    actual_micros === null ? null : divide(actual_micros - estimate, estimate),
  runner_up_ecpm_usd: ({ runner_up_micros, runner_ups }) => ecpm(runner_up_micros, runner_ups),
  regret_micros: regretOf,
  share_of_voice: ({ impressions }, totals) => divide(impressions, totals.impressions),
  share_of_wallet: (facts, totals) => divide(revenueOf(facts), totals.revenueMicros),
  latency_p50_ms: ({ latency_p50_ms }) => latency_p50_ms,
  latency_p95_ms: ({ latency_p95_ms }) => latency_p95_ms,
  fill_latency_p50_ms: ({ response_latency_p50_ms }) => response_latency_p50_ms,
  fill_latency_p95_ms: ({ response_latency_p95_ms }) => response_latency_p95_ms,
  no_ad_latency_p50_ms: ({ no_ad_latency_p50_ms }) => no_ad_latency_p50_ms,
  no_ad_latency_p95_ms: ({ no_ad_latency_p95_ms }) => no_ad_latency_p95_ms,
} satisfies Readonly<Record<string, Derive>>;

export type MetricName = keyof typeof METRICS;
export type NetworkMetrics = Readonly<Record<MetricName, Metric>>;

export const METRIC_NAMES = Object.keys(METRICS) as readonly MetricName[];

/** The metrics of every line; shares are of all lines together. */
export function deriveMetrics(lines: readonly NetworkFacts[]): readonly NetworkMetrics[] {
  const totals = {
    impressions: sum(lines.map(({ impressions }) => impressions)),
    revenueMicros: sum(lines.map(revenueOf)),
  };
  return lines.map((facts) => {
    const metrics = METRIC_NAMES.map((name) => [name, METRICS[name](facts, totals)]);
    return Object.fromEntries(metrics) as NetworkMetrics;
  });
}

function revenueOf({ actual_micros, open_micros }: NetworkFacts): number {
  return (actual_micros ?? 0) + open_micros;
}

/** What the next best would have made of these impressions, less what was made: below 0, the choice was right. */
function regretOf(facts: NetworkFacts): Metric {
  const { runner_up_micros, runner_ups, impressions } = facts;
  if (runner_ups === 0) return null;
  return Math.round((runner_up_micros / runner_ups) * impressions) - revenueOf(facts);
}

function ecpm(micros: number, impressions: number): Metric {
  return divide(micros, impressions * 1_000);
}

function divide(part: number, whole: number): Metric {
  return whole === 0 ? null : part / whole;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
