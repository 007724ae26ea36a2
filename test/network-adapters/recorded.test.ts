import { expect, it } from "vitest";
import { outcomesFromTrace, recorded } from "../../network-adapters/recorded/index.ts";
import type { LoadResult } from "../../sdk/adapter-kit.ts";
import type { MediationEvent } from "../../sdk/index.ts";
import { describeNetworkAdapterContract } from "../contract/network-adapter.contract.ts";
import { aMediation, anAdapter } from "../support/a-mediation.ts";
import { aLoadRequest, aNetworkWorld } from "../support/a-network-environment.ts";
import { errorOf } from "../support/error-of.ts";

const fill = { kind: "fill", cpmUsd: 2.5 };
const noFill = { kind: "no-fill", reason: "no demand" };

describeNetworkAdapterContract(recorded, {
  outcomes: [fill, noFill, { kind: "error", message: "broken" }],
});

const { signal } = new AbortController();

/** What it answers as often as it is asked, and how much time has passed by then. */
async function replay(options: object, times: number) {
  const { environment, clock } = aNetworkWorld();
  const network = recorded.connect(options, environment);
  const answers: (readonly [LoadResult, number])[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const answer = await network.load(aLoadRequest(), signal);
    answers.push([answer, clock.elapsedMs()]);
  }
  return answers;
}

it("gives the outcomes in order, each after its own latency", async () => {
  const renderUri = "https://alpha.example/ad";
  const outcomes = [
    { ...fill, renderUri, latencyMs: 120 },
    { ...noFill, latencyMs: 0 },
    { kind: "error", code: "ERR_ALPHA", message: "its disk is full", latencyMs: 30 },
    { kind: "fill" },
  ];

  const answers = await replay({ outcomes }, 4);

  expect(answers).toEqual([
    [{ kind: "fill", cpmUsd: 2.5, renderUri }, 120],
    [noFill, 120],
    [{ kind: "error", error: { code: "ERR_ALPHA", message: "its disk is full" } }, 150],
    [{ kind: "fill", renderUri: "https://recorded.example/ad" }, 230],
  ]);
});

const nothingLeft = { kind: "no-fill", reason: "nothing is left of its recording" };

it.each([
  ["repeat", ["fill", "error", "fill"]],
  ["last", ["error", "error", "error"]],
  ["no-fill", ["no-fill", "no-fill", "no-fill"]],
])("at the end of its list does what atEnd: %s says", async (atEnd, kinds) => {
  const outcomes = [fill, { kind: "error", message: "broken" }];

  const [, , ...rest] = await replay({ outcomes, atEnd }, 5);

  expect(rest.map(([{ kind }]) => kind)).toEqual(kinds);
});

it("says that its list is at its end, and takes no time for it", async () => {
  const answers = await replay({ outcomes: [fill], atEnd: "no-fill" }, 2);

  expect(answers[1]).toEqual([nothingLeft, 80]);
});

it("never answers where the recording timed out, and lets go when the walk gives up", async () => {
  const world = aNetworkWorld();
  const network = recorded.connect({ outcomes: [{ kind: "timeout" }] }, world.environment);
  const walk = new AbortController();
  const reason = new Error("the walk moved on");

  const loading = network.load(aLoadRequest(), walk.signal);
  const settled = loading.catch((error: unknown) => error);
  await world.clock.sleep(60_000);
  walk.abort(reason);

  expect(await settled).toBe(reason);
});

const everything: readonly LoadResult[] = [
  { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 3 },
  { kind: "fill", renderUri: "https://alpha.example/other" },
  { kind: "no-fill", reason: "no demand" },
  { kind: "error", error: { code: "ERR_ALPHA", message: "its disk is full" } },
];

/** All but the adapter's name, and the endpoint's answer, in which that stands. */
function tellEvent(event: MediationEvent): string {
  return event.type === "http.finished"
    ? event.type
    : JSON.stringify(event).replaceAll('"original"', '"recorded"');
}

it("makes of a trace what makes the same walks again (spec: mediation 2.2, ReplayAdapter)", async () => {
  const turns = [...everything];
  const original = anAdapter("original", async (_request, given, { clock }) => {
    await clock.sleep(70, given);
    return turns.shift() ?? clock.sleep(60_000, given);
  });
  const node = { nodeId: "alpha", networkId: "alpha" };
  const first = await aMediation({
    adapters: [original],
    nodes: [{ ...node, adapter: "original" }],
  });
  for (let request = 0; request < 5; request += 1) await first.requestAd();

  const outcomes = outcomesFromTrace(first.events, "alpha");
  const second = await aMediation({
    adapters: [recorded],
    nodes: [{ ...node, adapter: "recorded", options: { outcomes } }],
  });
  for (let request = 0; request < 5; request += 1) await second.requestAd();

  expect(outcomes.map(({ kind }) => kind)).toEqual(["fill", "fill", "no-fill", "error", "timeout"]);
  expect(second.events.map(tellEvent)).toEqual(first.events.map(tellEvent));
});

it("refuses a trace without a turn of the network", async () => {
  const events = [{ type: "node.timed-out", networkId: "beta", latencyMs: 5 }];

  const error = await errorOf(() => outcomesFromTrace(events, "alpha"));

  expect([error.code, error.message, error.hint]).toEqual([
    "ERR_CONFIG_INVALID",
    'The trace has no turn of network "alpha" among its 1 events.',
    "Name a network that the trace's node.started events name.",
  ]);
});

it("refuses a trace of another format and says where it differs", async () => {
  const events = [{ type: "node.filled", networkId: "alpha", latency: 5 }];

  const error = await errorOf(() => outcomesFromTrace(events, "alpha"));

  expect(error.message).toContain("The trace's node.filled event cannot be replayed");
  expect(error.message).toContain("at latencyMs");
  expect(error.hint).toBe("Record the trace again with this version of Fledgling.");
});

it.each([
  [{}, "outcomes"],
  [{ outcomes: [] }, "outcomes"],
  [{ outcomes: [{ kind: "fil" }] }, "outcomes[0].kind"],
  [{ outcomes: [{ kind: "fill", cpmUsd: -1 }] }, "outcomes[0].cpmUsd"],
  [{ outcomes: [fill, { kind: "error" }] }, "outcomes[1].message"],
  [{ outcomes: [{ kind: "timeout", latencyMs: 5 }] }, "outcomes[0]"],
  [{ outcomes: [{ ...fill, cpm: 2 }] }, "outcomes[0]"],
  [{ outcomes: [fill], atEnd: "stop" }, "atEnd"],
])("refuses %o because of %s", async (options, key) => {
  const error = await errorOf(() => recorded.connect(options, aNetworkWorld().environment));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
  expect(error.message).toContain(`at ${key}`);
});
