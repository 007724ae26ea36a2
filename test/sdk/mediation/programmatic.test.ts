import { expect, it } from "vitest";
import type { LossNotice, Network, NetworkAdapter, WinNotice } from "../../../sdk/adapter-kit.ts";
import type { AdRequestResult, MediationEvent, MediationEventOf } from "../../../sdk/index.ts";
import {
  aBiddingAdapter,
  aFillingAdapter,
  aMediation,
  anAdapter,
} from "../../support/a-mediation.ts";
import { aWaterfall, filling, runInline, unfilling } from "../../support/a-waterfall.ts";
import { errorOf } from "../../support/error-of.ts";
import { tellWalk } from "../../support/tell-walk.ts";

const flow = "programmatic";

function winnerOf(result: AdRequestResult | undefined): string {
  return result?.kind === "filled" ? result.ad.networkId : String(result?.kind);
}

/** Rule and detail of every node that lost. */
function whyLost({ ledger }: AdRequestResult): Readonly<Record<string, string>> {
  const lines = ledger.filter(({ subject }) => subject.startsWith("node "));
  return Object.fromEntries(
    lines.map(({ nodeId, rule, detail }) => [nodeId ?? "", `${rule}: ${detail}`]),
  );
}

it("takes the highest of all bids, and tells each other by how much it lost (spec: mediation 2.6)", async () => {
  const { requestAd, events } = await aMediation({
    adapters: [
      aBiddingAdapter("alpha", 2),
      aBiddingAdapter("beta", 3.5),
      aBiddingAdapter("gamma", 3),
    ],
    mediation: { flow },
  });

  const result = await requestAd();

  expect(result).toMatchObject({
    kind: "filled",
    ad: { networkId: "beta", cpmUsd: 3.5, source: "node" },
  });
  expect(whyLost(result)).toEqual({
    alpha: 'bid-lower: bid 2 USD CPM; node "beta" bid 3.5',
    gamma: 'bid-lower: bid 3 USD CPM; node "beta" bid 3.5',
  });
  expect(tellWalk(events)).toEqual([
    "chain.fetched",
    "bidding.started",
    "node-bid.requested alpha",
    "node-bid.requested beta",
    "node-bid.requested gamma",
    "node-bid.received alpha",
    "node-bid.received beta",
    "node-bid.received gamma",
    "node.outbid gamma (bid-lower)",
    "node.outbid alpha (bid-lower)",
    "bidding.finished beta",
    "node.started beta",
    "node.filled beta",
    "ad.selected beta as node",
  ]);
});

it("asks everybody at once, whatever their historical prices", async () => {
  const { requestAd, clock } = await aMediation({
    adapters: [
      aBiddingAdapter("alpha", 1, { latencyMs: 300 }),
      aBiddingAdapter("beta", 2, { latencyMs: 200 }),
    ],
    nodes: [
      { nodeId: "alpha", ecpmUsd: 9 },
      { nodeId: "beta", ecpmUsd: 1 },
    ],
    mediation: { flow },
  });

  const result = await requestAd();

  expect([winnerOf(result), clock.elapsedMs()]).toEqual(["beta", 300]);
});

it.each([
  {
    latencies: [100, 50],
    winner: "beta",
    why: 'bid-tie: bid 2 USD CPM; node "beta" bid the same, 50 ms earlier',
  },
  {
    latencies: [50, 50],
    winner: "alpha",
    why: 'bid-tie: bid 2 USD CPM; node "alpha" bid the same, and stands earlier in the chain',
  },
])("lets $winner win a tie of bids after $latencies ms", async ({ latencies, winner, why }) => {
  const [alphaMs = 0, betaMs = 0] = latencies;
  const { requestAd } = await aMediation({
    adapters: [
      aBiddingAdapter("alpha", 2, { latencyMs: alphaMs }),
      aBiddingAdapter("beta", 2, { latencyMs: betaMs }),
    ],
    mediation: { flow },
  });

  const result = await requestAd();

  expect(winnerOf(result)).toBe(winner);
  expect(Object.values(whyLost(result))).toEqual([why]);
});

