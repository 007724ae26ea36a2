import { expect, it } from "vitest";
import { loadScenario, sweepScenarios } from "../../simulator/index.ts";
import { describeSweep } from "../../studio/index.ts";

const loaded = await loadScenario("examples/07-programmatic");
const sweep = await sweepScenarios([loaded, { ...loaded, name: "again" }], {
  vary: { path: "node.*.force", values: ["no-fill", { fill: { cpmUsd: 5 } }] },
});

it("says of a sweep what a slider needs", () => {
  const { metrics, series, ...rest } = describeSweep(sweep);

  const [first] = series;
  expect(rest).toEqual({
    setting: "node.*.force",
    values: ["no-fill", '{"fill":{"cpmUsd":5}}'],
    sentences: [
      "At no-fill, programmatic and again are level with RPM 0.00 USD.",
      'At {"fill":{"cpmUsd":5}}, programmatic and again are level with RPM 5.00 USD.',
    ],
  });
  expect(metrics.map(({ metricId, label }) => [metricId, label])).toEqual([
    ["rpmUsd", "RPM"],
    ["fillRate", "fill rate"],
    ["observedEcpmUsd", "eCPM"],
    ["callsPerRequest", "calls"],
    ["latencyMs.p50", "latency p50"],
    ["latencyMs.p95", "latency p95"],
  ]);
  expect(first?.points[1]?.requests).toEqual([
    { requestId: "request-1", winner: "node alpha", paidCpmUsd: 5 },
    { requestId: "request-2", winner: "node alpha", paidCpmUsd: 5 },
  ]);
  expect(first?.points[1]?.measures.slice(0, 4)).toEqual([
    { value: 5, text: "5.00 USD" },
    { value: 1, text: "100.0%" },
    { value: 5, text: "5.00 USD" },
    { value: 5, text: "5.00" },
  ]);
});

it("has a measure or none for each metric of each point", () => {
  const { metrics, values, series } = describeSweep(sweep);

  const shape = series.map(({ points }) => points.map(({ measures }) => measures.length));
  expect(shape).toEqual(series.map(() => values.map(() => metrics.length)));
});
