/** Scripts in the styles that people already have: each of them has to behave here as on a device. */
import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../support/device-fixture.ts";
import { errorOf } from "../../support/error-of.ts";

const seller = "https://seller.example/decision.js";
const buyer = "https://buyer.example/bidding.js";

/** Version 2 as documented: price from the ad's own metadata, raised for a user that the signals know. */
const sixParameters = `
function generateBid(ad, auction_signals, per_buyer_signals, trusted_bidding_signals, contextual_signals, custom_audience_signals) {
  const base = ad.metadata["price"];
  const isRegular = custom_audience_signals.user_bidding_signals["visits"] > 3;
  const boost = trusted_bidding_signals["boost"] || 1;
  return { "status": 0, "ad": ad, "bid": base * boost * (isRegular ? 2 : 1) };
}
function reportWin(ad_selection_signals, per_buyer_signals, signals_for_buyer, contextual_signals, custom_audience_signals) {
  return { "status": 0, "results": { "reporting_uri": "https://buyer.example/win?ca=" + custom_audience_signals.name } };
}`;

/** From before the user's signals moved into those of the audience: one parameter more, in the middle. */
const sevenParameters = `
function generateBid(ad, auction_signals, per_buyer_signals, trusted_bidding_signals, contextual_signals, user_signals, custom_audience_signals) {
  if (custom_audience_signals.activation_time > Date.now()) {
    return { status: 1, ad: ad, bid: 0 };
  }
  return { status: 0, ad: ad, bid: ad.metadata.price };
}`;

/** One level deeper than the empty object that stands in for the seventh argument. */
const sevenParametersDeep = sevenParameters.replace(
  "custom_audience_signals.activation_time",
  "custom_audience_signals.user_bidding_signals.visits",
);

/** Version 3 sees the whole audience at once, and says what to render. */
const version3 = `
function generateBid(custom_audience, auction_signals, per_buyer_signals, trusted_bidding_signals, contextual_signals) {
  const best = custom_audience.ads.reduce((one, other) => (other.metadata.price > one.metadata.price ? other : one));
  return { ad: best, bid: best.metadata.price, render: best.render_uri };
}`;

/** Asks to be told how it ended, with the macros that the device fills in. */
const debuggingBuyer = `
function generateBid(ad) {
  const base = "https://buyer.example/debug?";
  forDebuggingOnly.reportAdAuctionWin(base + "won=\${winningBid}&next=\${highestScoringOtherBid}");
  forDebuggingOnly.reportAdAuctionLoss(base + "lost&reason=\${rejectReason}&winner=\${winningBid}");
  return { status: 0, ad, bid: ad.metadata.price };
}`;

const eightParameterScore = `
function scoreAd(ad, bid, auction_config, seller_signals, trusted_scoring_signals, contextual_signals, user_signals, custom_audience_signals) {
  const wanted = auction_config.auction_signals.category;
  if (wanted && ad.metadata.category !== wanted) return { status: 0, score: 0, rejectReason: "category-exclusions" };
  return { status: 0, score: bid };
}
function reportResult(ad_selection_config, render_uri, bid, contextual_signals) {
  return {
    status: 0,
    results: {
      signals_for_buyer: JSON.stringify({ paid: bid }),
      reporting_uri: \`https://\${ad_selection_config.seller}/result?ad=\${encodeURIComponent(render_uri)}&bid=\${bid}\`,
    },
  };
}`;

const templatedWin = `
const reportingHost = "https://buyer.example";
function generateBid(ad) { return { status: 0, ad, bid: 1.25 }; }
function reportWin(signals, perBuyer, fromSeller, contextual, audience) {
  const query = ["paid=" + fromSeller.paid, "ca=" + audience.name, "campaign=" + perBuyer.campaign].join("&");
  return { status: 0, results: { reporting_uri: \`\${reportingHost}/win?\${query}\` } };
}`;