it("hands a network's signals to its bidder, and its bid to its loader", async () => {
  const seen: unknown[] = [];
  const note =
    (answer: object) =>
    async (request: object): Promise<never> => {
      seen.push(request);
      return answer as never;
    };
  const bid = { kind: "bid", cpmUsd: 2, markup: "<ad/>" };
  const fill = { kind: "fill", renderUri: "https://alpha.example/ad" };
  const { requestAd } = await aMediation({
    adapters: [
      anAdapter("alpha", note(fill), {
        collectSignals: note({ kind: "signals", signals: { token: "t-1" } }),
        requestBid: note(bid),
      }),
    ],
    nodes: [{ nodeId: "alpha", ecpmUsd: 4, floorCpmUsd: 1 }],
    mediation: { flow, nodeTimeoutMs: 700, bidding: { signalsTimeoutMs: 300, bidTimeoutMs: 400 } },
  });

  const result = await requestAd();

  const origin = { requestId: "request-1", nodeId: "alpha" };
  const common = { ...origin, slot: { slotId: "level-end", format: "banner" }, origin };
  expect(seen).toEqual([
    { ...common, timeoutMs: 300 },
    { ...common, timeoutMs: 400, floorCpmUsd: 1, signals: { token: "t-1" } },
    { ...common, timeoutMs: 700, floorCpmUsd: 1, ecpmUsd: 4, bid },
  ]);
  expect(result).toMatchObject({ kind: "filled", ad: { cpmUsd: 2 } });
});

const hang = (): Promise<never> => new Promise(() => undefined);

const brokenBidders: readonly (readonly [string, Partial<Network>, string])[] = [
  [
    "throws",
    {
      requestBid: () => {
        throw new Error("no key");
      },
    },
    'adapter-failed: adapter "alpha" threw: no key',
  ],
  ["never answers", { requestBid: hang }, "bid-timed-out: alpha did not bid within 400 ms"],
  [
    "does not bid",
    { requestBid: async () => ({ kind: "no-bid", reason: "no demand" }) },
    "network-no-bid: no demand",
  ],
  [
    "reports an error",
    { requestBid: async () => ({ kind: "error", error: { code: "7", message: "revoked" } }) },
    "adapter-failed: revoked",
  ],
  [
    "throws instead of signals",
    { collectSignals: () => Promise.reject(new Error("no disk")) },
    'adapter-failed: adapter "alpha" threw: no disk',
  ],
  [
    "withholds its signals",
    { collectSignals: hang },
    "signals-timed-out: alpha gave no signals within 300 ms",
  ],
  [
    "bids below its floor",
    { requestBid: async () => ({ kind: "bid", cpmUsd: 0.9 }) },
    "bid-below-node-floor: bid 0.9 USD CPM, under the node's floor of 1",
  ],
  [
    "bids what only the device knows",
    { requestBid: async () => ({ kind: "bid", adSelectionId: "-5" }) },
    "bid-price-unknown: only the device knows what its ad pays, and prices are compared",
  ],
];

it.each(brokenBidders)("goes on without a network that %s", async (_what, capabilities, why) => {
  const { requestAd } = await aMediation({
    adapters: [aBiddingAdapter("alpha", 9, {}, capabilities), aBiddingAdapter("beta", 2)],
    nodes: [{ nodeId: "alpha", floorCpmUsd: 1 }, { nodeId: "beta" }],
    mediation: { flow, bidding: { signalsTimeoutMs: 300, bidTimeoutMs: 400 } },
  });

  const result = await requestAd();

  expect(winnerOf(result)).toBe("beta");
  expect(whyLost(result)).toEqual({ alpha: why });
});

