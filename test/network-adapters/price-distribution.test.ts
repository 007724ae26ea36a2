import * as fc from "fast-check";
import { expect, it } from "vitest";
import { priceDistribution } from "../../network-adapters/price-distribution/index.ts";
import { BidResultSchema, type LoadResult, type Network } from "../../sdk/adapter-kit.ts";
import { describeNetworkAdapterContract } from "../contract/network-adapter.contract.ts";
import { aBidRequest, aLoadRequest, aNetworkWorld } from "../support/a-network-environment.ts";
import { errorOf } from "../support/error-of.ts";

describeNetworkAdapterContract(priceDistribution, { meanCpmUsd: 4, availability: 0.7 });

const { signal } = new AbortController();
const renderUri = "https://price-distribution.example/ad";

function aNetwork(options: object, seed = 1): Network {
  return priceDistribution.connect(options, aNetworkWorld({ seed }).environment);
}

function ask(network: Network, requestId: string, floorCpmUsd?: number): Promise<LoadResult> {
  return network.load(aLoadRequest({ requestId, floorCpmUsd }), signal);
}

/** What the network answers to as many requests, each asked once. */
async function askOften(network: Network, times: number, floorCpmUsd?: number) {
  const answers: LoadResult[] = [];
  for (let request = 1; request <= times; request += 1) {
    answers.push(await ask(network, `request-${request}`, floorCpmUsd));
  }
  return answers;
}

function fillRateOf(answers: readonly LoadResult[]): number {
  return answers.filter(({ kind }) => kind === "fill").length / answers.length;
}

/** What a network without a floor bids is what a request is worth to it. */
async function valueOf(network: Network, requestId: string): Promise<number> {
  const answer = await ask(network, requestId);
  return answer.kind === "fill" ? (answer.cpmUsd ?? Number.NaN) : Number.NaN;
}

it("bids the share of its value that it is told to, and always the same where nothing varies", async () => {
  const network = aNetwork({ meanCpmUsd: 4, sigma: 0, shade: 0.85 });

  const answers = [await ask(network, "request-1"), await ask(network, "request-2")];

  const fill = { kind: "fill", renderUri, cpmUsd: 3.4 };
  expect(answers).toEqual([fill, fill]);
});

it.each([
  ["pays the floor of a node that it thinks worth it", { floor: 4 }, { cpmUsd: 4 }],
  [
    "pays its bid where it is told to",
    { floor: 3, pays: "bid", shade: 0.9 },
    { kind: "fill", cpmUsd: 3.6 },
  ],
  [
    "fills at a floor that equals its bid",
    { floor: 3.6, pays: "bid", shade: 0.9 },
    { cpmUsd: 3.6 },
  ],
  ["pays its bid where the floor is 0", { floor: 0, shade: 0.9 }, { cpmUsd: 3.6 }],
  ["does not shade what it holds against a floor it pays", { floor: 4, shade: 0.5 }, { cpmUsd: 4 }],
  [
    "says by how much a floor was too high",
    { floor: 4.01 },
    { kind: "no-fill", reason: "worth 4 USD CPM to it, under the floor of 4.01" },
  ],
  [
    "says by how much its bid was too low",
    { floor: 3.7, pays: "bid", shade: 0.9 },
    {
      kind: "no-fill",
      reason: "worth 4 USD CPM to it; its bid of 3.6 is under the floor of 3.7",
    },
  ],
])("%s", async (_sentence, { floor, ...options }, answer) => {
  const network = aNetwork({ meanCpmUsd: 4, sigma: 0, ...options });

  expect(await ask(network, "request-1", floor)).toMatchObject(answer);
});

it("rounds values and bids to four decimals", async () => {
  const answer = await ask(aNetwork({ meanCpmUsd: 1.23456, sigma: 0, shade: 0.5 }), "request-1");

  expect(answer).toEqual({ kind: "fill", renderUri, cpmUsd: 0.6173 });
});

it("wants requests as often as its availability says, whatever they are worth", async () => {
  const answers = await askOften(aNetwork({ meanCpmUsd: 4, availability: 0.3 }), 2_000);

  expect(fillRateOf(answers)).toBeCloseTo(0.3, 1);
  expect(answers).toContainEqual({
    kind: "no-fill",
    reason: "no demand this time (availability 0.3)",
  });
});

