import { expect, it } from "vitest";
import type { Network } from "../../../sdk/adapter-kit.ts";
import type { MediationOptionsInput } from "../../../sdk/index.ts";
import {
  aBiddingAdapter,
  aFillingAdapter,
  aMediation,
  anAdapter,
  type Mediation,
  type NodeInput,
} from "../../support/a-mediation.ts";
import { aWaterfall, filling, runInline, unfilling } from "../../support/a-waterfall.ts";
import { errorOf } from "../../support/error-of.ts";
import { tellWalk } from "../../support/tell-walk.ts";

const flow = "hybrid";

const merged = { flow, hybrid: { order: "merged-by-price" } } as const;

const hasNone = async () => ({ kind: "no-fill", reason: "no ad" });

/** `alpha` and `beta` have prices, `gamma` and `delta` bid. */
function aHybrid(
  input: {
    readonly alpha?: number | undefined;
    readonly beta?: number | undefined;
    readonly nodes?: readonly NodeInput[];
    readonly mediation?: MediationOptionsInput;
  } = {},
): Promise<Mediation> {
  const { alpha, beta, mediation = { flow } } = input;
  const priced = (id: string, cpmUsd: number | undefined) =>
    cpmUsd === undefined ? anAdapter(id, hasNone) : aFillingAdapter(id, cpmUsd);
  return aMediation({
    adapters: [
      priced("alpha", alpha),
      priced("beta", beta),
      aBiddingAdapter("gamma", 3),
      aBiddingAdapter("delta", 2.5),
    ],
    nodes: input.nodes ?? [
      { nodeId: "gamma", ecpmUsd: 9, bids: true },
      { nodeId: "alpha", ecpmUsd: 5 },
      { nodeId: "beta", ecpmUsd: 2 },
      { nodeId: "delta", ecpmUsd: 0, bids: true },
    ],
    mediation,
  });
}

it("gives priced nodes their chance before anybody bids (spec: proposal)", async () => {
  const { requestAd, events } = await aHybrid({ beta: 2 });

  await requestAd();

  expect(tellWalk(events)).toEqual([
    "chain.fetched",
    "node.started alpha",
    "node.unfilled alpha (network-no-fill)",
    "node.started beta",
    "node.filled beta",
    "node.unreached gamma (not-reached)",
    "node.unreached delta (not-reached)",
    "ad.selected beta as node",
  ]);
});

it("has the others bid when no priced node has an ad", async () => {
  const { requestAd, events } = await aHybrid();

  await requestAd();

  expect(tellWalk(events)).toEqual([
    "chain.fetched",
    "node.started alpha",
    "node.unfilled alpha (network-no-fill)",
    "node.started beta",
    "node.unfilled beta (network-no-fill)",
    "bidding.started",
    "node-bid.requested gamma",
    "node-bid.requested delta",
    "node-bid.received gamma",
    "node-bid.received delta",
    "node.outbid delta (bid-lower)",
    "bidding.finished gamma",
    "node.started gamma",
    "node.filled gamma",
    "ad.selected gamma as node",
  ]);
});

it("puts the best bid in its place among the prices (spec: mediation 2.6)", async () => {
  const { requestAd, events } = await aHybrid({ beta: 2, mediation: merged });

  await requestAd();

  expect(tellWalk(events)).toEqual([
    "chain.fetched",
    "bidding.started",
    "node-bid.requested gamma",
    "node-bid.requested delta",
    "node-bid.received gamma",
    "node-bid.received delta",
    "node.outbid delta (bid-lower)",
    "bidding.finished gamma",
    "node.started alpha",
    "node.unfilled alpha (network-no-fill)",
    "node.started gamma",
    "node.filled gamma",
    "node.unreached beta (not-reached)",
    "ad.selected gamma as node",
  ]);
});

it.each([
  { beta: 3.01, first: "beta" },
  { beta: 3, first: "gamma" },
  { beta: 2.99, first: "gamma" },
])("asks $first first when a node is priced $beta and the best bid is 3", async (drawn) => {
  const { requestAd, events } = await aHybrid({
    nodes: [
      { nodeId: "beta", ecpmUsd: drawn.beta },
      { nodeId: "gamma", bids: true },
    ],
    mediation: merged,
  });

  await requestAd();

  const started = events.flatMap((event) => (event.type === "node.started" ? event.nodeId : []));
  expect(started[0]).toBe(drawn.first);
});

it("puts every node worth more before the bid, in whatever order the chain has them", async () => {
  const { requestAd, events } = await aHybrid({
    nodes: [
      { nodeId: "beta", ecpmUsd: 2 },
      { nodeId: "gamma", bids: true },
      { nodeId: "alpha", ecpmUsd: 5 },
    ],
    mediation: merged,
  });

  await requestAd();

  const started = events.flatMap((event) => (event.type === "node.started" ? event.nodeId : []));
  expect(started).toEqual(["alpha", "gamma"]);
});

