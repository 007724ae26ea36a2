import type { ScenarioInput } from "../../simulator/index.ts";
import { aWaterfall, filling, unfilling } from "../support/a-waterfall.ts";

const request = { request: "level-end" };
const endpoint = "https://adserver.example/contextual";

/** A chain that no scenario's ad server would give: one that names an adapter nobody has, say. */
function answering(nodes: readonly object[]): Pick<ScenarioInput, "network"> {
  const body = JSON.stringify({ kind: "chain", chainId: "by-hand", nodes });
  const fault = { status: 200, body, contentType: "application/json" };
  return { network: { routes: [{ url: endpoint, fault }] } };
}

function aNode(nodeId: string, adapter: string, rest: object = {}): object {
  return { nodeId, networkId: nodeId, adapter, ecpmUsd: 2, ...rest };
}

const CHAINS: Readonly<Record<string, ScenarioInput>> = {
  "chain/nodes-that-are-not-asked": aWaterfall({
    bid: 1,
    mediation: { totalTimeoutMs: 500, firstPartyOptimisation: false },
    scenario: {
      ...answering([
        aNode("stranger", "not-there"),
        aNode("misspelt", "fixed-price", { options: { cpmUsd: 2, price: 2 } }),
        aNode("banners", "banners-only"),
        aNode("abroad", "elsewhere"),
        aNode("unready", "unready"),
        aNode("seller", "fixed-price", { options: { cpmUsd: 2 }, privacy: { sellsData: true } }),
        aNode("hangs", "unreliable", { options: { behaviour: "hanging" } }),
        aNode("too-late", "fixed-price", { options: { cpmUsd: 2 } }),
      ]),
      steps: [{ setPrivacySettings: { usPrivacy: "1YYN" } }, request],
    },
  }),
  "chain/answers-that-do-not-count": aWaterfall({
    networks: { cheap: filling(1), liar: filling(2), thrower: filling(2) },
    nodes: [
      { networkId: "cheap", ecpmUsd: 3, floorCpmUsd: 2 },
      { networkId: "liar", ecpmUsd: 2 },
      { networkId: "thrower", ecpmUsd: 1 },
    ],
    scenario: { force: { liar: "lie", thrower: "throw" }, steps: [request] },
  }),
  "chain/none": {
    ...aWaterfall({ firstParty: null }),
    slots: {
      empty: { format: "banner" },
      "not-offered": { format: "banner" },
      contextual: { format: "banner" },
    },
    adServer: {
      slots: {
        empty: { kind: "chain", nodes: [] },
        contextual: {
          kind: "contextual-ad",
          ad: { renderUri: "https://contextual.example/ad", cpmUsd: 1, metadata: {} },
        },
      },
    },
    steps: [
      { request: "empty" },
      { request: "not-offered" },
      { request: "contextual" },
      { setNetwork: { routes: [{ url: endpoint, fault: { status: 500 } }] } },
      { request: "empty" },
    ],
  },
};

const bidding = { flow: "programmatic", bidding: { signalsTimeoutMs: 300 } } as const;

const BIDS: Readonly<Record<string, ScenarioInput>> = {
  "bids/that-lose": aWaterfall({
    mediation: bidding,
    networks: {
      early: filling(2),
      late: { adapter: "fixed-price", options: { cpmUsd: 2, latencyMs: 20 } },
      lower: filling(1),
      silent: unfilling,
      mute: { adapter: "mute" },
      "waterfall-only": { adapter: "waterfall-only" },
    },
    nodes: [
      { networkId: "early", ecpmUsd: 0, bids: true },
      { networkId: "late", ecpmUsd: 0, bids: true },
      { networkId: "lower", ecpmUsd: 0, bids: true, floorCpmUsd: 1.5 },
      { networkId: "silent", ecpmUsd: 0, bids: true },
      { networkId: "mute", ecpmUsd: 0, bids: true },
      { networkId: "waterfall-only", ecpmUsd: 0, bids: true },
    ],
    scenario: { steps: [request] },
  }),
  "bids/without-a-price": aWaterfall({
    mediation: bidding,
    networks: { priceless: { adapter: "priceless" }, boastful: { adapter: "boastful" } },
    nodes: [
      { networkId: "priceless", ecpmUsd: 0, bids: true },
      { networkId: "boastful", ecpmUsd: 0, bids: true },
    ],
    scenario: { steps: [request] },
  }),
  "bids/below-the-first-party": aWaterfall({
    bid: 4,
    mediation: bidding,
    networks: { alpha: filling(3) },
    nodes: [{ networkId: "alpha", ecpmUsd: 0, bids: true }],
    scenario: { steps: [request, "show"] },
  }),
  "bids/above-a-fill": aWaterfall({
    mediation: { flow: "hybrid", hybrid: { order: "merged-by-price" } },
    networks: { alpha: filling(1), beta: filling(2) },
    nodes: [
      { networkId: "alpha", ecpmUsd: 3 },
      { networkId: "beta", ecpmUsd: 0, bids: true },
    ],
    scenario: { steps: [request] },
  }),
};

const FIRST_PARTY: Readonly<Record<string, ScenarioInput>> = {
  "first-party/refused": aWaterfall({
    bid: 3,
    scenario: { device: { conditions: { permissions: [] } }, steps: [request] },
  }),
  "first-party/broken-selection": aWaterfall({
    bid: 3,
    networks: { alpha: filling(2) },
    nodes: [{ networkId: "alpha", ecpmUsd: 2 }],
    firstParty: { selectionLogicUri: "https://ssp.example/nowhere.js" },
    scenario: { steps: [request] },
  }),
  "first-party/before-a-node": aWaterfall({
    bid: 3,
    networks: { alpha: filling(2) },
    nodes: [{ networkId: "alpha", ecpmUsd: 2 }],
    scenario: { steps: [request, "show"] },
  }),
};

/** What no flow in its usual cases comes to, by the path of its golden files. */
export const ODD_SCENARIOS: Readonly<Record<string, ScenarioInput>> = {
  ...CHAINS,
  ...BIDS,
  ...FIRST_PARTY,
};
