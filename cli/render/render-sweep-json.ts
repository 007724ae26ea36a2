import { SWEEP_METRICS, type Sweep } from "../../simulator/index.ts";

/** A sweep for programs: every metric of every run, unrounded, and how each request ended. */
export function renderSweepJson({ path, values, seed, series }: Sweep): string {
  const scenarios = series.map(({ name, settings, points }) => ({
    name,
    settings,
    points: points.map(({ value, summary, requests }) => ({
      value,
      metrics: Object.fromEntries(
        SWEEP_METRICS.map(({ metricId, measure }) => [metricId, measure(summary)]),
      ),
      requests,
    })),
  }));
  return `${JSON.stringify({ setting: path, values, seed, scenarios }, null, 2)}\n`;
}