it.each([
  ["nothing", undefined],
  ["no price and no ad selection", { kind: "bid" }],
  ["a price below zero", { kind: "bid", cpmUsd: -1 }],
  ["1e400", { kind: "bid", cpmUsd: JSON.parse("1e400") as number }],
  ["a price that is text", { kind: "bid", cpmUsd: "9" }],
  ["a fill", { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 9 }],
])("refuses a bid that is %s", async (_what, bid) => {
  const { requestAd } = await aMediation({
    adapters: [
      aBiddingAdapter("alpha", 9, {}, { requestBid: async () => bid as never }),
      aBiddingAdapter("beta", 2),
    ],
    mediation: { flow },
  });

  const result = await requestAd();

  expect(winnerOf(result)).toBe("beta");
  expect(whyLost(result)["alpha"]).toMatch(/^adapter-result-invalid: /);
});

it("skips a node whose adapter cannot bid, and says so", async () => {
  const { requestAd } = await aMediation({
    adapters: [aFillingAdapter("alpha", 9), aBiddingAdapter("beta", 2)],
    mediation: { flow },
  });

  const result = await requestAd();

  expect(winnerOf(result)).toBe("beta");
  expect(whyLost(result)).toEqual({
    alpha: 'adapter-cannot-bid: adapter "alpha" has no requestBid',
  });
});

it("holds a network to its bid: others lost to it", async () => {
  const load = async () => ({ kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 1 });
  const liar = anAdapter("alpha", load, { requestBid: async () => ({ kind: "bid", cpmUsd: 9 }) });
  const { requestAd } = await aMediation({
    adapters: [liar, aBiddingAdapter("beta", 2)],
    mediation: { flow },
  });

  const result = await requestAd();

  expect(result.kind).toBe("no-fill");
  expect(whyLost(result)).toEqual({
    alpha: "fill-below-bid: filled at 1 USD CPM, after a bid of 9",
    beta: 'bid-lower: bid 2 USD CPM; node "alpha" bid 9',
  });
});

it("holds a network to the bid that it made, whatever it makes of it later", async () => {
  const liar = aBiddingAdapter(
    "alpha",
    9,
    {},
    {
      async load({ bid }) {
        if (bid !== undefined) Reflect.set(bid, "cpmUsd", 1);
        return { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 1 };
      },
    },
  );
  const { requestAd } = await aMediation({ adapters: [liar], mediation: { flow } });

  const result = await requestAd();

  expect(whyLost(result)).toEqual({
    alpha: "fill-below-bid: filled at 1 USD CPM, after a bid of 9",
  });
});

it("asks nobody in the place of a winner that does not load: that would be a walk", async () => {
  const { requestAd, events } = await aMediation({
    adapters: [
      anAdapter("alpha", async () => ({ kind: "no-fill", reason: "gone" }), {
        requestBid: async () => ({ kind: "bid", cpmUsd: 3 }),
      }),
      aBiddingAdapter("beta", 2),
    ],
    mediation: { flow },
  });

  expect(winnerOf(await requestAd())).toBe("no-fill");
  expect(tellWalk(events).slice(-4)).toEqual([
    "bidding.finished alpha",
    "node.started alpha",
    "node.unfilled alpha (network-no-fill)",
    "fallback.passed (first-party-unconfigured)",
  ]);
});

it.each([
  { boundary: "inclusive" as const, winner: "alpha" },
  { boundary: "exclusive" as const, winner: "no-fill" },
])("ends with $winner when a bid equals an $boundary floor", async ({ boundary, winner }) => {
  const { requestAd } = await aMediation({
    adapters: [aBiddingAdapter("alpha", 2)],
    nodes: [{ nodeId: "alpha", floorCpmUsd: 2 }],
    mediation: { flow, floorBoundary: boundary },
  });

  const result = await requestAd();

  expect(winnerOf(result)).toBe(winner);
  const lost = { alpha: "bid-below-node-floor: bid 2 USD CPM, not above the node's floor of 2" };
  expect(whyLost(result)).toEqual(winner === "alpha" ? {} : lost);
});

