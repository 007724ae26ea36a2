import type { TraceSummary } from "../trace/summarize-trace.ts";
import { sum } from "../trace/won-ads.ts";

/** A number by which the scenarios of a sweep are held against each other. */
export interface SweepMetric {
  /** As people ask for it: `rpm`. */
  readonly name: string;
  /** As the summary of a trace calls it. */
  readonly metricId: string;
  readonly label: string;
  readonly unit: string;
  readonly better: "more" | "less";
  /** Null where there was nothing to measure. */
  measure(summary: TraceSummary): number | null;
  word(value: number): string;
}

/** THE list of them, in the order in which they are shown; the first is what a policy is judged by. */
export const SWEEP_METRICS = [
  {
    name: "rpm",
    metricId: "rpmUsd",
    label: "RPM",
    unit: "USD per thousand ad requests",
    better: "more",
    measure: ({ requests }) => requests.rpmUsd,
    word: inUsd,
  },
  {
    name: "fill-rate",
    metricId: "fillRate",
    label: "fill rate",
    unit: "share of ad requests that got an ad",
    better: "more",
    measure: ({ requests }) => requests.fillRate,
    word: (rate) => `${(rate * 100).toFixed(1)}%`,
  },
  {
    name: "ecpm",
    metricId: "observedEcpmUsd",
    label: "eCPM",
    unit: "USD per thousand impressions",
    better: "more",
    measure: ({ requests }) => requests.observedEcpmUsd,
    word: inUsd,
  },
  {
    name: "calls",
    metricId: "callsPerRequest",
    label: "calls",
    unit: "of networks per ad request, for bids and for ads",
    better: "less",
    measure: countCalls,
    word: (count) => count.toFixed(2),
  },
  {
    name: "latency-p50",
    metricId: "latencyMs.p50",
    label: "latency p50",
    unit: "ms that half of the requests stay within",
    better: "less",
    measure: ({ requests }) => requests.latencyMs?.p50 ?? null,
    word: inMs,
  },
  {
    name: "latency-p95",
    metricId: "latencyMs.p95",
    label: "latency p95",
    unit: "ms that 95 of 100 requests stay within",
    better: "less",
    measure: ({ requests }) => requests.latencyMs?.p95 ?? null,
    word: inMs,
  },
] as const satisfies readonly SweepMetric[];

function inUsd(usd: number): string {
  return `${usd.toFixed(2)} USD`;
}

function inMs(ms: number): string {
  return `${Math.round(ms)} ms`;
}

function countCalls({ requests, networks }: TraceSummary): number | null {
  const calls = sum(networks, ({ attempts, bidding }) => attempts + bidding.bidRequests);
  return requests.adRequests === 0 ? null : calls / requests.adRequests;
}
