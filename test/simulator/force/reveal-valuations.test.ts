import { expect, it } from "vitest";
import type { MediationEventOf } from "../../../sdk/index.ts";
import type { ScenarioInput } from "../../../simulator/index.ts";
import { aWaterfall, filling, runInline } from "../../support/a-waterfall.ts";

const distribution = {
  adapter: "price-distribution",
  options: { meanCpmUsd: 6, availability: 0.8, pays: "bid" },
};
const outcomes = [{ kind: "fill", cpmUsd: 1.5 }, { kind: "no-fill" }, { kind: "bid", cpmUsd: 4 }];

/** A chain of networks that can say what a request is worth to them, and of one that cannot. */
function aScenario(revealValuations: boolean, more: Partial<ScenarioInput> = {}): ScenarioInput {
  return aWaterfall({
    firstParty: null,
    networks: {
      alpha: distribution,
      beta: { adapter: "recorded", options: { outcomes } },
      gamma: filling(1),
      delta: {
        adapter: "unreliable",
        options: { behaviour: "throwing", outcome: { kind: "no-fill" } },
      },
      eta: { adapter: "http-bidder", options: { url: "https://bidder.example/" } },
    },
    nodes: ["alpha", "beta", "gamma", "delta", "eta"].map((networkId, index) => ({
      networkId,
      ecpmUsd: 9 - index,
      floorCpmUsd: networkId === "alpha" ? 5 : 2,
    })),
    scenario: {
      revealValuations,
      steps: Array.from({ length: 6 }, () => ({ request: "level-end" })),
      ...more,
    },
  });
}

type Revealed = MediationEventOf<"valuation.revealed">;

async function reveal(scenario: ScenarioInput): Promise<readonly Revealed[]> {
  const { events } = await runInline(scenario);
  return events.filter((event): event is Revealed => event.type === "valuation.revealed");
}

it("tells what each network would have paid, once the request is over, and changes nothing else", async () => {
  const [secret, told] = [await runInline(aScenario(false)), await runInline(aScenario(true))];

  const without = told.events.filter(({ type }) => type !== "valuation.revealed");
  const [, ...secretEvents] = secret.events;
  const [, ...others] = without;
  const first = told.events.findIndex(({ type }) => type === "valuation.revealed");
  expect(others).toEqual(secretEvents);
  expect(told.events[first - 1]?.type).toBe("request.finished");
});

it("is told by networks that can say, whether they were asked or not", async () => {
  const revealed = await reveal(aScenario(true));

  const ofFirst = revealed.filter(({ requestId }) => requestId === "request-1");
  expect(ofFirst).toEqual([
    {
      type: "valuation.revealed",
      atMs: expect.any(Number),
      requestId: "request-1",
      nodeId: "alpha",
      networkId: "alpha",
      cpmUsd: expect.any(Number),
    },
    expect.objectContaining({ nodeId: "beta", cpmUsd: 1.5 }),
    expect.objectContaining({ nodeId: "gamma", cpmUsd: 1 }),
    expect.objectContaining({ nodeId: "delta", cpmUsd: null }),
  ]);
});

it.each([
  ["plays what it reveals, in turn", [], [1.5, null, 4, 1.5]],
  ["reveals what comes next as long as it is not asked", ["gamma"], [1.5, 1.5, 1.5, 1.5]],
])("%s, where it is a recording", async (_sentence, before, expected) => {
  const scenario = aWaterfall({
    firstParty: null,
    networks: { gamma: filling(9), beta: { adapter: "recorded", options: { outcomes } } },
    nodes: [...before, "beta"].map((networkId) => ({ networkId, ecpmUsd: 1 })),
    scenario: {
      revealValuations: true,
      steps: expected.map(() => ({ request: "level-end" })),
    },
  });

  const revealed = await reveal(scenario);

  const ofRecording = revealed.filter(({ nodeId }) => nodeId === "beta");
  expect(ofRecording.map(({ cpmUsd }) => cpmUsd)).toEqual(expected);
});

it("reveals for a distribution the price at which it fills", async () => {
  const { events } = await runInline(aScenario(true));

  const values = new Map(
    events.flatMap((event) =>
      event.type === "valuation.revealed"
        ? [[`${event.requestId} ${event.nodeId}`, event.cpmUsd] as const]
        : [],
    ),
  );
  const fills = events.flatMap((event) => (event.type === "node.filled" ? [event] : []));
  expect(fills.map(({ requestId, nodeId }) => values.get(`${requestId} ${nodeId}`))).toEqual(
    fills.map(({ cpmUsd }) => cpmUsd),
  );
  expect(fills.map(({ nodeId }) => nodeId)).toContain("alpha");
});

it("reveals what a network of a forced node would really have paid", async () => {
  const revealed = await reveal(aScenario(true, { force: { gamma: { fill: { cpmUsd: 99 } } } }));

  const values = revealed.filter(({ nodeId }) => nodeId === "gamma").map(({ cpmUsd }) => cpmUsd);
  expect(values).toEqual([1, 1, 1, 1, 1, 1]);
});