it("spends no more than the request's total time, and skips bids there is no time for", async () => {
  const { requestAd, clock } = await aMediation({
    adapters: [
      aBiddingAdapter("alpha", 2, {}, { collectSignals: hang }),
      aBiddingAdapter("beta", 2),
    ],
    mediation: { flow, totalTimeoutMs: 500 },
  });

  const result = await requestAd();

  expect([result.kind, clock.elapsedMs()]).toEqual(["no-fill", 500]);
  expect(whyLost(result)).toEqual({
    alpha: "signals-timed-out: alpha gave no signals within 500 ms",
    beta: "walk-out-of-time: the request's 500 ms were over",
  });
});

type Told = readonly [string, number, number | undefined];

/** An adapter that notes what it is told. */
function anAttentiveAdapter(id: string, cpmUsd: number, told: Told[]): NetworkAdapter {
  return aBiddingAdapter(
    id,
    cpmUsd,
    {},
    {
      onBidWon: ({ cpmUsd: paid }: WinNotice) => void told.push([id, 0, paid]),
      onBidLost: ({ lossReason, winnerCpmUsd }: LossNotice) =>
        void told.push([id, lossReason, winnerCpmUsd]),
    },
  );
}

it("tells everybody who bid how it ended, in OpenRTB's numbers", async () => {
  const told: Told[] = [];
  const { requestAd, events } = await aMediation({
    adapters: [
      anAttentiveAdapter("alpha", 2, told),
      anAttentiveAdapter("beta", 3, told),
      anAttentiveAdapter("gamma", 0.5, told),
    ],
    nodes: [{ nodeId: "alpha" }, { nodeId: "beta" }, { nodeId: "gamma", floorCpmUsd: 1 }],
    mediation: { flow },
  });

  await requestAd();

  expect(told).toEqual([
    ["alpha", 102, 3],
    ["beta", 0, 3],
    ["gamma", 100, 3],
  ]);
  const sent = events.filter((event) => event.type === "bid-notice.sent");
  expect(sent.map(({ nodeId, lossReason }) => [nodeId, lossReason])).toEqual([
    ["alpha", 102],
    ["beta", 0],
    ["gamma", 100],
  ]);
});

it.each([
  [
    "at once",
    () => {
      throw new Error("deaf");
    },
  ],
  ["later", () => Promise.reject(new Error("deaf")) as never],
])("survives a network that throws %s when it is told", async (_when, onBidWon) => {
  const { requestAd, events, clock } = await aMediation({
    adapters: [aBiddingAdapter("alpha", 2, {}, { onBidWon })],
    mediation: { flow },
  });

  expect(winnerOf(await requestAd())).toBe("alpha");
  await clock.sleep(1);
  const failed = events.filter((event) => event.type === "bid-notice.failed");
  expect(failed).toMatchObject([{ nodeId: "alpha", code: "ERR_ADAPTER_FAILED", detail: "deaf" }]);
});

const lateEvents = (events: readonly MediationEvent[]) =>
  events.filter(
    (event): event is MediationEventOf<"node.answered-late"> => event.type === "node.answered-late",
  );

it("records a bid that comes too late, and leaves it at that", async () => {
  const { requestAd, events, clock } = await aMediation({
    adapters: [
      aBiddingAdapter(
        "alpha",
        9,
        {},
        {
          requestBid: async () => {
            await clock.sleep(600);
            return { kind: "bid", cpmUsd: 9 };
          },
        },
      ),
      aBiddingAdapter("beta", 2),
    ],
    mediation: { flow, bidding: { bidTimeoutMs: 400 } },
  });

  const result = await requestAd();
  await clock.sleep(1_000);

  expect(winnerOf(result)).toBe("beta");
  expect(lateEvents(events)).toMatchObject([
    { nodeId: "alpha", phase: "bid", answer: "bid", cpmUsd: 9, lateMs: 200, atMs: 600 },
  ]);
});

