import { describe, expect, it } from "vitest";
import { toWalkRow } from "../../cli/render/walk-rows.ts";
import { collectLedger, type MediationEvent } from "../../sdk/index.ts";
import { describePage } from "../../studio/describe-page.ts";
import { loadScenario, runScenario } from "../../simulator/index.ts";
import type { PageRun } from "../../studio/page-data.ts";
import { EXAMPLES, runExample } from "../support/a-trace.ts";
import { GOLDEN_TRACES } from "../support/golden-traces.ts";

function describeOne(events: readonly MediationEvent[]): PageRun {
  const [run] = describePage({ name: "t.jsonl", events }).runs;
  if (run === undefined) throw new Error("a page without a run");
  return run;
}

const RUNS = [
  ...GOLDEN_TRACES,
  ...(await Promise.all(EXAMPLES.map(async (name) => [name, await runExample(name)] as const))),
];

function isOf<Type extends MediationEvent["type"]>(...types: readonly Type[]) {
  return (event: MediationEvent): event is Extract<MediationEvent, { readonly type: Type }> =>
    types.some((type) => type === event.type);
}

describe.each(RUNS)("page of %s", (_, events) => {
  const run = describeOne(events);
  const steps = [...run.requests, ...run.deviceParts].flatMap((part) => part.steps);

  it("has the ledger of the trace, line by line", () => {
    const lines = run.ledger.map(({ subject, rule, detail }) => ({ subject, rule, detail }));

    expect(lines).toEqual(
      collectLedger(events).map(({ subject, rule, detail }) => ({ subject, rule, detail })),
    );
  });

  it("has every event of a request or a step as one step, in order, with one sentence", () => {
    const expected = events.flatMap((event, index) =>
      event.type.startsWith("session.") || isOnlyOfStep(event, run, index) ? [] : index,
    );

    expect(steps.map(({ eventIndex }) => eventIndex).toSorted((a, b) => a - b)).toEqual(expected);
    for (const { text } of steps) expect(text).toMatch(/^[^]+[^\s]$/);
  });

  it("names the winner of each request, and how it ended", () => {
    const winners = run.requests.flatMap(({ winner }) => winner?.adId ?? []);
    const ends = run.requests.flatMap(({ outcome }) =>
      outcome.kind === "refused" || outcome.kind === "unfinished" ? [] : outcome.kind,
    );

    expect(winners.toSorted()).toEqual(
      events
        .filter(isOf("ad.selected"))
        .map(({ adId }) => adId)
        .toSorted(),
    );
    expect(ends.toSorted()).toEqual(
      events
        .filter(isOf("request.finished"))
        .map(({ kind }) => kind)
        .toSorted(),
    );
  });

  it("has the cards of a chain in its order, and one that won at most", () => {
    for (const request of run.requests) {
      const chain = events
        .filter(isOf("chain.fetched"))
        .find(({ requestId }) => requestId === request.requestId);
      const nodes = request.cards.filter(({ kind }) => kind === "node");
      const winners = request.cards.filter(({ state }) => state.kind === "won");

      expect(nodes.map(({ nodeId }) => nodeId)).toEqual(
        chain?.nodes.map(({ nodeId }) => nodeId) ?? [],
      );
      expect(winners.map(({ cardId }) => cardId)).toEqual(
        request.winner === undefined ? [] : [request.winner.cardId],
      );
    }
  });

  it("draws every budget that the SDK gave, and every late answer", () => {
    const lanes = run.requests.flatMap((request) => request.lanes);
    const started = events.filter(
      isOf("node.started", "node-bid.requested", "node-signals.requested"),
    );
    const endpoints = events.filter(isOf("request.started"));
    const late = events.filter(isOf("node.answered-late"));

    const drawn = lanes.flatMap(({ budgets }) => budgets.map(({ budgetMs }) => `${budgetMs} ms`));
    const given = [
      ...started.map(({ timeoutMs }) => `${timeoutMs} ms`),
      ...endpoints.map(({ endpointTimeoutMs }) => `${endpointTimeoutMs} ms`),
    ];

    expect(drawn.toSorted()).toEqual(given.toSorted());
    expect(lanes.flatMap(({ lateAnswers }) => lateAnswers)).toHaveLength(late.length);
  });

  it("has the proposal's step numbers that the walk prints", () => {
    const printed = events.map((event) => toWalkRow(event, new Map())?.step ?? "");

    for (const { eventIndex, seedStep } of steps) {
      const step = printed[eventIndex] ?? "";
      expect(step === "" ? undefined : step).toBe(step === "" ? undefined : seedStep);
    }
  });

  it("lists each report, sent or not, and each call of a script", () => {
    const sent = events.filter(isOf("report.sent", "report.withheld"));

    const reports = run.reports.filter(
      ({ kind }) => kind === "impression" || kind === "interaction",
    );

    expect(reports.map(({ destination, key }) => [destination, key])).toEqual(
      sent.map(({ destination, key }) => [destination, key]),
    );
    expect(run.calls.map(({ functionName, eventIndex }) => [functionName, eventIndex])).toEqual(
      events.flatMap((event, index) =>
        event.type === "logic.finished" ? [[event.function, index]] : [],
      ),
    );
  });
});