it("takes one time for fills and another for no fills (spec: mediation 2.7)", async () => {
  const world = aNetworkWorld();
  const latencies = {
    fillLatency: { p50Ms: 900, p95Ms: 900 },
    noFillLatency: { p50Ms: 1_500, p95Ms: 1_500 },
  };
  const options = { meanCpmUsd: 4, sigma: 0, ...latencies };
  const network = priceDistribution.connect(options, world.environment);

  await ask(network, "request-1", 3);
  const afterFillMs = world.clock.elapsedMs();
  await ask(network, "request-1", 5);

  expect([afterFillMs, world.clock.elapsedMs()]).toEqual([900, 2_400]);
});

it("spreads its latency log-normally between its percentiles (spec: yield 4.4)", async () => {
  const world = aNetworkWorld();
  const network = priceDistribution.connect({ meanCpmUsd: 4 }, world.environment);

  const latenciesMs: number[] = [];
  for (let request = 1; request <= 4_000; request += 1) {
    const startedAtMs = world.clock.elapsedMs();
    await ask(network, `request-${request}`);
    latenciesMs.push(world.clock.elapsedMs() - startedAtMs);
  }

  const within = (limitMs: number) =>
    latenciesMs.filter((latencyMs) => latencyMs <= limitMs).length / latenciesMs.length;
  expect(within(350)).toBeCloseTo(0.5, 1);
  expect(within(1_500)).toBeCloseTo(0.95, 1.7);
});

it("draws latencies by node, and values by request (spec: yield 4.6)", async () => {
  const world = aNetworkWorld();
  const network = priceDistribution.connect({ meanCpmUsd: 4 }, world.environment);
  const tell = async (requestId: string, nodeId: string) => {
    const startedAtMs = world.clock.elapsedMs();
    const answer = await network.load(aLoadRequest({ requestId, nodeId }), signal);
    return { answer, latencyMs: world.clock.elapsedMs() - startedAtMs };
  };

  const one = await tell("request-1", "high");
  const other = await tell("request-1", "low");
  const next = await tell("request-2", "high");

  expect(other.answer).toEqual(one.answer);
  expect(other.latencyMs).not.toBe(one.latencyMs);
  expect(next.answer).not.toEqual(one.answer);
});

it("is worth its mean on average, and its median half of the time (spec: yield 4.4)", async () => {
  const answers = await askOften(aNetwork({ meanCpmUsd: 12, sigma: 1 }), 20_000);

  const values = answers.map((answer) => (answer.kind === "fill" ? (answer.cpmUsd ?? 0) : 0));
  const share = (least: number) => values.filter((value) => value >= least).length / values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  // Three standard errors at 20,000 draws: 0.011 for shares, 0.34 for the mean.
  expect(Math.abs(mean - 12)).toBeLessThan(0.34);
  for (const [least, expected] of [
    [12 * Math.exp(-0.5), 0.5],
    [6, 0.577],
    [12, 0.309],
    [24, 0.116],
    [48, 0.03],
  ] as const) {
    expect(Math.abs(share(least) - expected)).toBeLessThan(0.011);
  }
});

/** Even over the span: `fc.double` is even over the doubles, most of which are next to zero. */
function evenly(from: number, to: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 1_000 }).map((part) => from + ((to - from) * part) / 1_000);
}

it("fills no more often the higher the floor, request by request", async () => {
  const floor = evenly(0, 40);
  const options = fc.record({
    meanCpmUsd: evenly(0.1, 20),
    sigma: evenly(0, 2),
    availability: evenly(0, 1),
    shade: evenly(0.1, 1),
    pays: fc.constantFrom("floor", "bid"),
  });

  await fc.assert(
    fc.asyncProperty(options, fc.tuple(floor, floor), fc.nat(), async (drawn, floors, seed) => {
      const [low, high] = floors.toSorted((a, b) => a - b) as [number, number];
      const network = aNetwork(drawn, seed);

      const [atHigh, atLow] = [await ask(network, "r", high), await ask(network, "r", low)];

      expect(atHigh.kind === "fill" && atLow.kind !== "fill").toBe(false);
    }),
  );
});

it("holds one value against every floor of a request, in whatever order it is asked", async () => {
  const floor = evenly(0.01, 30);

  await fc.assert(
    fc.asyncProperty(fc.array(floor, { minLength: 1 }), fc.nat(), async (floors, seed) => {
      const value = await valueOf(aNetwork({ meanCpmUsd: 8 }, seed), "request-7");
      const network = aNetwork({ meanCpmUsd: 8 }, seed);
      await askOften(network, 3);

      const kinds: string[] = [];
      for (const each of floors) kinds.push((await ask(network, "request-7", each)).kind);

      expect(kinds).toEqual(floors.map((each) => (value >= each ? "fill" : "no-fill")));
    }),
  );
});

