import { expect, it } from "vitest";
import { ContextualAnswerSchema } from "../../../sdk/model/mediation-chain.ts";
import { decide, lineItem, network, rtbBid, type SellerInput } from "./a-seller.ts";

/** Node ids and what is behind them, in the order in which they are tried. */
function tried(input: SellerInput): unknown {
  const { answer } = decide(input);
  if (answer?.kind === "chain") return answer.nodes.map(({ nodeId }) => nodeId);
  return answer?.ad.renderUri;
}

const direct = lineItem("direct", 1.75);
const house = { slot: { house_network: "house" } };
const houseSdk = { adapter: "house-adapter", options: { cpmUsd: "${AUCTION_PRICE}" } };
const withHouse = { houseSdks: new Map([["house", houseSdk]]) };

it("makes nodes of the networks above the first other bid, and puts that behind them (seed: mediation, CoolAds)", () => {
  const { answer, record } = decide({
    ...house,
    sources: [network("slow", 0.9), network("coolads", 2)],
    supply: { line_items: [direct], rtb_bids: [rtbBid("live", 1.25)] },
    platform: withHouse,
  });

  expect(answer).toEqual({
    kind: "chain",
    chainId: "auction-1",
    nodes: [
      {
        nodeId: "coolads",
        networkId: "coolads-network",
        ecpmUsd: 2,
        timeoutMs: 1000,
        adapter: "an-adapter",
        options: { of: "coolads" },
      },
      {
        nodeId: "direct",
        networkId: "house",
        ecpmUsd: 1.75,
        adapter: "house-adapter",
        options: { cpmUsd: 1.75 },
      },
    ],
  });
  expect(ContextualAnswerSchema.safeParse(answer).success).toBe(true);
  expect(record).toEqual({
    auctionId: "auction-1",
    slotId: "home",
    appId: "com.example.app",
    at: "2024-03-01T18:30:00.000Z",
    answered: "chain",
    order: "bid",
    stage: "open",
    nodeIds: ["coolads", "direct"],
    lastResort: { bidId: "direct", cpmUsd: 1.75, deliveredAs: "node" },
    bids: [
      {
        bidId: "slow",
        kind: "mediated",
        rankUsd: 0.9,
        floor: { source: "none", cpmUsd: 0 },
        rule: "outranked",
        detail: 'ranks at 0.9, behind "direct" at 1.75',
      },
      {
        bidId: "coolads",
        kind: "mediated",
        rankUsd: 2,
        floor: { source: "none", cpmUsd: 0 },
        node: 1,
      },
      { bidId: "direct", kind: "managed", rankUsd: 1.75, floor: { source: "none", cpmUsd: 0 } },
      {
        bidId: "live",
        kind: "rtb",
        rankUsd: 1.25,
        floor: { source: "none", cpmUsd: 0 },
        rule: "outranked",
        detail: 'ranks at 1.25, behind "direct" at 1.75',
      },
    ],
    warnings: [],
  });
});

it("answers with the ad itself where no network ranks above it, and the slot has no house network", () => {
  const { answer, record } = decide({
    sources: [network("coolads", 1)],
    supply: {
      deals: [{ name: "spring", buyers: ["dsp"], ask_price: 1.5 }],
      rtb_bids: [rtbBid("live", 2.5, { buyer: "dsp", deals: ["spring"] })],
    },
  });

  expect(answer).toEqual({
    kind: "contextual-ad",
    ad: {
      renderUri: "https://live.example/ad",
      cpmUsd: 2.5,
      metadata: { bidId: "live", buyerId: "dsp", dealId: "spring" },
    },
  });
  expect(record.lastResort).toEqual({ bidId: "live", cpmUsd: 2.5, deliveredAs: "contextual-ad" });
});

it("shows it through the house network where the slot has one, as it does behind networks", () => {
  const alone = { ...house, platform: withHouse };
  const { answer, record } = decide({
    ...alone,
    sources: [network("coolads", 1)],
    supply: { line_items: [direct] },
  });
  const byDefault = { slot: { ...house.slot, default_creative: "https://seller.example/house" } };

  expect(answer).toEqual({
    kind: "chain",
    chainId: "auction-1",
    nodes: [
      {
        nodeId: "direct",
        networkId: "house",
        ecpmUsd: 1.75,
        adapter: "house-adapter",
        options: { cpmUsd: 1.75 },
      },
    ],
  });
  expect(record).toMatchObject({
    answered: "chain",
    nodeIds: ["direct"],
    lastResort: { bidId: "direct", cpmUsd: 1.75, deliveredAs: "node" },
    bids: [{ bidId: "coolads", rule: "outranked" }, { bidId: "direct" }],
  });
  expect(tried({ ...alone, ...byDefault })).toEqual(["default-creative"]);
  expect(tried(alone)).toBeUndefined();
});

