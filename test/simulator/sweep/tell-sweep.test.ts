import { expect, it } from "vitest";
import {
  summarizeTrace,
  SWEEP_METRICS,
  tellSweep,
  type Sweep,
  type SweepRequest,
} from "../../../simulator/index.ts";
import { pairedMarginUsd } from "../../../simulator/sweep/paired-margin.ts";
import { aTrace } from "../../support/a-trace.ts";

const [rpm] = SWEEP_METRICS;
const p50 = SWEEP_METRICS[4];

/** What each request paid, by value, by scenario; 0: it got no ad. */
type Paid = Readonly<Record<string, readonly (readonly number[])[]>>;

function aSweep(paid: Paid): Sweep {
  const series = Object.entries(paid).map(([name, points]) => ({
    name,
    settings: ["flow"],
    points: points.map((cpms, index) => ({
      value: index + 1,
      summary: aSummary(cpms),
      requests: cpms.map(toRequest),
    })),
  }));
  const values = series[0]?.points.map(({ value }) => value) ?? [];
  return { path: "flow", values, seed: 1, series };
}

function toRequest(cpmUsd: number, index: number): SweepRequest {
  const requestId = `request-${index + 1}`;
  return cpmUsd === 0
    ? { requestId, winner: "no fill" }
    : { requestId, winner: "node a", paidCpmUsd: cpmUsd };
}

function aSummary(cpms: readonly number[]) {
  const { requests, networks } = summarizeTrace(aTrace());
  const rpmUsd = cpms.length === 0 ? null : cpms.reduce((sum, cpm) => sum + cpm, 0) / cpms.length;
  const p50Ms = cpms[0] ?? 0;
  return {
    networks,
    requests: {
      ...requests,
      adRequests: cpms.length,
      rpmUsd,
      latencyMs: { count: cpms.length, p50: p50Ms, p95: p50Ms, p99: p50Ms },
    },
  };
}

it("says who is ahead at each value, and from where to where", () => {
  const sweep = aSweep({
    a: [
      [9, 9],
      [8, 8],
      [2, 2],
    ],
    b: [
      [4, 4],
      [5, 5],
      [5, 5],
    ],
  });

  expect(tellSweep(sweep, rpm)).toEqual({
    sentences: [
      "At 1, a is ahead with RPM 9.00 USD, before b with 4.00 USD.",
      "At 2, a is ahead with RPM 8.00 USD, before b with 5.00 USD.",
      "At 3, b is ahead with RPM 5.00 USD, before a with 2.00 USD.",
    ],
    leaders: [["a"], ["a"], ["b"]],
    doubtfulValues: [],
    lead: "a leads from 1 to 2, b leads at 3.",
  });
});

it("knows a lead that luck alone may make", () => {
  const sweep = aSweep({ a: [[1, 9, 1, 9]], b: [[2, 2, 4, 4]] });

  const { sentences, doubtfulValues } = tellSweep(sweep, rpm);

  expect(doubtfulValues).toEqual([1]);
  expect(sentences).toEqual([
    "At 1, a is ahead with RPM 5.00 USD, before b with 3.00 USD. Too close to call: luck alone may make 7.57 USD with so few requests.",
  ]);
});

it.each([
  [2, 12.706],
  [11, 2.228],
  [12, 2.201],
  [31, 2.042],
  [401, 1.966],
])("allows %i requests as much luck as Student's t says: %f deviations", (count, deviations) => {
  const marginUsd = pairedMarginUsd(
    Array.from({ length: count }, (_, index) => toRequest(index, index)),
    Array.from({ length: count }, (_, index) => toRequest(0, index)),
  );

  const variance = ((count + 1) * count) / 12; // of 0 to count - 1, each once
  expect((marginUsd ?? 0) / Math.sqrt(variance / count)).toBeCloseTo(deviations, 2);
});

it("calls nothing doubtful where each request says the same", () => {
  const sweep = aSweep({ a: [[1.1, 9.1, 4.1]], b: [[1, 9, 4]] });

  expect(tellSweep(sweep, rpm).doubtfulValues).toEqual([]);
});

it("has nobody ahead of an equal", () => {
  const { sentences, leaders, doubtfulValues, lead } = tellSweep(
    aSweep({ a: [[3]], b: [[3]], c: [[1]] }),
    rpm,
  );

  expect([sentences, leaders, doubtfulValues, lead]).toEqual([
    ["At 1, a and b are level with RPM 3.00 USD."],
    [["a", "b"]],
    [],
    "a and b are level at 1.",
  ]);
});

it("leaves out of a ranking who has nothing to measure", () => {
  const { sentences, leaders, lead } = tellSweep(aSweep({ a: [[], []], b: [[3], []] }), rpm);

  expect([sentences, leaders, lead]).toEqual([
    ["At 1, b has RPM 3.00 USD.", "At 2, there is nothing to measure."],
    [["b"], []],
    "b leads at 1, nobody has any at 2.",
  ]);
});

it("takes the least of what had better be little, and doubts it by no margin of money", () => {
  const { leaders, doubtfulValues } = tellSweep(aSweep({ a: [[1, 9]], b: [[2, 2]] }), p50);

  expect([leaders, doubtfulValues]).toEqual([[["a"]], []]);
});

it.each([
  [[[3], [5], [5]], "Best at 2 and 3: RPM 5.00 USD."],
  [[[3], [3], [3]], "The same at every value: RPM 3.00 USD."],
  [[[], []], "There is nothing to measure."],
])("says of one scenario alone where it is best: %j", (points, lead) => {
  expect(tellSweep(aSweep({ a: points }), rpm).lead).toBe(lead);
});
