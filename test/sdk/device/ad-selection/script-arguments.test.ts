import type { JsonValue } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { startsAtMs } from "../../../support/test-environment.ts";

/** Defines a script function that prints what it was given before it returns. */
function echo(functionName: string, result: string): string {
  return `function ${functionName}() { console.log("${functionName} " + JSON.stringify([...arguments])); return ${result}; }`;
}

/** What the script itself saw, call by call. */
function argumentsOf(
  { events }: DeviceFixture,
  functionName: string,
): readonly (readonly JsonValue[])[] {
  return events.flatMap((event) =>
    event.type === "console.printed" && event.text.startsWith(`${functionName} `)
      ? [JSON.parse(event.text.slice(functionName.length)) as readonly JsonValue[]]
      : [],
  );
}

const bid = "{ status: 0, ad: { render_uri: 'https://buyer.example/ad', metadata: {} }, bid: 2.5 }";
const score = "{ status: 0, score: 1 }";
const reportResult =
  "{ status: 0, results: { signals_for_buyer: '{ price: 2.5 }', reporting_uri: 'https://seller.example/r' } }";
const reportWin = "{ status: 0, results: { reporting_uri: 'https://buyer.example/r' } }";

const config = anAdSelectionConfig({
  customAudienceBuyers: ["buyer.example", "other.example"],
  adSelectionSignals: { slot: "banner" },
  sellerSignals: "{ floor: 1 }",
  perBuyerSignals: { "buyer.example": { budget: 7 }, "unnamed.example": "{}" },
  trustedScoringSignalsUri: "https://seller.example/signals",
});

const auctionConfig = {
  seller: "seller.example",
  decision_logic_uri: "https://seller.example/decision.js",
  custom_audience_buyers: ["buyer.example", "other.example"],
  auction_signals: { slot: "banner" },
  seller_signals: { floor: 1 },
  per_buyer_signals: { "buyer.example": { budget: 7 }, "unnamed.example": {} },
  trusted_scoring_signal_uri: "https://seller.example/signals",
};

it("hands generateBid six arguments, once for each ad (spec: on-device 1.2)", async () => {
  const device = createDevice({
    routes: {
      "https://buyer.example/bidding.js": echo("generateBid", bid),
      "https://buyer.example/trusted": '{ "mine": 1, "theirs": 2 }',
    },
  });
  await join(
    device,
    aCustomAudience({
      userBiddingSignals: "{ visits: 4 }",
      trustedBiddingData: {
        trustedBiddingUri: "https://buyer.example/trusted",
        trustedBiddingKeys: ["mine", "unknown"],
      },
      ads: [anAd(1), { renderUri: "https://buyer.example/plain" }],
    }),
  );

  await device.adServices.selectAds(config);

  const common = [
    { slot: "banner" },
    { budget: 7 },
    { mine: 1 },
    {},
    {
      owner: "com.example.game",
      buyer: "buyer.example",
      name: "shoes",
      activation_time: startsAtMs,
      expiration_time: startsAtMs + 60 * 86_400_000,
      user_bidding_signals: { visits: 4 },
    },
  ];
  expect(argumentsOf(device, "generateBid")).toEqual([
    [{ render_uri: "https://buyer.example/ad-1", metadata: { bid: 1 } }, ...common],
    [{ render_uri: "https://buyer.example/plain", metadata: {} }, ...common],
  ]);
});

it("gives a buyer without signals of its own an empty object, whatever it is called (spec: on-device 1.2)", async () => {
  const device = createDevice({
    routes: {
      "https://constructor/": "{}",
      "https://constructor/bidding.js": echo("generateBid", bid),
    },
  });
  await join(device, aCustomAudience({ buyer: "constructor" }));

  await device.adServices.selectAds(anAdSelectionConfig({ customAudienceBuyers: ["constructor"] }));

  expect(argumentsOf(device, "generateBid")[0]?.slice(1, 5)).toEqual([{}, {}, {}, {}]);
});

it("hands scoreAd seven arguments, the last the same for every ad (spec: on-device 1.2)", async () => {
  const device = createDevice({
    routes: {
      "https://seller.example/decision.js": echo("scoreAd", score),
      "https://seller.example/signals": '{ "https://buyer.example/ad": { "safe": true } }',
    },
  });
  await join(device, aCustomAudience(), aCustomAudience({ buyer: "other.example", name: "cars" }));

  await device.adServices.selectAds(config);

  const common = [
    1,
    auctionConfig,
    { floor: 1 },
    { "https://buyer.example/ad": { safe: true } },
    {},
    [
      { buyer: "buyer.example", name: "shoes" },
      { buyer: "other.example", name: "cars" },
    ],
  ];
  expect(argumentsOf(device, "scoreAd")).toEqual([
    [{ render_uri: "https://buyer.example/ad", metadata: { bid: 1 } }, ...common],
    [{ render_uri: "https://other.example/ad", metadata: { bid: 1 } }, ...common],
  ]);
});

it("gives scoreAd an empty object when there is no address of trusted signals, and asks nobody (spec: on-device 2.5)", async () => {
  const device = createDevice({
    routes: { "https://seller.example/decision.js": echo("scoreAd", score) },
  });
  await join(device, aCustomAudience());

  await device.adServices.selectAds(anAdSelectionConfig());

  const [, , auction, , trustedSignals] = argumentsOf(device, "scoreAd")[0] ?? [];
  expect(auction).toMatchObject({ trusted_scoring_signal_uri: "" });
  expect(trustedSignals).toEqual({});
});

it("hands reportResult four arguments and reportWin five (spec: on-device 1.2)", async () => {
  const device = createDevice({
    routes: {
      "https://seller.example/decision.js": `function scoreAd() { return ${score}; } ${echo("reportResult", reportResult)}`,
      "https://buyer.example/bidding.js": `function generateBid() { return ${bid}; } ${echo("reportWin", reportWin)}`,
    },
  });
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.reportImpression({ adSelectionId, config });

  expect(argumentsOf(device, "reportResult")).toEqual([
    [auctionConfig, "https://buyer.example/ad", 2.5, {}],
  ]);
  expect(argumentsOf(device, "reportWin")).toEqual([
    [{ slot: "banner" }, { budget: 7 }, { price: 2.5 }, {}, { name: "shoes" }],
  ]);
});

it("hands selectOutcome ids as text and bids as numbers, and nothing else of the outcomes (spec: on-device 1.2, 3.3)", async () => {
  const device = createDevice({
    routes: {
      "https://seller.example/select.js": echo("selectOutcome", "{ status: 0, result: null }"),
    },
  });
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(anAdSelectionConfig()));

  await device.adServices.selectAdsFromOutcomes({
    seller: "seller.example",
    adSelectionIds: [adSelectionId],
    selectionSignals: "{bid_floor:2.0}",
    selectionLogicUri: "https://seller.example/select.js",
  });

  expect(argumentsOf(device, "selectOutcome")).toEqual([
    [[{ id: adSelectionId, bid: 1 }], { bid_floor: 2 }],
  ]);
});

it("hands arguments over as values, never as source text", async () => {
  const device = createDevice({
    routes: { "https://buyer.example/bidding.js": echo("generateBid", bid) },
  });
  const name = '"); throw new Error("broken out"); ("';
  await join(device, aCustomAudience({ name }));

  await device.adServices.selectAds(anAdSelectionConfig());

  expect(argumentsOf(device, "generateBid")[0]?.[5]).toMatchObject({ name });
});
