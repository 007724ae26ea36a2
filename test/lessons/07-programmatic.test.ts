import { expect, it } from "vitest";
import {
  loadScenario,
  runScenario,
  SWEEP_METRICS,
  sweepScenarios,
  tellSweep,
} from "../../simulator/index.ts";

const scenarios = await Promise.all(
  ["waterfall", "hybrid", "programmatic"].map((name) =>
    loadScenario(`examples/07-programmatic/sweep/${name}.yaml`),
  ),
);
const shades = [0.5, 0.65, 0.85];
const sweep = await sweepScenarios(scenarios, {
  vary: { path: "network.*.shade", values: shades },
});
const [waterfall = [], hybrid = [], programmatic = []] = sweep.series.map(({ points }) => points);
const asHonestAsWritten = [waterfall, hybrid, programmatic].flatMap((points) => points[2] ?? []);
const [rpm, fillRate, , calls] = SWEEP_METRICS;

it("has another flow ahead for another honesty of bids", () => {
  const { leaders } = tellSweep(sweep, rpm);

  expect(leaders).toEqual([["waterfall"], ["hybrid"], ["programmatic"]]);
});

it("is close to what a thousand times as many requests earn", () => {
  const expected = [5.22, 6.31, 6.99]; // spec: yield 4.6, of 200 000 requests

  const rpms = asHonestAsWritten.map(({ summary }) => rpm.measure(summary) ?? 0);

  const gaps = rpms.map((each, index) => Math.abs(each - (expected[index] ?? 0)));
  expect(Math.max(...gaps)).toBeLessThan(0.1);
});

it("ends no request of the waterfall otherwise, however honest bids are", () => {
  const ends = waterfall.map(({ requests }) => requests);

  expect(ends).toEqual(shades.map(() => ends[0]));
});

it("has the same network win with its bids alone, and pay in proportion", () => {
  const [halfHonest, , honest] = programmatic.map(({ requests }) => requests);
  const pairs = (halfHonest ?? []).flatMap(({ winner, paidCpmUsd = 0 }, index) => {
    const other = honest?.[index];
    // At half their worth, some bids are below the floor of 1.
    return winner === "no fill"
      ? []
      : [{ winner, other, ratio: (other?.paidCpmUsd ?? 0) / paidCpmUsd }];
  });

  const strange = pairs.filter(
    ({ winner, other, ratio }) => winner !== other?.winner || Math.abs(ratio - 0.85 / 0.5) > 0.002,
  );

  expect(pairs.length).toBeGreaterThan(150);
  expect(strange).toEqual([]);
});

it("fills more requests the more networks bid, and asks them fewer times", () => {
  const fillRates = asHonestAsWritten.map(({ summary }) => fillRate.measure(summary));
  const counts = asHonestAsWritten.map(({ summary }) => calls.measure(summary) ?? 0);

  expect(fillRates).toEqual([0.945, 0.975, 0.99]);
  expect(counts.map((count) => count.toFixed(2))).toEqual(["5.29", "4.07", "3.99"]);
});

it("lets bids in that come in time, and no other", async () => {
  const { events } = await runScenario(await loadScenario("examples/07-programmatic"));

  const bids = events.flatMap((event) =>
    event.type === "node-bid.received" ? [`${event.requestId} ${event.networkId}`] : [],
  );
  expect(bids).toEqual(
    ["request-1", "request-2"].flatMap((requestId) =>
      ["delta", "alpha", "beta"].map((networkId) => `${requestId} ${networkId}`),
    ),
  );
});