const bidding = { flow } as const;

it.each([
  { bid: 4, winner: "ssp", rules: { beta: "first-party-placed", gamma: "bid-lower" } },
  { bid: 3, winner: "ssp", rules: { beta: "first-party-placed", gamma: "bid-lower" } },
  { bid: 2.9, winner: "beta", rules: { gamma: "bid-lower" } },
  { bid: undefined, winner: "beta", rules: { gamma: "bid-lower" } },
])("lets $winner win when the first party bids $bid against 3 (spec: proposal)", async (drawn) => {
  const { bid, winner, rules } = drawn;
  const run = await runInline(
    aWaterfall({
      bid,
      mediation: bidding,
      nodes: [
        { networkId: "beta", ecpmUsd: 9 },
        { networkId: "gamma", ecpmUsd: 1 },
      ],
      networks: { beta: filling(3), gamma: filling(2) },
    }),
  );

  const [result] = run.requests.map((request) => request.result);
  expect(winnerOf(result)).toBe(winner);
  const nodeRules = result?.ledger.filter(({ subject }) => subject.startsWith("node ")) ?? [];
  expect(Object.fromEntries(nodeRules.map(({ nodeId, rule }) => [nodeId, rule]))).toEqual(rules);
});

it("falls back to the first party when nobody bids (spec: proposal, step 8)", async () => {
  const run = await runInline(
    aWaterfall({
      bid: 1,
      mediation: bidding,
      nodes: [{ networkId: "alpha", ecpmUsd: 5 }],
      networks: { alpha: unfilling },
    }),
  );

  expect(tellWalk(run.events)).toEqual([
    "chain.fetched",
    "first-party.selected",
    "bidding.started",
    "node-bid.requested alpha",
    "node.unfilled alpha (network-no-bid)",
    "bidding.finished",
    "fallback.started reuse",
    "fallback.selected",
    "ad.selected as fallback",
    "ad.shown",
  ]);
});

it("has the first party come last only when it is not to go first (D6)", async () => {
  const run = await runInline(
    aWaterfall({
      bid: 9,
      mediation: { flow, firstPartyOptimisation: false },
      nodes: [{ networkId: "alpha", ecpmUsd: 5 }],
      networks: { alpha: unfilling },
    }),
  );

  expect(tellWalk(run.events)).toEqual([
    "chain.fetched",
    "bidding.started",
    "node-bid.requested alpha",
    "node.unfilled alpha (network-no-bid)",
    "bidding.finished",
    "fallback.started rerun",
    "first-party.selected",
    "fallback.selected",
    "ad.selected as fallback",
    "ad.shown",
  ]);
});

/** A first party whose script takes the highest outcome that reaches what it is told to. */
const selectHighest = `
function selectOutcome(outcomes, signals) {
  const able = outcomes.filter(({ bid }) => bid >= signals.bid_floor).sort((a, b) => b.bid - a.bid);
  return { status: 0, result: able[0] ?? null };
}`;

const highestAd = "https://boots.example/ads/boot";