const beaconCall = `registerAdBeacon({ click: "https://buyer.example/click", view: "https://buyer.example/view" });`;
const beaconWin = (register: string) => `
function generateBid(ad) { return { status: 0, ad, bid: 1 }; }
function reportWin() {
  ${register}
  return { status: 0, results: { reporting_uri: "https://buyer.example/win" } };
}`;
const guardedBeacons = beaconWin(`if (typeof registerAdBeacon === "function") { ${beaconCall} }`);
const unguardedBeacons = beaconWin(beaconCall);

/** How test suites provoke a timeout. */
const sixSeconds = `const start = new Date().getTime(); while (new Date().getTime() - start < 6000) {}`;

function pricedAd(price: number, more: Readonly<Record<string, string>> = {}) {
  return { renderUri: `https://buyer.example/ad-${price}`, metadata: { price, ...more } };
}

async function createStyled(
  device: Parameters<typeof createDevice>[0],
  audience: Parameters<typeof aCustomAudience>[0] = { ads: [pricedAd(2)] },
): Promise<DeviceFixture> {
  const fixture = createDevice(device);
  await join(fixture, aCustomAudience(audience));
  return fixture;
}

function bidsOf({ events }: DeviceFixture): readonly number[] {
  return events.flatMap((event) => (event.type === "bid.received" ? [event.bid] : []));
}

/** Runs an auction, then reports its winner with the same config. */
async function winAndReport(
  { adServices }: DeviceFixture,
  config = anAdSelectionConfig(),
): Promise<string> {
  const { adSelectionId } = await anOutcome(adServices.selectAds(config));
  await adServices.reportImpression({ adSelectionId, config });
  await adServices.settled();
  return adSelectionId;
}

it("runs a bidding script of version 2 with its six parameters (spec: on-device 1.2)", async () => {
  const trusted = {
    trustedBiddingUri: "https://buyer.example/trusted",
    trustedBiddingKeys: ["boost"],
  };
  const device = await createStyled(
    { routes: { [buyer]: sixParameters, "https://buyer.example/trusted": `{ boost: 1.5 }` } },
    { ads: [pricedAd(2)], userBiddingSignals: { visits: 4 }, trustedBiddingData: trusted },
  );

  await winAndReport(device);

  expect(bidsOf(device)).toEqual([6]);
  expect(urlsOf(device)).toContain("https://buyer.example/win?ca=shoes");
});

it("runs a bidding script with seven parameters, whose last finds an empty object (spec: on-device 1.3, rule 7)", async () => {
  const device = await createStyled({ routes: { [buyer]: sevenParameters } });

  await device.adServices.selectAds(anAdSelectionConfig());

  expect(bidsOf(device)).toEqual([2]);
});

it("drops the audience of a script that looks deeper into its seventh parameter (spec: on-device 1.3, rule 7)", async () => {
  const device = await createStyled({ routes: { [buyer]: sevenParametersDeep } });

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  expect(ledgerOf(device)[0]).toBe(
    `custom audience buyer.example/shoes | bidding-logic-failed | TypeError: Cannot read properties of undefined (reading 'visits') (${buyer}:3:52), in generateBid({"render_uri":"https://buyer.example/ad-2","metadata":{"price":2}}, …)`,
  );
});

it("runs a bidding script of version 3, which its server names in a header (spec: on-device 1.3)", async () => {
  const headers = { x_fledge_buyer_bidding_logic_version: "3" };
  const device = await createStyled(
    { routes: { [buyer]: { body: version3, headers } } },
    { ads: [pricedAd(2), pricedAd(5), pricedAd(3)] },
  );

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect([bidsOf(device), outcome?.renderUri]).toEqual([[5], "https://buyer.example/ad-5"]);
});

