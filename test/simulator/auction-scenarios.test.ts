import { expect, it } from "vitest";
import {
  parseScenario,
  prepareScenario,
  runScenario,
  type LoadedScenario,
} from "../../simulator/index.ts";
import { errorOf } from "../support/error-of.ts";

const text = `version: 1
app: { appId: com.example.game }
slots: { home: { format: interstitial } }
networks:
  CoolAds: { adapter: fixed-price, options: { cpmUsd: 1 } }
adServer:
  slots:
    home: { kind: auction, house_network: hous, manual_order: [cool-hom], reserv: 1 }
  platform:
    networks:
      - { name: CoolAds }
      - { name: house, sdk: { adapter: fixed-prize } }
      - { name: other, sdk: { adapter: fixed-price, options: { cpmUsd: 1, fillrate: 1 } } }
      - { name: macro, sdk: { adapter: fixed-price, options: { cpmUsd: "\${AUCTION_PRICE}" } } }
    bids:
      - name: cool-home
        network: CoolAd
        line-item: { revenue_value: two }
        creative: { uid: c-1, media_type: interstitial }
    payouts: [{ date: 2026-01-01, network_id: CoolAd, bid_id: cool-hom, revenue: 1 }]
    deals: [{ name: spring, buyers: [dsp], ask: 2 }]
    rtb_bids:
      - { name: live, buyer: dsp, cpm: 1, deals: [sprin], render_uri: "https://dsp.example/ad" }
force: { cool-hme: no-fill }
`;

it("says of everything in a platform that does not fit where it is, and what was probably meant", async () => {
  const error = await errorOf(() => Promise.resolve(parseScenario(text, { path: "sale.yaml" })));

  expect(error.message.split("\n").slice(1)).toEqual([
    '  sale.yaml:8:43  adServer.slots.home.house_network: unknown network "hous", did you mean "house"?',
    '  sale.yaml:8:64  adServer.slots.home.manual_order[0]: unknown bid "cool-hom", did you mean "cool-home"?',
    '  sale.yaml:8:75  adServer.slots.home.reserv: unknown key, did you mean "reserve"?',
    '  sale.yaml:12:40  adServer.platform.networks[1].sdk.adapter: unknown adapter "fixed-prize", did you mean "fixed-price"?',
    '  sale.yaml:13:75  adServer.platform.networks[2].sdk.options.fillrate: unknown key, did you mean "fillRate"?',
    '  sale.yaml:17:18  adServer.platform.bids[0].network: unknown network "CoolAd", did you mean "CoolAds"?',
    '  sale.yaml:18:37  adServer.platform.bids[0].line-item.revenue_value: expected a number, got "two"',
    '  sale.yaml:20:47  adServer.platform.payouts[0].network_id: unknown network "CoolAd", did you mean "CoolAds"?',
    '  sale.yaml:20:63  adServer.platform.payouts[0].bid_id: unknown bid "cool-hom", did you mean "cool-home"?',
    "  sale.yaml:21:44  adServer.platform.deals[0].ask: unknown key, expected one of name, active, type, auction_type, ask_price, priority, buyers, admits_banned",
    '  sale.yaml:23:51  adServer.platform.rtb_bids[0].deals[0]: unknown deal "sprin", did you mean "spring"?',
    '  sale.yaml:24:10  force.cool-hme: unknown node "cool-hme", did you mean "cool-home"?',
  ]);
});

