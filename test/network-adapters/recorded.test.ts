import { expect, it } from "vitest";
import { outcomesFromTrace, recorded } from "../../network-adapters/recorded/index.ts";
import { BidResultSchema, type BidResult, type LoadResult } from "../../sdk/adapter-kit.ts";
import type { MediationEvent } from "../../sdk/index.ts";
import { describeNetworkAdapterContract } from "../contract/network-adapter.contract.ts";
import { aBiddingAdapter, aFillingAdapter, aMediation, anAdapter } from "../support/a-mediation.ts";
import { aBidRequest, aLoadRequest, aNetworkWorld } from "../support/a-network-environment.ts";
import { errorOf } from "../support/error-of.ts";

const fill = { kind: "fill", cpmUsd: 2.5 };
const noFill = { kind: "no-fill", reason: "no demand" };

describeNetworkAdapterContract(recorded, {
  outcomes: [{ kind: "bid", cpmUsd: 2 }, noFill, fill],
});
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

/** What a network answers when it is asked for a bid, and then for the ad behind it, if it bid. */
async function bidAndLoad(outcome: object) {
  const { environment, clock } = aNetworkWorld();
  const network = recorded.connect({ outcomes: [outcome, noFill] }, environment);
  const bid = BidResultSchema.parse(await network.requestBid?.(aBidRequest(), signal));
  const bidAtMs = clock.elapsedMs();
  const loaded = bid.kind === "bid" ? await network.load(aLoadRequest({ bid }), signal) : undefined;
  return { bid, bidAtMs, loaded, loadedAtMs: clock.elapsedMs() };
}

const renderUri = "https://recorded.example/ad";

it.each([
  [
    "a fill: its price",
    { ...fill, latencyMs: 70 },
    { kind: "bid", cpmUsd: 2.5, renderUri },
    { kind: "fill", cpmUsd: 2.5, renderUri },
    [70, 70],
  ],
  [
    "a bid: its price, and then its ad",
    { kind: "bid", cpmUsd: 3, latencyMs: 40 },
    { kind: "bid", cpmUsd: 3, renderUri },
    { kind: "fill", cpmUsd: 3, renderUri },
    [40, 40],
  ],
  [
    "a bid that came to nothing",
    { kind: "bid", cpmUsd: 3, latencyMs: 40, load: { ...noFill, latencyMs: 5 } },
    { kind: "bid", cpmUsd: 3, renderUri },
    noFill,
    [40, 45],
  ],
  ["a no-fill", noFill, { kind: "no-bid", reason: "no demand" }, undefined, [80, 80]],
  [
    "an error",
    { kind: "error", message: "broken" },
    { kind: "error", error: { code: "ERR_ADAPTER_FAILED", message: "broken" } },
    undefined,
    [80, 80],
  ],
  [
    "an ad without a price",
    { kind: "fill" },
    { kind: "no-bid", reason: "its ad has no price, so there is nothing to bid" },
    undefined,
    [80, 80],
  ],
])("bids with %s", async (_what, outcome, bid, loaded, [bidAtMs, loadedAtMs]) => {
  const answered = await bidAndLoad(outcome);

  expect(answered).toEqual({ bid, bidAtMs, loaded, loadedAtMs });
});

it("plays a bid as an ad at its price to whoever asks for no bid", async () => {
  const outcomes = [
    { kind: "bid", cpmUsd: 3, latencyMs: 40 },
    { kind: "bid", cpmUsd: 3, load: noFill },
  ];

  expect(await replay({ outcomes }, 2)).toEqual([
    [{ kind: "fill", cpmUsd: 3, renderUri }, 40],
    [noFill, 120],
  ]);
});

it("comes late by as much as it was recorded to", async () => {
  const { environment, clock } = aNetworkWorld();
  const outcomes = [{ kind: "late", cpmUsd: 2, lateMs: 300 }];
  const walk = new AbortController();

  const loading = recorded.connect({ outcomes }, environment).load(aLoadRequest(), walk.signal);
  await clock.sleep(1_000);
  walk.abort(new Error("the walk moved on"));

  expect(await loading).toEqual({ kind: "fill", cpmUsd: 2, renderUri });
  expect(clock.elapsedMs()).toBe(1_300);
});

it("reveals what it did in a turn, or would have done next", async () => {
  const outcomes = [fill, noFill, { kind: "bid", cpmUsd: 4 }, { kind: "fill" }];
  const network = recorded.connect({ outcomes }, aNetworkWorld().environment);
  const reveal = (requestId: string) => network.reveal?.(aBidRequest({ requestId }));
  const ask = (requestId: string) => network.load(aLoadRequest({ requestId }), signal);

  const before = reveal("request-1");
  await ask("request-1");
  const after = [reveal("request-1"), reveal("request-2")];
  await ask("request-2");
  const later = [reveal("request-1"), reveal("request-2"), reveal("request-3")];
  await ask("request-3");
  const unpriced = reveal("request-4");

  expect(before).toEqual({ cpmUsd: 2.5 });
  expect(after).toEqual([{ cpmUsd: 2.5 }, undefined]);
  expect(later).toEqual([{ cpmUsd: 2.5 }, undefined, { cpmUsd: 4 }]);
  expect(unpriced).toBeUndefined();
});

