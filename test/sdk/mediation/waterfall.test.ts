import { describe, expect, it } from "vitest";
import type { ScenarioRun } from "../../../simulator/index.ts";
import {
  aWaterfall,
  filling,
  runInline,
  runUnchecked,
  unfilling,
  type WaterfallInput,
} from "../../support/a-waterfall.ts";
import { tellWalk } from "../../support/tell-walk.ts";

/** Three ways of holding the first party's ad against a node's price (spec: proposal, spec: on-device 3). */
const STYLES: readonly (readonly [string, WaterfallInput])[] = [
  ["two calls, prebuilt script", {}],
  [
    "two calls, the seller's own selectOutcome",
    { firstParty: { selectionLogicUri: "https://ssp.example/selection-logic.js" } },
  ],
  ["one call with chainedAdSelections", { scenario: { profile: "proposal" } }],
];

async function walk(input: WaterfallInput): Promise<ScenarioRun> {
  return runInline(aWaterfall(input));
}

describe.each(STYLES)("the eight steps, in %s", (_style, style) => {
  it("fetches, selects the first party, and asks node after node until one has an ad", async () => {
    const run = await walk({
      ...style,
      bid: 1,
      nodes: [
        { networkId: "alpha", ecpmUsd: 5 },
        { networkId: "beta", ecpmUsd: 4 },
        { networkId: "gamma", ecpmUsd: 3 },
      ],
      networks: { alpha: unfilling, beta: filling(4), gamma: filling(3) },
    });

    expect(tellWalk(run.events)).toEqual([
      "chain.fetched", // step 1
      "first-party.selected", // step 2
      "chained-selection.passed alpha (first-party-below-node)", // step 3
      "node.started alpha", // step 5
      "node.unfilled alpha (network-no-fill)", // step 7
      "chained-selection.passed beta (first-party-below-node)", // step 3 again
      "node.started beta",
      "node.filled beta", // step 6
      "node.unreached gamma (not-reached)",
      "ad.selected beta as node",
      "ad.shown",
    ]);
  });

  it("ends with the first party's ad at the first node whose price it reaches", async () => {
    const run = await walk({
      ...style,
      bid: 4,
      nodes: [
        { networkId: "alpha", ecpmUsd: 5 },
        { networkId: "beta", ecpmUsd: 3 },
        { networkId: "gamma", ecpmUsd: 2 },
      ],
      networks: { alpha: unfilling, beta: filling(3), gamma: filling(2) },
    });

    expect(tellWalk(run.events)).toEqual([
      "chain.fetched",
      "first-party.selected",
      "chained-selection.passed alpha (first-party-below-node)",
      "node.started alpha",
      "node.unfilled alpha (network-no-fill)",
      "chained-selection.placed beta", // step 4
      "node.unreached beta (not-reached)",
      "node.unreached gamma (not-reached)",
      "ad.selected as first-party",
      "ad.shown",
    ]);
  });

  it("shows the outcome of step 2 itself when it is placed, and stores nothing new", async () => {
    const run = await walk({
      ...style,
      bid: 4,
      nodes: [{ networkId: "alpha", ecpmUsd: 3 }],
      networks: { alpha: filling(3) },
    });

    const selected = run.events.filter(({ type }) => type === "first-party.selected");
    const shown = run.events.filter(({ type }) => type === "ad.selected");
    expect(shown.map((event) => "adSelectionId" in event && event.adSelectionId)).toEqual(
      selected.map((event) => "adSelectionId" in event && event.adSelectionId),
    );
    expect(
      run.events.flatMap((event) => (event.type === "ad-selection.finished" ? event.reused : [])),
    ).toEqual([false, true]);
  });

  it.each([
    { bid: 2.5, ecpmUsd: 2.5, winner: "ssp" },
    { bid: 2.4999, ecpmUsd: 2.5, winner: "alpha" },
    { bid: 2.5, ecpmUsd: 2.5001, winner: "alpha" },
    { bid: 0.3, ecpmUsd: 0.1 + 0.2, winner: "alpha" }, // 0.30000000000000004, as every engine has it
  ])("lets $winner win when the first party bids $bid against $ecpmUsd", async (boundary) => {
    const { bid, ecpmUsd, winner } = boundary;
    const run = await walk({
      ...style,
      bid,
      nodes: [{ networkId: "alpha", ecpmUsd }],
      networks: { alpha: filling(9) },
    });

    expect(run.requests[0]?.result).toMatchObject({ kind: "filled", ad: { networkId: winner } });
  });

  it("skips step 3 when the first party has no ad, and still walks", async () => {
    const run = await walk({
      ...style,
      nodes: [
        { networkId: "alpha", ecpmUsd: 5 },
        { networkId: "beta", ecpmUsd: 4 },
      ],
      networks: { alpha: unfilling, beta: filling(4) },
    });

    expect(tellWalk(run.events)).toEqual([
      "chain.fetched",
      "first-party.passed (first-party-no-ad)",
      "node.started alpha",
      "node.unfilled alpha (network-no-fill)",
      "node.started beta",
      "node.filled beta",
      "ad.selected beta as node",
      "ad.shown",
    ]);
  });

  it("falls back to the first party when the chain is exhausted", async () => {
    const run = await walk({
      ...style,
      bid: 1,
      nodes: [{ networkId: "alpha", ecpmUsd: 5 }],
      networks: { alpha: unfilling },
    });

    const mode = style.scenario?.profile === "proposal" ? "rerun" : "reuse";
    expect(tellWalk(run.events)).toEqual([
      "chain.fetched",
      "first-party.selected",
      "chained-selection.passed alpha (first-party-below-node)",
      "node.started alpha",
      "node.unfilled alpha (network-no-fill)",
      `fallback.started ${mode}`, // step 8
      ...(mode === "rerun" ? ["first-party.selected"] : []),
      "fallback.selected",
      "ad.selected as fallback",
      "ad.shown",
    ]);
  });

  it("ends with nothing when neither the chain nor the first party has an ad", async () => {
    const run = await walk({
      ...style,
      nodes: [{ networkId: "alpha", ecpmUsd: 5 }],
      networks: { alpha: unfilling },
    });

    expect(run.requests[0]?.result).toMatchObject({ kind: "no-fill", reason: "nobody had an ad" });
    expect(tellWalk(run.events).at(-1)).toBe("fallback.passed (first-party-no-ad)");
  });

  it("counts its auctions against nodes, skipped nodes not among them", async () => {
    const input = {
      ...style,
      bid: 1,
      nodes: [
        { networkId: "alpha", ecpmUsd: 5 },
        { networkId: "stranger", ecpmUsd: 4 },
        { networkId: "beta", ecpmUsd: 3 },
      ],
      networks: { alpha: unfilling, stranger: unfilling, beta: unfilling },
    };

    const run = await runUnchecked(aWaterfall(input), {
      ...input.networks,
      stranger: { adapter: "telepathy", options: {} },
    });

    const attempts = run.events.flatMap((event) =>
      event.type === "chained-selection.passed" ? [[event.nodeId, event.attempt]] : [],
    );
    expect(attempts).toEqual([
      ["alpha", 1],
      ["beta", 2],
    ]);
  });
});