it("walks what the auction decided, with luck that follows the run's seed and flights that follow its clock", async () => {
  const sale = await prepareScenario({
    version: 1,
    app: { appId: "com.example.game" },
    slots: { home: { format: "banner" } },
    device: { startsAt: "2026-01-01T00:00:00Z" },
    adServer: {
      slots: { home: { kind: "auction" } },
      platform: {
        line_items: [
          {
            name: "january",
            type: "standard",
            revenue_value: 9,
            end_date: "2026-01-01 00:01:00",
            render_uri: "https://january.example/",
          },
        ],
        rtb_bids: [
          {
            name: "live",
            buyer: "dsp",
            cpm: { from: 1, to: 5 },
            render_uri: "https://live.example/",
          },
        ],
      },
    },
    steps: [{ request: "home" }, { advance: "2m" }, { request: "home" }],
  });
  const adsOf = async (seed: number) => {
    const { events } = await runScenario(sale, { seed });
    return events.flatMap((event) =>
      event.type === "contextual-ad.received" ? [[event.renderUri, event.cpmUsd]] : [],
    );
  };

  const [first, again, other] = [await adsOf(1), await adsOf(1), await adsOf(2)];

  expect(first).toEqual([
    ["https://january.example/", 9],
    ["https://live.example/", expect.any(Number)],
  ]);
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

interface Following {
  readonly follows?: boolean;
  readonly order?: "bid" | "historical-ecpm";
  readonly paidOn?: string;
}

/** AdMob is believed to pay 3.00 and says of one day that it paid 1.00; CoolAds is believed to pay 2.00. */
function aSaleThatFollows({
  follows = false,
  order = "bid",
  paidOn = "2026-01-01",
}: Following): Promise<LoadedScenario> {
  const size = "320x50";
  return prepareScenario({
    version: 1,
    app: { appId: "com.example.game" },
    slots: { home: { format: "banner", sizes: [[320, 50]] } },
    device: { startsAt: "2026-01-01T09:00:00Z" },
    networks: {
      AdMob: { adapter: "fixed-price", options: { cpmUsd: 1 } },
      CoolAds: { adapter: "fixed-price", options: { cpmUsd: 2 } },
    },
    adServer: {
      slots: { home: { kind: "auction", order } },
      platform: {
        networks: [
          {
            name: "AdMob",
            creative_custom_request_partner_id: 2,
            is_data_integration_active: true,
            credentials: "of the test",
          },
          { name: "CoolAds" },
        ],
        bids: [
          {
            name: "admob-home",
            network: "AdMob",
            "line-item": { revenue_value: 3 },
            creative: { uid: "am-1", size },
            auto_bid_adjustments_enabled: follows,
          },
          {
            name: "coolads-home",
            network: "CoolAds",
            "line-item": { revenue_value: 2 },
            creative: { uid: "ca-1", size },
          },
        ],
        payouts: [{ date: paidOn, network_id: "AdMob", impressions: 1000, revenue: 1 }],
      },
    },
    // 09:00, the next day's 11:00, which is before its noon, and 12:00, which is not.
    steps: ["home", "26h", "home", "1h", "home"].map((value) =>
      value === "home" ? { request: value } : { advance: value },
    ),
  });
}

const believed = ["admob-home 3", "coolads-home 2"];
const known = ["coolads-home 2", "admob-home 1"];

it.each([
  {
    what: "follows its network's reports from the next noon on",
    sale: { follows: true },
    expected: [believed, believed, known],
  },
  {
    what: "does not, unless its bid says so",
    sale: {},
    expected: [believed, believed, believed],
  },
  {
    what: "is ordered by them without its bid's saying so",
    sale: { order: "historical-ecpm" },
    expected: [believed, believed, known],
  },
  {
    what: "begins with those of the last seven days",
    sale: { follows: true, paidOn: "2025-12-25" },
    expected: [known, known, known],
  },
  {
    what: "has forgotten those of longer ago",
    sale: { follows: true, paidOn: "2025-12-24" },
    expected: [believed, believed, believed],
  },
] as const)("walks a chain that $what, by the phone's clock", async ({ sale, expected }) => {
  const loaded = await aSaleThatFollows(sale);

  const [run, again] = [await runScenario(loaded), await runScenario(loaded)];

  const chains = run.events.flatMap((event) =>
    event.type === "chain.fetched"
      ? [event.nodes.map(({ nodeId, ecpmUsd }) => `${nodeId} ${ecpmUsd}`)]
      : [],
  );
  expect(chains).toEqual(expected);
  expect(JSON.stringify(again.events)).toBe(JSON.stringify(run.events));
});