it("answers with the ad itself where the house network cannot show it, and says why", () => {
  const { answer, record } = decide({ ...house, supply: { line_items: [direct] } });

  expect(answer).toMatchObject({ kind: "contextual-ad", ad: { cpmUsd: 1.75 } });
  expect(record.lastResort).toEqual({
    bidId: "direct",
    cpmUsd: 1.75,
    deliveredAs: "contextual-ad",
    detail: 'the house network "house" is not active, or has no sdk',
  });
});

it("says so where nothing can show the seller's own ad behind networks", () => {
  const ofNobody = decide({ sources: [network("coolads", 2)], supply: { line_items: [direct] } });
  const ofStranger = decide({
    ...house,
    sources: [network("coolads", 2)],
    supply: { line_items: [direct] },
  });

  expect(ofNobody.record).toMatchObject({
    nodeIds: ["coolads"],
    lastResort: {
      bidId: "direct",
      deliveredAs: "nothing",
      detail: "the slot has no house network, so nothing shows it behind other networks",
    },
    bids: [
      { bidId: "coolads", node: 1 },
      {
        bidId: "direct",
        rule: "undeliverable",
        detail: "the slot has no house network, so nothing shows it behind other networks",
      },
    ],
  });
  expect(ofStranger.record.lastResort).toMatchObject({
    deliveredAs: "nothing",
    detail: 'the house network "house" is not active, or has no sdk',
  });
});

it("answers with nothing where nobody bids, or with the slot's default creative", () => {
  const withDefault = { slot: { default_creative: "https://seller.example/house" } };

  expect(decide({}).answer).toBeUndefined();
  expect(decide({}).record).toMatchObject({ answered: "nothing", stage: "none", nodeIds: [] });
  expect(decide(withDefault).answer).toEqual({
    kind: "contextual-ad",
    ad: { renderUri: "https://seller.example/house", cpmUsd: 0, metadata: {} },
  });
});

it("leaves networks out where the slot is not enabled for mediation, or gives them no time", () => {
  const sources = [network("coolads", 2)];
  const supply = { line_items: [direct] };
  const noTime = { defaultContentRetrievalTimeoutMs: 0 };

  const answers = [
    tried({ slot: { enable_for_mediation: false }, sources, supply }),
    tried({ sources, supply, platform: noTime }),
    tried({ slot: { content_retrieval_timeout_ms: 300 }, sources, supply, platform: noTime }),
  ];

  expect(answers).toEqual(["https://direct.example/ad", "https://direct.example/ad", ["coolads"]]);
});

it("gives a node the floor that holds for its bid, its cap, and the shorter of two times", () => {
  const cap = { minIntervalMs: 1000 };
  const hasty = network("hasty", 3);
  const { answer } = decide({
    slot: { reserve: 0.5, content_retrieval_timeout_ms: 400 },
    sources: [
      { ...hasty, bid: { ...hasty.bid, timeoutMs: 200 } },
      network("capped", 2, { cap }),
      network("cheap", 0.4),
    ],
  });

  expect(answer).toMatchObject({
    nodes: [
      { nodeId: "hasty", floorCpmUsd: 0.5, timeoutMs: 200 },
      { nodeId: "capped", floorCpmUsd: 0.5, timeoutMs: 400, cap },
    ],
  });
});