/** `alpha` bids with an auction of its own on the device, `beta` with a price. */
function anAuctionOfAuctions(
  alphaCpm: number,
  betaCpm: number,
  selection: "select-outcome" | "score-ad",
) {
  const input = aWaterfall({
    bid: 2,
    mediation: { flow, bidding: { selection } },
    firstParty: { selectionLogicUri: "https://ssp.example/select-highest.js" },
    nodes: [
      { networkId: "alpha", ecpmUsd: 5 },
      { networkId: "beta", ecpmUsd: 4 },
    ],
    networks: {
      alpha: {
        adapter: "on-device-auction",
        options: { seller: "ssp.example", customAudienceBuyers: ["boots.example"] },
      },
      beta: filling(betaCpm),
    },
  });
  const ads = [{ renderUri: highestAd, metadata: { cpm: alphaCpm } }];
  const { device, sellers = {}, buyers = {} } = input;
  return {
    ...input,
    profile: selection === "score-ad" ? ("proposal" as const) : ("android-all-on" as const),
    device: {
      customAudiences: [
        ...(device?.customAudiences ?? []),
        { buyer: "boots.example", name: "walkers", ads },
      ],
    },
    sellers: {
      "ssp.example": {
        ...sellers["ssp.example"],
        scripts: { "/select-highest.js": { inline: selectHighest } },
      },
    },
    buyers: { ...buyers, "boots.example": { ...buyers["shoes.example"] } },
  };
}

it.each([
  { selection: "select-outcome" as const, alpha: 3, beta: 2.5, winner: "alpha" },
  { selection: "score-ad" as const, alpha: 3, beta: 2.5, winner: "alpha" },
  { selection: "select-outcome" as const, alpha: 1, beta: 1.5, winner: "ssp" },
  { selection: "score-ad" as const, alpha: 1, beta: 1.5, winner: "ssp" },
  { selection: "select-outcome" as const, alpha: 3, beta: 3.5, winner: "beta" },
  { selection: "score-ad" as const, alpha: 3, beta: 3.5, winner: "beta" },
])(
  "lets $winner win by $selection when alpha bids $alpha, beta $beta and the first party 2",
  async (drawn) => {
    const { alpha, beta, selection, winner } = drawn;

    const run = await runInline(anAuctionOfAuctions(alpha, beta, selection));

    const [result] = run.requests.map((request) => request.result);
    expect(winnerOf(result)).toBe(winner);
    const losers = ["alpha", "beta"].filter((nodeId) => nodeId !== winner);
    const lines = result?.ledger.filter(({ subject }) => subject.startsWith("node ")) ?? [];
    expect(lines.map(({ nodeId = "" }) => nodeId).toSorted()).toEqual(losers);
  },
);

it("holds the first party alone against the best price when scoreAd cannot be asked", async () => {
  const input = anAuctionOfAuctions(3, 1, "score-ad");

  const run = await runInline({ ...input, profile: "android-all-on" });

  const [result] = run.requests.map((request) => request.result);
  expect(winnerOf(result)).toBe("ssp"); // whose 2 is then held against 1, as a waterfall would
  expect(tellWalk(run.events)).toContain("node.outbid alpha (selection-failed)");
});

it.each(["select-outcome", "score-ad"] as const)(
  "refuses %s without a first party to do it",
  async (selection) => {
    const error = await errorOf(() => aMediation({ mediation: { flow, bidding: { selection } } }));

    expect(error.code).toBe("ERR_CONFIG_INVALID");
    expect(error.message).toContain(`${selection} is the first party's auction`);
  },
);

it("lets the first party's ad stand when a network lies about its outcome", async () => {
  const { adServices, requestAd, events } = await aMediation({
    adapters: [
      aBiddingAdapter(
        "alpha",
        9,
        {},
        {
          requestBid: async () => ({
            kind: "bid",
            adSelectionId: "-404",
            renderUri: "https://a.example",
          }),
        },
      ),
      aBiddingAdapter("beta", 2),
    ],
    mediation: {
      flow,
      bidding: { selection: "select-outcome" },
      firstParty: {
        adSelection: {
          seller: "ssp.example",
          decisionLogicUri: "https://ssp.example/d.js",
          customAudienceBuyers: [],
        },
        selectionLogicUri: "https://ssp.example/s.js",
      },
    },
  });

  const result = await requestAd();

  expect(adServices).toBeDefined();
  expect(winnerOf(result)).toBe("beta");
  expect(tellWalk(events)).toContain("node.outbid alpha (selection-failed)");
});