it("makes bids of a trace what makes the same bids again, and loads what it loaded", async () => {
  const bids: readonly BidResult[] = [
    { kind: "bid", cpmUsd: 3 },
    { kind: "bid", cpmUsd: 1 },
    { kind: "no-bid", reason: "unmatched user" },
    { kind: "bid", cpmUsd: 5 },
  ];
  let asked = 0;
  const original = anAdapter(
    "original",
    async () => ({ kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 6 }),
    { requestBid: async () => bids[asked++] ?? Promise.reject(new Error("too many")) },
  );
  const mediation = { flow: "programmatic" } as const;
  const nodes = [
    { nodeId: "alpha", floorCpmUsd: 0.5 },
    { nodeId: "rival", networkId: "rival", adapter: "rival" },
  ];
  const rival = aBiddingAdapter("rival", 2, { latencyMs: 5 });
  const tell = (events: readonly MediationEvent[]) =>
    events.filter(({ type }) => /^(node|bid|ad)/.test(type)).map(tellEvent);

  const first = await aMediation({
    adapters: [original, rival],
    nodes: nodes.map((node) => ({ adapter: "original", ...node })),
    mediation,
  });
  for (let request = 0; request < bids.length; request += 1) await first.requestAd();
  const outcomes = outcomesFromTrace(first.events, "alpha");
  const second = await aMediation({
    adapters: [recorded, rival],
    nodes: nodes.map((node) => ({ adapter: "recorded", options: { outcomes }, ...node })),
    mediation,
  });
  for (let request = 0; request < bids.length; request += 1) await second.requestAd();

  expect(outcomes.map(({ kind }) => kind)).toEqual(["bid", "bid", "no-fill", "bid"]);
  expect(tell(second.events)).toEqual(tell(first.events));
});

it("finds in a trace the ad that did not reach its floor, so that a lower floor takes it", async () => {
  const original = aFillingAdapter("original", 2);
  const first = await aMediation({
    adapters: [original],
    nodes: [{ nodeId: "original", floorCpmUsd: 2.5 }],
  });
  await first.requestAd();

  const outcomes = outcomesFromTrace(first.events, "original");
  const results = [2.5, 1.5].map(async (floorCpmUsd) => {
    const again = await aMediation({
      adapters: [recorded],
      nodes: [{ nodeId: "alpha", adapter: "recorded", floorCpmUsd, options: { outcomes } }],
    });
    return again.requestAd();
  });

  expect(await Promise.all(results)).toMatchObject([
    { kind: "no-fill" },
    { kind: "filled", ad: { renderUri: "https://original.example/ad", cpmUsd: 2 } },
  ]);
});

const turn = { requestId: "request-1", nodeId: "alpha", networkId: "alpha" };
const overdue = { type: "node.timed-out", ...turn, latencyMs: 50 };

it.each([
  ["fill", { kind: "late", lateMs: 120, cpmUsd: 2 }],
  ["no-fill", { kind: "timeout" }],
])("makes of a late %s in a trace: %o", (answer, outcome) => {
  const late = { type: "node.answered-late", ...turn, answer, cpmUsd: 2, lateMs: 120 };

  expect(outcomesFromTrace([overdue, late], "alpha")).toEqual([outcome]);
});

it("leaves out turns in which the network was not asked: its ad was there already", () => {
  const ad = { renderUri: "https://alpha.example/ad", latencyMs: 0, isFromCache: true };
  const kept = { type: "node.filled", ...turn, requestId: "request-2", ...ad };

  expect(outcomesFromTrace([overdue, kept], "alpha")).toEqual([{ kind: "timeout" }]);
});

it("leaves out a turn that the end of the run cut off", () => {
  const cutOff = { type: "node.started", ...turn, requestId: "request-2" };

  const outcomes = outcomesFromTrace([overdue, cutOff, { type: "session.finished" }], "alpha");

  expect(outcomes).toEqual([{ kind: "timeout" }]);
});

it.each([
  [
    "of another version",
    [{ type: "session.started", traceVersion: 9 }],
    "The trace's version is 9; 1 and 2 can be replayed.",
  ],
  [
    "that does not say its version",
    [{ type: "session.started" }],
    "The trace's version is none; 1 and 2 can be replayed.",
  ],
  [
    "with a line that is no event",
    [overdue, "node.filled"],
    "Line 2 of the trace is no event: it has no type.",
  ],
  ["with a line without a type", [{}], "Line 1 of the trace is no event: it has no type."],
  [
    "that breaks off",
    [overdue, { type: "node.started", ...turn, requestId: "request-2" }],
    'The trace breaks off while node "alpha" of request-2 has its turn.',
  ],
])("refuses a trace %s", async (_what, events, message) => {
  const error = await errorOf(() => outcomesFromTrace(events as never, "alpha"));

  expect([error.code, error.message]).toEqual(["ERR_CONFIG_INVALID", message]);
  expect(error.hint).toBeTypeOf("string");
});

it("refuses a trace without a turn of the network", async () => {
  const events = [{ ...overdue, networkId: "beta" }];

  const error = await errorOf(() => outcomesFromTrace(events, "alpha"));

  expect([error.code, error.message, error.hint]).toEqual([
    "ERR_CONFIG_INVALID",
    'The trace has no turn of network "alpha" among its 1 events.',
    "Name a network that the trace's node.started events name.",
  ]);
});

it("refuses a trace of another format and says where it differs", async () => {
  const events = [{ type: "node.filled", networkId: "alpha", nodeId: "alpha", latency: 5 }];

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
  [{ outcomes: [{ kind: "bid" }] }, "outcomes[0].cpmUsd"],
  [{ outcomes: [{ kind: "late" }] }, "outcomes[0].lateMs"],
  [{ outcomes: [{ kind: "bid", cpmUsd: 1, load: { kind: "bid" } }] }, "outcomes[0].load.kind"],
  [{ outcomes: [fill], atEnd: "stop" }, "atEnd"],
])("refuses %o because of %s", async (options, key) => {
  const error = await errorOf(() => recorded.connect(options, aNetworkWorld().environment));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
  expect(error.message).toContain(`at ${key}`);
});
