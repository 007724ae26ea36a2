import { expect, it } from "vitest";
import {
  explainTrace,
  prepareScenario,
  runScenario,
  type ScenarioInput,
} from "../../../simulator/index.ts";

type Platform = NonNullable<NonNullable<ScenarioInput["adServer"]>["platform"]>;
type RtbBid = NonNullable<Platform["rtb_bids"]>[number];
type Expect = NonNullable<ScenarioInput["expect"]>;

const bid = (name: string, cpm: number, more: Partial<RtbBid> = {}): RtbBid => ({
  name,
  buyer: name,
  cpm,
  render_uri: `https://${name}.example/ad`,
  ...more,
});

/** AdMob is in the chain, has no ad, and the line item behind it is shown. */
const platform: Platform = {
  networks: [{ name: "AdMob" }],
  bids: [
    {
      name: "admob-home",
      network: "AdMob",
      "line-item": { revenue_value: 3 },
      creative: { uid: "am-1", size: "320x50" },
    },
  ],
  yield_rules: [{ name: "home-floor", hard_floor: 1.5 }],
  line_items: [
    {
      name: "direct",
      type: "standard",
      revenue_value: 1.75,
      render_uri: "https://direct.example/",
    },
  ],
  rtb_bids: [bid("toys", 1.25), bid("travel", 9, { targeting: { slot_ids: ["shop"] } })],
};

interface Sale {
  readonly slot?: object;
  readonly platform?: Platform;
  readonly expect?: Expect;
  readonly houseNetwork?: string | null;
}

async function sell({
  slot,
  platform: sold = platform,
  expect: expected,
  houseNetwork,
}: Sale = {}) {
  const house = houseNetwork === null ? {} : { house_network: "house" };
  const loaded = await prepareScenario({
    version: 1,
    app: { appId: "com.example.game" },
    slots: { home: { format: "banner", sizes: [[320, 50]] } },
    networks: {
      AdMob: { adapter: "recorded", options: { outcomes: [{ kind: "no-fill" }] } },
      house: { adapter: "fixed-price", options: { cpmUsd: 1.75, latencyMs: 5 } },
    },
    adServer: { slots: { home: { kind: "auction", ...house, ...slot } }, platform: sold },
    steps: [{ request: "home" }],
    expect: expected,
  });
  return runScenario(loaded);
}

it("tells what the auction came to, and for every bid that it ended the rule and the values", async () => {
  const { events } = await sell();

  const answered = events.findIndex(({ type }) => type === "chain.fetched");
  const told = { atMs: 20, requestId: "request-1", auctionId: "auction-1" };
  const lost = { type: "auction.bid-lost", ...told, kind: "rtb" };
  expect(events.slice(answered, answered + 4)).toEqual([
    expect.objectContaining({ type: "chain.fetched", ...told, chainId: "auction-1" }),
    {
      type: "auction.held",
      ...told,
      slotId: "home",
      stage: "open",
      order: "bid",
      answered: "chain",
      bids: 4,
    },
    {
      ...lost,
      bidId: "toys",
      rankUsd: 1.25,
      floor: { source: "yield-rule", cpmUsd: 1.5, ruleId: "home-floor" },
      rule: "below-yield-floor",
      detail: "its net bid of 1.25 is under the yield rule's floor of 1.5",
    },
    { ...lost, bidId: "travel", rule: "targeting-missed", detail: "slot home is not shop" },
  ]);
});

it("has one line for each loser: a bid in the chain loses as a node, and whoever is shown has none", async () => {
  const { ledger } = await sell();

  expect(ledger.map(({ requestId, subject, rule }) => [requestId, subject, rule])).toEqual([
    ["request-1", 'bid "toys"', "below-yield-floor"],
    ["request-1", 'bid "travel"', "targeting-missed"],
    ["request-1", 'node "admob-home"', "network-no-fill"],
  ]);
});

it("says who is left out because nothing on the phone can show it", async () => {
  const { ledger } = await sell({ houseNetwork: null });

  expect(ledger.map(({ subject, rule, detail }) => [subject, rule, detail])).toContainEqual([
    'bid "direct"',
    "undeliverable",
    "the slot has no house network, so nothing shows it behind other networks",
  ]);
});

it.each<readonly [string, Sale, object, readonly string[]]>([
  [
    "an ad that the server sends itself",
    { houseNetwork: null, platform: { rtb_bids: [bid("toys", 1), bid("shoes", 2)] } },
    { answered: "contextual-ad", stage: "open", bids: 2 },
    ["toys outranked"],
  ],
  [
    "an auction whose floor nobody reaches",
    { slot: { reserve: 5 }, platform: { rtb_bids: [bid("toys", 1)] } },
    { answered: "nothing", stage: "none", bids: 1 },
    ["toys below-reserve"],
  ],
  [
    "a slot that is switched off",
    { slot: { active: false } },
    { answered: "nothing", stage: "none", bids: 0 },
    [],
  ],
])("tells of %s, too", async (_what, sale, facts, losses) => {
  const { events } = await sell(sale);

  const held = events.find(({ type }) => type === "auction.held");
  const lost = events.flatMap((event) =>
    event.type === "auction.bid-lost" ? [`${event.bidId} ${event.rule}`] : [],
  );
  expect(held).toMatchObject({ auctionId: "auction-1", ...facts });
  expect(lost).toEqual(losses);
});

it("is the same whenever the seed is", async () => {
  const [one, other] = [await sell(), await sell()];

  expect(JSON.stringify(one.events)).toBe(JSON.stringify(other.events));
});

it("can be expected to end a bid by a rule", async () => {
  const rules = {
    toys: "below-yield-floor",
    travel: "outranked",
    "admob-home": "network-no-fill",
  } as const;
  const requests: Expect["requests"] = [{ kind: "filled", rules }];

  const { unmetExpectations } = await sell({ expect: { requests } });

  expect(unmetExpectations).toEqual([
    'request-1: expected the rule of "travel" outranked, got targeting-missed',
  ]);
});

it("is explained when somebody asks for a bid that is no node", async () => {
  const { events } = await sell();

  const chapters = explainTrace(events, { nodeId: "toys" });

  expect(chapters).toEqual([
    {
      title: "request-1, bid toys",
      sentences: [
        {
          text: "Bid \"toys\" lost in the ad server's auction because the bid does not reach the floor of the yield rule that applies (below-yield-floor): its net bid of 1.25 is under the yield rule's floor of 1.5.",
          rule: "below-yield-floor",
        },
      ],
    },
  ]);
});

it("says nothing of a slot whose answer is fixed", async () => {
  const { events } = await sell({
    slot: { kind: "contextual-ad", ad: { renderUri: "https://ad.example/", cpmUsd: 1 } },
    houseNetwork: null,
  });

  expect(events.some(({ type }) => type === "contextual-ad.received")).toBe(true);
  expect(events.filter(({ type }) => type.startsWith("auction."))).toEqual([]);
});
