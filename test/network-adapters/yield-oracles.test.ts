import { expect, it } from "vitest";
import { priceDistribution } from "../../network-adapters/price-distribution/index.ts";
import { aMediation, type NodeInput } from "../support/a-mediation.ts";

/** Wide enough for whatever the distribution draws: no walk here ends because of time. */
const patience = { totalTimeoutMs: 120_000 };
const timeoutMs = 60_000;

/** What came of each of so many requests to a chain of these nodes. */
async function walkOften(nodes: readonly NodeInput[], requests: number) {
  const { requestAd, events } = await aMediation({
    adapters: [priceDistribution],
    nodes: nodes.map((node) => ({ ...node, adapter: "price-distribution", timeoutMs })),
    mediation: patience,
  });
  for (let request = 0; request < requests; request += 1) await requestAd();

  const revenuesUsd = new Map<string, number>();
  const latenciesMs: number[] = [];
  let calls = 0;
  for (const event of events) {
    if (event.type === "node.started") calls += 1;
    if (event.type === "node.filled") revenuesUsd.set(event.requestId, event.cpmUsd ?? 0);
    if (event.type === "request.finished") latenciesMs.push(event.latencyMs);
  }
  return {
    filled: [...revenuesUsd.keys()],
    revenuesUsd: latenciesMs.map((_ms, index) => revenuesUsd.get(`request-${index + 1}`) ?? 0),
    latenciesMs,
    callsPerRequest: calls / requests,
  };
}

/** How far the mean of the draws is from what it should be, in standard errors. */
function standardErrorsFrom(expected: number, draws: readonly number[]): number {
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / (draws.length - 1);
  return Math.abs(mean - expected) / Math.sqrt(variance / draws.length);
}

function latencies(fillMs: number, noFillMs: number) {
  return {
    fillLatency: { p50Ms: fillMs, p95Ms: fillMs },
    noFillLatency: { p50Ms: noFillMs, p95Ms: noFillMs },
  };
}

const NODES = {
  A: { meanCpmUsd: 20, sigma: 0, availability: 0.2, ...latencies(900, 1_500) },
  B: { meanCpmUsd: 8, sigma: 0, availability: 0.5, ...latencies(600, 1_000) },
  C: { meanCpmUsd: 2, sigma: 0, availability: 0.9, ...latencies(400, 500) },
};

type Order = readonly (keyof typeof NODES)[];

function walkInOrder(order: Order) {
  return walkOften(
    order.map((name) => ({ nodeId: name, options: NODES[name] })),
    1_000,
  );
}

it("earns in each of six orders what the formula says, within 3 standard errors (spec: yield 4.1)", async () => {
  const expected: readonly (readonly [Order, number])[] = [
    [["A", "B", "C"], 7.92],
    [["B", "A", "C"], 6.72],
    [["A", "C", "B"], 5.76],
    [["B", "C", "A"], 5.1],
    [["C", "A", "B"], 2.52],
    [["C", "B", "A"], 2.4],
  ];

  const walks = [];
  for (const [order, rpmUsd] of expected) walks.push({ rpmUsd, ...(await walkInOrder(order)) });

  const off = walks.map(({ rpmUsd, revenuesUsd }) => standardErrorsFrom(rpmUsd, revenuesUsd));
  expect(off.filter((errors) => errors > 3)).toEqual([]);
  for (const { filled } of walks) expect(filled).toEqual(walks[0]?.filled); // whatever the order
}, 30_000);

it("waits as long and asks as often as the formula says (spec: yield 4.1)", async () => {
  const [best, worst] = [await walkInOrder(["A", "B", "C"]), await walkInOrder(["C", "B", "A"])];

  expect(standardErrorsFrom(2_184, best.latenciesMs)).toBeLessThan(3);
  expect(standardErrorsFrom(559, worst.latenciesMs)).toBeLessThan(3);
  // Three standard errors: 0.07 and 0.04 calls.
  expect(Math.abs(best.callsPerRequest - 2.2)).toBeLessThan(0.07);
  expect(Math.abs(worst.callsPerRequest - 1.15)).toBeLessThan(0.04);
}, 30_000);

it("earns at two price points what one value earns, not what two would (spec: yield 4.1)", async () => {
  const options = { meanCpmUsd: 8, sigma: 1 };
  const nodes = [10, 4].map((usd) => ({
    nodeId: `alpha-${usd}`,
    networkId: "alpha",
    ecpmUsd: usd,
    floorCpmUsd: usd,
    options,
  }));

  const { revenuesUsd } = await walkOften(nodes, 3_000);

  const failedAtTen = revenuesUsd.filter((usd) => usd !== 10);
  const shares = {
    ten: revenuesUsd.map((usd) => Number(usd === 10)),
    fourAfterTen: failedAtTen.map((usd) => Number(usd === 4)),
  };
  expect(standardErrorsFrom(3.72, revenuesUsd)).toBeLessThan(3);
  expect(standardErrorsFrom(4.11, revenuesUsd)).toBeGreaterThan(3);
  expect(standardErrorsFrom(0.235, shares.ten)).toBeLessThan(3);
  expect(standardErrorsFrom(0.447, shares.fourAfterTen)).toBeLessThan(3);
}, 30_000);