it("goes on when a fill pays less than the next node is worth, not than its own (spec: mediation 2.6, D15)", async () => {
  const { requestAd } = await aHybrid({ alpha: 2.9, mediation: merged });

  const result = await requestAd();

  expect(result).toMatchObject({ kind: "filled", ad: { networkId: "gamma", cpmUsd: 3 } });
  expect(result.ledger.map(({ nodeId, rule, detail }) => [nodeId, rule, detail])).toEqual([
    ["delta", "bid-lower", 'bid 2.5 USD CPM; node "gamma" bid 3'],
    ["alpha", "fill-lower", 'filled at 2.9 USD CPM; node "gamma" fills at 3'],
    ["beta", "not-reached", 'the walk ended with node "gamma"'],
  ]);
});

it("tells the network whose fill was in vain that nobody is going to show its ad", async () => {
  const invalidated: string[] = [];
  const note: Network["invalidate"] = async ({ renderUri }) => void invalidated.push(renderUri);
  const { requestAd } = await aMediation({
    adapters: [
      anAdapter(
        "alpha",
        async () => ({ kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 2 }),
        {
          invalidate: note,
        },
      ),
      aBiddingAdapter("gamma", 3, {}, { invalidate: note }),
    ],
    nodes: [
      { nodeId: "alpha", ecpmUsd: 4 },
      { nodeId: "gamma", bids: true },
    ],
    mediation: merged,
  });

  await requestAd();

  expect(invalidated).toEqual(["https://alpha.example/ad"]);
});

it.each([
  ["reaches the next node's worth", 3],
  ["says no price: then it pays what its node is worth", undefined],
])("stops at a fill that %s", async (_what, cpmUsd) => {
  const { requestAd } = await aMediation({
    adapters: [
      anAdapter("alpha", async () => ({ kind: "fill", renderUri: "https://a.example/ad", cpmUsd })),
      aBiddingAdapter("gamma", 3),
    ],
    nodes: [
      { nodeId: "alpha", ecpmUsd: 5 },
      { nodeId: "gamma", bids: true },
    ],
    mediation: merged,
  });

  expect(await requestAd()).toMatchObject({ kind: "filled", ad: { networkId: "alpha" } });
});

it("comes back to a fill in hand when nothing after it is better", async () => {
  const { requestAd, events } = await aMediation({
    adapters: [
      aFillingAdapter("alpha", 1),
      anAdapter("gamma", hasNone, { requestBid: async () => ({ kind: "bid", cpmUsd: 3 }) }),
    ],
    nodes: [
      { nodeId: "alpha", ecpmUsd: 5 },
      { nodeId: "gamma", bids: true },
    ],
    mediation: merged,
  });

  expect(await requestAd()).toMatchObject({ kind: "filled", ad: { networkId: "alpha" } });
  expect(tellWalk(events).slice(-5)).toEqual([
    "node.started alpha",
    "node.filled alpha",
    "node.started gamma",
    "node.unfilled gamma (network-no-fill)",
    "ad.selected alpha as node",
  ]);
});

it("asks nobody for less than the fill in hand, once nothing came of what was worth more", async () => {
  const { requestAd, events } = await aMediation({
    adapters: [
      aFillingAdapter("alpha", 2.6),
      anAdapter("beta", hasNone, { requestBid: async () => ({ kind: "bid", cpmUsd: 3 }) }),
      aFillingAdapter("gamma", 2),
    ],
    nodes: [
      { nodeId: "alpha", ecpmUsd: 5 },
      { nodeId: "beta", bids: true },
      { nodeId: "gamma", ecpmUsd: 2 },
    ],
    mediation: merged,
  });

  expect(await requestAd()).toMatchObject({ kind: "filled", ad: { networkId: "alpha" } });
  expect(tellWalk(events).slice(-3)).toEqual([
    "node.unfilled beta (network-no-fill)",
    "node.unreached gamma (not-reached)",
    "ad.selected alpha as node",
  ]);
});

it("stops at any fill in the other flows: their order is by price (D15)", async () => {
  const { requestAd } = await aMediation({
    adapters: [aFillingAdapter("alpha", 1), aFillingAdapter("beta", 4)],
    nodes: [
      { nodeId: "alpha", ecpmUsd: 5 },
      { nodeId: "beta", ecpmUsd: 4 },
    ],
  });

  expect(await requestAd()).toMatchObject({ ad: { networkId: "alpha" } });
});