it("never pays less than the floor, nor bids more than a request is worth", async () => {
  const floor = fc.option(evenly(0, 30), { nil: undefined });
  const shade = evenly(0.01, 1);
  const pays = fc.constantFrom("floor", "bid");

  await fc.assert(
    fc.asyncProperty(floor, fc.record({ shade, pays }), fc.nat(), async (least, drawn, seed) => {
      const value = await valueOf(aNetwork({ meanCpmUsd: 8 }, seed), "r");

      const answer = await ask(aNetwork({ meanCpmUsd: 8, ...drawn }, seed), "r", least);

      const paid = answer.kind === "fill" ? (answer.cpmUsd ?? 0) : (least ?? 0);
      expect(paid).toBeGreaterThanOrEqual(least ?? 0);
      expect(answer.kind === "fill" ? paid : 0).toBeLessThanOrEqual(value);
    }),
  );
});

async function bid(network: Network, changes: Parameters<typeof aBidRequest>[0] = {}) {
  return network.requestBid?.(aBidRequest(changes), signal);
}

it.each([
  ["the share of its value that it is told to", { shade: 0.9 }, { kind: "bid", cpmUsd: 3.6 }],
  ["its bid, also where line items pay the floor", { floor: 3 }, { kind: "bid", cpmUsd: 4 }],
  ["what equals the floor", { floor: 3.6, shade: 0.9 }, { kind: "bid", cpmUsd: 3.6 }],
  [
    "nothing under the floor",
    { floor: 3.7, shade: 0.9 },
    {
      kind: "no-bid",
      reason: "worth 4 USD CPM to it; its bid of 3.6 is under the floor of 3.7",
    },
  ],
  [
    "nothing without demand",
    { availability: 0 },
    { kind: "no-bid", reason: "no demand this time (availability 0)" },
  ],
])("bids %s", async (_what, given, answer) => {
  const { floor, ...options } = { floor: undefined, ...given };
  const network = aNetwork({ meanCpmUsd: 4, sigma: 0, ...options });

  expect(await bid(network, { floorCpmUsd: floor })).toMatchObject(answer);
});

it("bids one price at all nodes of a request, and loads at it whatever its floor is", async () => {
  const network = aNetwork({ meanCpmUsd: 8, shade: 0.8 });

  const one = await bid(network, { nodeId: "one" });
  const other = await bid(network, { nodeId: "other" });
  const made = BidResultSchema.parse(one);
  const answer =
    made.kind === "bid" &&
    (await network.load(aLoadRequest({ bid: made, floorCpmUsd: 99 }), signal));

  expect(other).toEqual(one);
  expect(answer).toEqual({ ...made, kind: "fill" });
});

it("reveals the most that it would pay, and draws nothing for it", async () => {
  const request = aBidRequest();
  const [lineItem, bidder] = [
    aNetwork({ meanCpmUsd: 8, shade: 0.5 }),
    aNetwork({ meanCpmUsd: 8, shade: 0.5, pays: "bid" }),
  ];

  const revealed = [lineItem.reveal?.(request), bidder.reveal?.(request)];
  const value = revealed[0]?.cpmUsd ?? Number.NaN;

  expect(await ask(lineItem, request.requestId, value)).toMatchObject({ cpmUsd: value });
  expect(await ask(lineItem, request.requestId, value + 0.0001)).toMatchObject({ kind: "no-fill" });
  expect(await ask(bidder, request.requestId)).toMatchObject({ ...revealed[1] });
  expect(aNetwork({ meanCpmUsd: 8, availability: 0 }).reveal?.(request)).toBeUndefined();
});

it.each([
  [{}, "meanCpmUsd"],
  [{ meanCpmUsd: 0 }, "meanCpmUsd"],
  [{ meanCpmUsd: 1e7 }, "meanCpmUsd"],
  [{ meanCpmUsd: 2, sigma: -0.1 }, "sigma"],
  [{ meanCpmUsd: 2, sigma: 6 }, "sigma"],
  [{ meanCpmUsd: 2, availability: 1.1 }, "availability"],
  [{ meanCpmUsd: 2, shade: 0 }, "shade"],
  [{ meanCpmUsd: 2, pays: "value" }, "pays"],
  [{ meanCpmUsd: 2, fillLatency: { p50Ms: 0, p95Ms: 10 } }, "fillLatency.p50Ms"],
  [{ meanCpmUsd: 2, noFillLatency: { p50Ms: 10, p95Ms: 9 } }, "noFillLatency.p95Ms"],
])("refuses %o because of %s", async (options, key) => {
  const error = await errorOf(() => aNetwork(options));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
  expect(error.message).toContain(`at ${key}`);
});