/** The beginning of a step that did nothing but what its request tells. */
function isOnlyOfStep(event: MediationEvent, run: PageRun, index: number): boolean {
  if (event.type !== "step.started") return false;
  return !run.deviceParts.some(({ steps }) => steps.some(({ eventIndex }) => eventIndex === index));
}

it.each(GOLDEN_TRACES)("describes as much of %s as there is", (_, events) => {
  for (const length of events.keys()) {
    const { facts } = describeOne(events.slice(0, length));

    expect(facts.eventCount).toBe(length);
  }
});

it.each(GOLDEN_TRACES)("says nothing unknown of %s", (_, events) => {
  const told = JSON.stringify(describeOne(events).requests);

  expect(told).not.toMatch(/\b(?:undefined|NaN)\b|\[object/);
});

it("tells the flagship as it went", async () => {
  const { requests } = describeOne(await runExample("01-waterfall", { withBodies: true }));
  const [request] = requests;

  expect(request?.why).toBe(
    'Node "gamma" won with https://travel.example/ads/azores, bid 3.2 of travel.example.',
  );
  expect(request?.cards.map(({ title, state }) => `${title}: ${state.word}`)).toEqual([
    "ssp: did not win",
    "alpha: no fill",
    "beta: timed out",
    "gamma: won",
    "delta: not reached",
  ]);
  expect(request?.money.map(({ kind, cpmUsd }) => [kind, cpmUsd])).toEqual([
    ["rank", 3],
    ["bid", 3.2],
    ["floor", undefined],
    ["paid", 3],
    ["next", 2],
  ]);
  expect(
    request?.lanes.map(({ label, spans }) => [label, spans[0]?.startMs, spans[0]?.endMs]),
  ).toEqual([
    ["ad server", 0, 20],
    ["ssp", 20, 80],
    ["alpha", 80, 80],
    ["beta", 80, 480],
    ["gamma", 480, 540],
    ["delta", undefined, undefined],
  ]);
});

it("says what a selection is among: audiences, outcomes, or both", async () => {
  const { events } = await runScenario(
    await loadScenario("examples/04-chained-selection/calls.yaml"),
  );

  const { deviceParts } = describeOne(events);

  const among = deviceParts.flatMap(({ steps }) =>
    steps.flatMap(
      ({ text }) => /^On the device, ssp.example (.* among .*)\.$/.exec(text)?.[1] ?? [],
    ),
  );
  expect(among).toEqual([
    "begins an ad selection among the custom audiences of shoes.example",
    "begins an ad selection among 1 outcome selected before",
    "lets a script choose among 1 outcome selected before",
    "begins an ad selection among 1 outcome selected before",
    "lets a script choose among 1 outcome selected before",
    "begins an ad selection among the custom audiences of travel.example and 1 outcome selected before",
    "begins an ad selection among the custom audiences of toys.example",
  ]);
});

it("shows a call with its place in the source, its arguments by name and its results", async () => {
  const { calls, scripts } = describeOne(await runExample("01-waterfall", { withBodies: true }));

  const call = calls.find(({ functionName }) => functionName === "selectOutcome");
  const { invocations, startLine = 0, ...shown } = call ?? { invocations: [] };
  const line = scripts.find(({ title }) => title === "waterfall-mediation-truncation")?.source;

  expect(shown).toMatchObject({ scriptTitle: "waterfall-mediation-truncation", callCount: 1 });
  expect(line?.split("\n")[startLine - 1]).toContain("function selectOutcome(");
  expect(invocations[0]).toMatchObject({
    arguments: [
      { name: "outcomes", value: [{ bid: 2.4 }] },
      { name: "selection_signals", value: { bid_floor: 5 } },
      {},
    ],
    result: { status: 0, result: null },
  });
});