it("tells the script the node's price in the words of each style", async () => {
  const input: WaterfallInput = {
    bid: 1,
    nodes: [{ networkId: "alpha", ecpmUsd: 5 }],
    networks: { alpha: filling(5) },
  };
  const asked = async (profile: "proposal" | "android-all-on", name: string) => {
    const run = await runInline(aWaterfall({ ...input, scenario: { profile } }), {
      withBodies: true,
    });
    const calls = run.events.flatMap((event) =>
      event.type === "logic.finished" && event.function === name ? [event.arguments] : [],
    );
    return JSON.stringify(calls.at(-1));
  };

  expect(await asked("android-all-on", "selectOutcome")).toContain('{"bid_floor":5}');
  expect(await asked("proposal", "scoreAd")).toContain(
    '"auction_signals":{"min_price":5,"auction_attempts":1}',
  );
});

it("is the plain waterfall without first-party optimisation: the first party comes last", async () => {
  const run = await walk({
    bid: 9,
    mediation: { firstPartyOptimisation: false },
    nodes: [
      { networkId: "alpha", ecpmUsd: 5 },
      { networkId: "beta", ecpmUsd: 4 },
    ],
    networks: { alpha: unfilling, beta: filling(4) },
  });

  expect(tellWalk(run.events)).toEqual([
    "chain.fetched",
    "node.started alpha",
    "node.unfilled alpha (network-no-fill)",
    "node.started beta",
    "node.filled beta",
    "ad.selected beta as node",
    "ad.shown",
  ]);
});