it.each<readonly [string, Pick<SellerInput, "slot" | "supply" | "request">, string]>([
  ["the slot's reserve without one of the request", { slot: { reserve: 3 } }, "placement 3"],
  [
    "the request's, even if it is lower",
    { slot: { reserve: 3 }, request: { reserveCpmUsd: 1 } },
    "dynamic 1",
  ],
  [
    "the request's, if it is 0",
    { slot: { reserve: 3 }, request: { reserveCpmUsd: 0 } },
    "dynamic 0",
  ],
  [
    "the yield rule's, whatever the request says",
    { supply: { yield_rules: [{ name: "base", hard_floor: 2 }] }, request: { reserveCpmUsd: 3 } },
    "yield-rule 2",
  ],
  [
    "the request's where the rule lets it",
    {
      supply: {
        yield_rules: [{ name: "base", hard_floor: 2, allow_tag_reserve_override: true }],
      },
      request: { reserveCpmUsd: 3 },
    },
    "dynamic 3",
  ],
])("holds bids against %s (spec: monetize 3.5)", (_name, input, expected) => {
  const { record } = decide({ ...input, sources: [network("coolads", 9)] });

  const [bid] = record.bids;
  expect(`${bid?.floor?.source} ${bid?.floor?.cpmUsd}`).toBe(expected);
});

it("cuts the chain by steps, and by the time that its networks may take at the most", () => {
  const sources = [network("a", 4), network("b", 3), network("c", 2)];
  const supply = { line_items: [lineItem("direct", 1)] };
  const platform = withHouse;
  const inTime = { ...house.slot, waterfall_timeout_ms: 1500 };

  const chains = [
    tried({ slot: { ...house.slot, waterfall_steps: 2 }, sources, supply, platform }),
    tried({ slot: { ...house.slot, waterfall_steps: 0 }, sources, supply, platform }),
    tried({ slot: inTime, sources, supply, platform }),
  ];
  const { answer, record } = decide({ slot: inTime, sources, supply, platform });

  expect(chains).toEqual([["a", "b", "direct"], ["a"], ["a", "b", "direct"]]);
  expect(answer).toMatchObject({ nodes: [{ timeoutMs: 1000 }, { timeoutMs: 500 }, {}] });
  expect(record.bids[2]).toMatchObject({ bidId: "c", rule: "waterfall-limit" });
});

it("orders networks by bid, by what they have paid, or by hand", () => {
  const sources = [
    network("high", 3, { historicalCpm: 1 }),
    network("low", 2, { historicalCpm: 1.5 }),
    network("new", 1.2),
  ];

  const orders = [
    tried({ sources }),
    tried({ slot: { order: "historical-ecpm" }, sources }),
    tried({ slot: { order: "manual", manual_order: ["new", "low"] }, sources }),
  ];

  expect(orders).toEqual([
    ["high", "low", "new"],
    ["low", "new", "high"],
    ["new", "low", "high"],
  ]);
});

it("lets line items back in that mediated bids hid (spec: monetize 2.3, step 5)", () => {
  const input: SellerInput = {
    ...house,
    sources: [network("coolads", 2)],
    supply: { line_items: [lineItem("low", 3, { priority: 4 })] },
    platform: withHouse,
  };

  expect(tried(input)).toEqual(["coolads", "low"]);
});

it("keeps demand of different kinds apart that shares a name", () => {
  const { record } = decide({
    sources: [network("same", 3), network("same", 2)],
    supply: { line_items: [lineItem("same", 1)] },
  });

  expect(record.bids.map(({ bidId }) => bidId)).toEqual([
    "same",
    "same (mediated)",
    "same (managed)",
  ]);
});

it("warns of what decides nothing and should be looked at", () => {
  const { record } = decide({
    slot: { order: "manual" },
    sources: [
      ...["a", "b", "c", "d"].map((name) => network(name, 2)),
      network("e", 2, { placementId: "p-1" }),
      {
        ...network("f", 2, { placementId: "p-1" }),
        bid: { ...network("f", 2).bid, networkId: "e-network" },
      },
      network("web", 9, { sdk: undefined }),
    ],
  });

  expect(record.warnings).toEqual([
    'bid "web" is left out: network "web-network" has no sdk',
    'placement "p-1" of network "e-network" is used by bids "e" and "f": revenue is counted twice',
    "6 networks are in the chain; more than 4 take long",
    'the order is manual, and there is no "manual_order": bids decide',
  ]);
});