it("fills in the macros of debug reports, for winner and loser (spec: on-device 1.6)", async () => {
  const device = await createStyled({
    routes: { [buyer]: debuggingBuyer, [seller]: eightParameterScore },
  });
  const ads = [pricedAd(3, { category: "hats" })];
  await join(device, aCustomAudience({ name: "hats", ads }));

  await device.adServices.selectAds(anAdSelectionConfig());
  await device.adServices.selectAds(
    anAdSelectionConfig({ adSelectionSignals: { category: "hats" } }),
  );
  await device.adServices.settled();

  expect(urlsOf(device).filter((url) => url.includes("debug"))).toEqual([
    "https://buyer.example/debug?lost&reason=not-available&winner=3.0",
    "https://buyer.example/debug?won=3.0&next=2.0",
    "https://buyer.example/debug?lost&reason=category-exclusions&winner=3.0",
    "https://buyer.example/debug?won=3.0&next=0.0",
  ]);
});

it("runs a scoring script that declares eight parameters and gets seven (spec: on-device 1.2)", async () => {
  const device = await createStyled(
    { routes: { [seller]: eightParameterScore, [buyer]: sixParameters } },
    { ads: [pricedAd(2, { category: "shoes" })] },
  );
  const config = anAdSelectionConfig({ adSelectionSignals: `{ category: 'shoes' }` });

  const outcome = await device.adServices.selectAds(config);

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-2");
});

it("reports to addresses that scripts put together from what they are handed (spec: on-device 4.1)", async () => {
  const device = await createStyled({
    routes: { [seller]: eightParameterScore, [buyer]: templatedWin },
  });

  await winAndReport(
    device,
    anAdSelectionConfig({ perBuyerSignals: { "buyer.example": { campaign: "autumn" } } }),
  );

  expect(urlsOf(device).slice(-2)).toEqual([
    "https://seller.example/result?ad=https%3A%2F%2Fbuyer.example%2Fad-2&bid=1.25",
    "https://buyer.example/win?paid=1.25&ca=shoes&campaign=autumn",
  ]);
});

it("sends the beacons of a guarded script where they are on, and reports without them where they are off (spec: on-device 1.5)", async () => {
  const profiles = ["android", "android-all-on"] as const;
  const reported = profiles.map(async (base) => {
    const profile = { base, set: { selectAdsPermitsPerSecond: 0 } } as const;
    const device = await createStyled({ profile, routes: { [buyer]: guardedBeacons } });
    await winAndReport(device);
    return device.events.flatMap((event) =>
      event.type === "beacon.registered" ? [event.key] : [],
    );
  });

  expect(await Promise.all(reported)).toEqual([[], ["click", "view"]]);
});

it("fails the whole report of an unguarded script where beacons are off, and says which switch it is (spec: on-device 1.5)", async () => {
  const device = await createStyled({ profile: "android", routes: { [buyer]: unguardedBeacons } });

  await errorOf(() => winAndReport(device));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage:
      "Failure running JS in JavaScriptSandbox: Uncaught ReferenceError: registerAdBeacon is not defined",
  });
  expect(ledgerOf(device).at(-1)).toContain("because this profile has beacons off");
});

it("charges six seconds of busy waiting to whoever waits: an audience, an auction, a report (spec: on-device 1.4)", async () => {
  const slowBid = sixParameters.replace(") {", `) { ${sixSeconds}`);
  const slowScore = eightParameterScore.replace(") {", `) { ${sixSeconds}`);
  const slowWin = guardedBeacons.replace(
    "function reportWin() {",
    `function reportWin() { ${sixSeconds}`,
  );
  const failures: unknown[] = [];
  for (const routes of [
    { [buyer]: slowBid },
    { [seller]: slowScore, [buyer]: sixParameters },
    { [buyer]: slowWin },
  ]) {
    const device = await createStyled({ routes });
    await errorOf(() => winAndReport(device));
    const { api, status, serviceMessage, exception } = lastFailureOf(device);
    failures.push([api, status, serviceMessage, exception]);
  }

  const prefix = "Encountered failure during Ad Selection:";
  expect(failures).toEqual([
    [
      "selectAds",
      1,
      `${prefix} No valid bids or contextual ads available for scoring`,
      "IllegalStateException",
    ],
    ["selectAds", 13, `${prefix} Scoring exceeded allowed time limit`, "TimeoutException"],
    ["reportImpression", 1, "Reporting exceeded allowed time limit", "IllegalStateException"],
  ]);
});