it("can have nodes before the best bid fill for no less", async () => {
  const { requestAd } = await aHybrid({
    alpha: 2.9,
    mediation: { flow, hybrid: { order: "merged-by-price", bidIsFloor: true } },
  });

  const { ledger } = await requestAd();

  const lost = ledger.find(({ nodeId }) => nodeId === "alpha");
  expect([lost?.rule, lost?.detail]).toEqual([
    "bid-below-node-floor",
    'filled at 2.9 USD CPM, under the floor of 3 that the bid of node "gamma" sets',
  ]);
});

it("takes a bidding node in a waterfall for one of its historical price", async () => {
  const { requestAd, events } = await aHybrid({ mediation: {} });

  await requestAd();

  expect(tellWalk(events).slice(0, 3)).toEqual([
    "chain.fetched",
    "node.started gamma",
    "node.filled gamma",
  ]);
});

it.each(["select-outcome", "score-ad"] as const)(
  "refuses %s with merged-by-price, which needs a highest price",
  async (selection) => {
    const firstParty = {
      adSelection: { seller: "ssp.example", decisionLogicUri: "", customAudienceBuyers: [] },
      selectionLogicUri: "https://ssp.example/s.js",
    };
    const error = await errorOf(() =>
      aMediation({ mediation: { ...merged, firstParty, bidding: { selection } } }),
    );

    expect(error.message).toContain("merged-by-price puts the highest bid among prices");
  },
);

/** The first party bids `bid`; alpha is priced 5 and empty, beta bids 3, gamma is priced 1. */
async function walkWithFirstParty(bid: number, order: "waterfall-first" | "merged-by-price") {
  const { events } = await runInline(
    aWaterfall({
      bid,
      mediation: { flow, hybrid: { order } },
      nodes: [
        { networkId: "alpha", ecpmUsd: 5 },
        { networkId: "beta", ecpmUsd: 3, bids: true },
        { networkId: "gamma", ecpmUsd: 1 },
      ],
      networks: { alpha: unfilling, beta: filling(3), gamma: unfilling },
      scenario: { steps: [{ request: "level-end" }] },
    }),
  );
  return tellWalk(events).filter((line) => !/^(node-bid|chain\.|bidding|node.started)/.test(line));
}

it("lets the first party go before a priced node, and then before the best bid (D14)", async () => {
  expect(await walkWithFirstParty(0.5, "waterfall-first")).toEqual([
    "first-party.selected",
    "chained-selection.passed alpha (first-party-below-node)",
    "node.unfilled alpha (network-no-fill)",
    "chained-selection.passed gamma (first-party-below-node)",
    "node.unfilled gamma (network-no-fill)",
    "chained-selection.passed beta (first-party-below-node)",
    "node.filled beta",
    "ad.selected beta as node",
  ]);
  expect(await walkWithFirstParty(1, "waterfall-first")).toEqual([
    "first-party.selected",
    "chained-selection.passed alpha (first-party-below-node)",
    "node.unfilled alpha (network-no-fill)",
    "chained-selection.placed gamma",
    "node.unreached gamma (not-reached)",
    "node.unreached beta (not-reached)",
    "ad.selected as first-party",
  ]);
});

it("holds the first party against prices and the best bid in one order (D14)", async () => {
  expect(await walkWithFirstParty(2, "merged-by-price")).toEqual([
    "first-party.selected",
    "chained-selection.passed alpha (first-party-below-node)",
    "node.unfilled alpha (network-no-fill)",
    "chained-selection.passed beta (first-party-below-node)",
    "node.filled beta",
    "node.unreached gamma (not-reached)",
    "ad.selected beta as node",
  ]);
  expect(await walkWithFirstParty(3, "merged-by-price")).toEqual([
    "first-party.selected",
    "chained-selection.passed alpha (first-party-below-node)",
    "node.unfilled alpha (network-no-fill)",
    "chained-selection.placed beta",
    "node.unreached beta (not-reached)",
    "node.unreached gamma (not-reached)",
    "ad.selected as first-party",
  ]);
});

it("says of a fill in hand that the first party was placed at more", async () => {
  const { requests } = await runInline(
    aWaterfall({
      bid: 3,
      mediation: merged,
      nodes: [
        { networkId: "alpha", ecpmUsd: 5 },
        { networkId: "beta", ecpmUsd: 3, bids: true },
      ],
      networks: { alpha: filling(1), beta: filling(2) },
    }),
  );

  const lines = requests[0]?.result.ledger.filter(({ subject }) => subject.startsWith("node "));
  expect(lines?.map(({ nodeId, rule }) => [nodeId, rule])).toEqual([
    ["alpha", "first-party-placed"],
    ["beta", "not-reached"],
  ]);
});