it("draws a live buyer's price by the auction's luck, the same for the same auction", () => {
  const rtbBids = [
    rtbBid("range", 0, { cpm: { from: 1, to: 2 } }),
    rtbBid("normal", 0, { cpm: { mean: 2, sigma: 0.5 } }),
    rtbBid("never", 9, { bid_rate: 0 }),
  ];
  const ranksOf = (luckId: string) =>
    decide({ supply: { rtb_bids: rtbBids }, luckId }).record.bids.map(({ rankUsd }) => rankUsd);

  const drawn = Array.from({ length: 400 }, (_, index) => ranksOf(`luck ${index}`));
  const means = [0, 1].map(
    (index) => drawn.reduce((sum, ranks) => sum + (ranks[index] ?? 0), 0) / 400,
  );

  expect(ranksOf("luck 1")).toEqual(ranksOf("luck 1"));
  expect(ranksOf("luck 1")).not.toEqual(ranksOf("luck 2"));
  expect(drawn.every((ranks) => ranks.length === 2)).toBe(true);
  expect(means).toEqual([expect.closeTo(1.5, 1), expect.closeTo(2, 0)]);
});

it("knows of the impression what request and slot say, and takes no notice of what else an app sends", () => {
  const targeted = [
    lineItem("de", 5, { targeting: { countries: ["DE"] } }),
    lineItem("sport", 4, { targeting: { segments: ["sport"] } }),
    lineItem("wide", 3, { targeting: { sizes: ["728x90"] } }),
    lineItem("rest", 1),
  ];
  const renders = (input: Pick<SellerInput, "request" | "slot">) =>
    tried({ ...input, supply: { line_items: targeted } });

  expect(renders({ request: { user: { country: "DE" } } })).toBe("https://de.example/ad");
  expect(renders({ request: { user: { country: 1, segments: ["sport"] } } })).toBe(
    "https://sport.example/ad",
  );
  expect(renders({ request: { sizes: [[728, 90]] } })).toBe("https://wide.example/ad");
  expect(renders({ slot: { size: "320x50" }, request: { sizes: [[728, 90]] } })).toBe(
    "https://rest.example/ad",
  );
});

it.each<readonly [object, Pick<SellerInput, "request" | "slot">]>([
  [{ publishers: ["daily"] }, { slot: { publisher: "daily" } }],
  [{ categories: ["IAB17"] }, { slot: { categories: ["IAB1", "IAB17"] } }],
  [{ regions: ["Bavaria"] }, { request: { user: { region: "Bavaria" } } }],
  [{ cities: ["Munich"] }, { request: { user: { city: "Munich" } } }],
  [{ os_versions: ["16"] }, { request: { user: { osVersion: "16" } } }],
  [{ browsers: ["webview"] }, { request: { user: { browser: "webview" } } }],
  [{ languages: ["de"] }, { request: { user: { language: "de" } } }],
  [{ device_models: ["Pixel 9"] }, { request: { user: { deviceModel: "Pixel 9" } } }],
  [
    { key_values: { section: ["sport"] } },
    { request: { user: { keyValues: { section: "sport" } } } },
  ],
  [
    { key_values: { section: ["sport"] } },
    { request: { user: { keyValues: { section: ["war", "sport"] } } } },
  ],
])("serves %j to whom it is for, and to nobody else (spec: monetize 1.6)", (targeting, known) => {
  const supply = { line_items: [lineItem("target", 5, { targeting }), lineItem("rest", 1)] };

  expect(tried({ ...known, supply })).toBe("https://target.example/ad");
  expect(tried({ supply })).toBe("https://rest.example/ad");
  expect(tried({ request: { user: { city: 1, keyValues: { section: 2 } } }, supply })).toBe(
    "https://rest.example/ad",
  );
});

it("lowers an optimised bid with what the app says its user has seen of it (spec: monetize 1.5, A25)", () => {
  const input = {
    slot: { auction_options: { frequencyDecay: 0.5 } },
    sources: [network("one", 3), network("two", 2)],
  };

  expect(tried(input)).toEqual(["one", "two"]);
  expect(tried({ ...input, request: { user: { seen: { one: 1 } } } })).toEqual(["two", "one"]);
  expect(tried({ ...input, request: { user: { seen: { one: "often" } } } })).toEqual([
    "one",
    "two",
  ]);
});

it("leaves networks without support_ssl out of a slot that is secure (spec: monetize 1.7)", () => {
  const [http, https] = [network("http", 3), network("https", 2)];
  const sources = [{ ...http, bid: { ...http.bid, isSecure: false } }, https];

  expect(tried({ sources })).toEqual(["http", "https"]);
  expect(tried({ slot: { secure: true }, sources })).toEqual(["https"]);
});
