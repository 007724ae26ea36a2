import type { TraceSummary } from "./summarize-trace.ts";

export interface Metric {
  /** `requests fillRate`, `alpha latencyMs p50`. */
  readonly name: string;
  /** Null where there was nothing to measure. */
  readonly value: number | null;
}

/** Every number of a summary under a name of its own. */
export function listMetrics({ requests, networks }: TraceSummary): readonly Metric[] {
  return [
    ...flatten("requests", requests),
    ...networks.flatMap(({ networkId, ...metrics }) => flatten(networkId, metrics)),
  ];
}

function flatten(name: string, value: unknown): readonly Metric[] {
  if (typeof value === "number" || value === null) return [{ name, value }];
  return Object.entries(value as object)
    .filter(([key]) => key !== "count") // of a latency: fills and timeouts have told
    .flatMap(([key, inner]) => flatten(`${name} ${key}`, inner as unknown));
}