it("runs a selection for the fallback when there was none before the walk, whatever is configured", async () => {
  const run = await walk({
    bid: 1,
    mediation: { firstPartyOptimisation: false, firstPartyFallback: "reuse" },
    nodes: [{ networkId: "alpha", ecpmUsd: 5 }],
    networks: { alpha: unfilling },
  }); // decisions: D6

  expect(tellWalk(run.events).slice(3)).toEqual([
    "fallback.started rerun",
    "first-party.selected",
    "fallback.selected",
    "ad.selected as fallback",
    "ad.shown",
  ]);
});

it("shows a new outcome when the fallback is told to run the selection again", async () => {
  const run = await walk({
    bid: 1,
    mediation: { firstPartyFallback: "rerun" },
    nodes: [{ networkId: "alpha", ecpmUsd: 5 }],
    networks: { alpha: unfilling },
  });

  const ids = run.events.flatMap((event) =>
    event.type === "first-party.selected" || event.type === "ad.selected"
      ? [event.adSelectionId]
      : [],
  );
  expect(ids).toHaveLength(3);
  expect(ids[1]).not.toBe(ids[0]);
  expect(ids[2]).toBe(ids[1]);
});

it("finds nothing to reuse when step 2 found nobody, and does not ask again", async () => {
  const run = await walk({ mediation: { firstPartyFallback: "reuse" } });

  expect(tellWalk(run.events)).toEqual([
    "chain.fetched",
    "first-party.passed (first-party-no-ad)",
    "fallback.started reuse",
    "fallback.passed (first-party-no-ad)",
  ]);
});

it("goes straight to the fallback when the chain is empty", async () => {
  const run = await walk({ bid: 1 });

  expect(tellWalk(run.events)).toEqual([
    "chain.fetched",
    "first-party.selected",
    "fallback.started reuse",
    "fallback.selected",
    "ad.selected as fallback",
    "ad.shown",
  ]);
});

it("ends an empty chain with nothing when there is no first party, and says why", async () => {
  const run = await walk({ firstParty: null });

  expect(run.ledger.map(({ subject, rule, detail }) => [subject, rule, detail])).toEqual([
    [
      "first party",
      "chain-empty",
      'the chain "chain-level-end" is exhausted and the SDK has no first party',
    ],
  ]);
});

it("walks without a first party, and ends with nothing to fall back on", async () => {
  const run = await walk({
    firstParty: null,
    nodes: [{ networkId: "alpha", ecpmUsd: 5 }],
    networks: { alpha: unfilling },
  });

  expect(tellWalk(run.events)).toEqual([
    "chain.fetched",
    "node.started alpha",
    "node.unfilled alpha (network-no-fill)",
    "fallback.passed (first-party-unconfigured)",
  ]);
});

it("takes a broken first-party auction for no ad, as an app would, and goes on", async () => {
  const run = await walk({
    bid: 9,
    nodes: [{ networkId: "alpha", ecpmUsd: 1 }],
    networks: { alpha: filling(1) },
    scenario: { sellers: { "ssp.example": { decisionLogic: { inline: "function scoreAd() {" } } } },
  });

  expect(tellWalk(run.events).slice(0, 3)).toEqual([
    "chain.fetched",
    "first-party.passed (first-party-no-ad)",
    "node.started alpha",
  ]);
  expect(run.ledger.map(({ rule }) => rule)).toContain("scoring-failed");
});

