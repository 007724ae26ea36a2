import { SWEEP_METRICS, tellSweep, wordValue, type Sweep } from "../../simulator/index.ts";
import type { PageSweep, PageSweepPoint } from "../page-data.ts";

type Point = Sweep["series"][number]["points"][number];

/** What a page shows of a sweep; who is ahead, it says by the first metric. */
export function describeSweep(sweep: Sweep): PageSweep {
  const [first] = SWEEP_METRICS;
  return {
    setting: sweep.path,
    values: sweep.values.map(wordValue),
    metrics: SWEEP_METRICS.map(({ metricId, label, unit }) => ({ metricId, label, unit })),
    series: sweep.series.map(({ name, points }) => ({ name, points: points.map(describePoint) })),
    sentences: tellSweep(sweep, first).sentences,
  };
}

function describePoint({ summary, requests }: Point): PageSweepPoint {
  const measures = SWEEP_METRICS.map(({ measure, word }) => {
    const value = measure(summary);
    return value === null ? null : { value, text: word(value) };
  });
  return { measures, requests };
}