it("says that the first party's auction was refused when its configuration is wrong", async () => {
  const adSelection = { seller: "not a domain", customAudienceBuyers: ["shoes.example"] };
  const run = await walk({
    bid: 9,
    firstParty: { adSelection },
    nodes: [{ networkId: "alpha", ecpmUsd: 1 }],
    networks: { alpha: filling(1) },
  });

  expect(tellWalk(run.events).slice(0, 3)).toEqual([
    "chain.fetched",
    "first-party.passed (first-party-failed)",
    "node.started alpha",
  ]);
});

it("goes on to the node when the selection against it breaks, and says that it broke", async () => {
  const run = await walk({
    bid: 9,
    firstParty: { selectionLogicUri: "https://ssp.example/selection-logic.js" },
    nodes: [{ networkId: "alpha", ecpmUsd: 1 }],
    networks: { alpha: filling(1) },
    scenario: {
      network: { routes: [{ url: "https://ssp.example/selection-logic.js", fault: "hang" }] },
    },
  });

  expect(tellWalk(run.events).slice(2, 5)).toEqual([
    "chained-selection.passed alpha (chained-selection-failed)",
    "node.started alpha",
    "node.filled alpha",
  ]);
});

it("refuses the proposal's style on a device that never shipped it, node by node", async () => {
  const run = await walk({
    bid: 9,
    mediation: { chaining: "chained-ad-selections" },
    nodes: [{ networkId: "alpha", ecpmUsd: 1 }],
    networks: { alpha: filling(1) },
    scenario: { profile: "android-all-on" },
  });

  expect(tellWalk(run.events).slice(2, 4)).toEqual([
    "chained-selection.passed alpha (chained-selection-failed)",
    "node.started alpha",
  ]);
});

it("warns of a chain longer than advised and walks it all the same", async () => {
  const run = await walk({
    firstParty: null,
    mediation: { advisedChainLength: 2 },
    nodes: ["alpha", "beta", "gamma"].map((networkId) => ({ networkId, ecpmUsd: 1 })),
    networks: { alpha: unfilling, beta: unfilling, gamma: filling(1) },
  });

  expect(run.events.find(({ type }) => type === "chain.warned")).toEqual({
    type: "chain.warned",
    atMs: 20,
    requestId: "request-1",
    length: 3,
    advisedLength: 2,
  });
  expect(run.requests[0]?.result).toMatchObject({ kind: "filled", ad: { networkId: "gamma" } });
});

it("does not warn of a chain of exactly the advised length", async () => {
  const run = await walk({
    firstParty: null,
    mediation: { advisedChainLength: 1 },
    nodes: [{ networkId: "alpha", ecpmUsd: 1 }],
    networks: { alpha: filling(1) },
  });

  expect(run.events.filter(({ type }) => type === "chain.warned")).toEqual([]);
});

it("serves each slot on its own: own chain, own walk, own ledger", async () => {
  const run = await runInline({
    ...aWaterfall({ bid: 2, networks: { alpha: filling(3), beta: unfilling } }),
    slots: { high: { format: "banner" }, low: { format: "rewarded" }, none: { format: "native" } },
    adServer: {
      slots: {
        high: { kind: "chain", nodes: [{ networkId: "alpha", ecpmUsd: 3 }] },
        low: { kind: "chain", nodes: [{ networkId: "beta", ecpmUsd: 1 }] },
      },
    },
  });

  expect(
    run.requests.map(({ slotId, result }) => [
      slotId,
      result.requestId,
      result.kind === "filled" ? result.ad.networkId : result.kind,
      new Set(result.ledger.map(({ requestId }) => requestId)),
    ]),
  ).toEqual([
    ["high", "request-1", "alpha", new Set(["request-1"])],
    ["low", "request-2", "ssp", new Set(["request-2"])],
    ["none", "request-3", "no-fill", new Set(["request-3"])],
  ]);
});

it("gives the request the very ledger that the run has of it", async () => {
  const run = await walk({
    bid: 1,
    nodes: [
      { networkId: "alpha", ecpmUsd: 5 },
      { networkId: "beta", ecpmUsd: 4 },
    ],
    networks: { alpha: unfilling, beta: filling(4) },
  });

  expect(run.requests[0]?.result.ledger).toEqual(run.ledger);
  expect(run.ledger.length).toBeGreaterThan(2);
});
