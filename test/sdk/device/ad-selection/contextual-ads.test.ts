import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const winScript = "https://buyer.example/win.js";

function withContextualAds(...bids: readonly number[]) {
  const contextualAds = {
    buyer: "buyer.example",
    decisionLogicUri: winScript,
    adsWithBid: bids.map((bid) => ({ ad: anAd(bid), bid })),
  };
  return anAdSelectionConfig({ perBuyerSignedContextualAds: { "buyer.example": contextualAds } });
}

it("scores contextual ads after the audiences' bids, without asking their script (spec: on-device 2.5)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience({ ads: [anAd(2, "https://buyer.example/own")] }));

  const outcome = await device.adServices.selectAds(withContextualAds(2, 1));

  expect(outcome?.renderUri).toBe("https://buyer.example/own");
  expect(ledgerOf(device)).toEqual([
    "ad https://buyer.example/ad-2 | score-tie | bid 2; scoreAd of https://seller.example/decision.js gave 2, as it did to https://buyer.example/own, which comes first",
    "ad https://buyer.example/ad-1 | score-lower | bid 1; scoreAd of https://seller.example/decision.js gave 1, and 2 to https://buyer.example/own",
  ]);
  expect(urlsOf(device)).not.toContain(winScript);
});

it("needs no audience for them, and asks for trusted signals all the same (spec: on-device 2.1, 2.5)", async () => {
  const device = createDevice();

  const outcome = await device.adServices.selectAds({
    ...withContextualAds(3),
    customAudienceBuyers: [],
    trustedScoringSignalsUri: "https://seller.example/signals",
  });

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-3");
  expect(urlsOf(device)).toEqual([
    "https://seller.example/decision.js",
    "https://seller.example/signals?renderuris=",
  ]);
});

it("adds nothing to the list of audiences that scoreAd sees (spec: on-device 1.2)", async () => {
  const device = createDevice({
    routes: {
      "https://seller.example/decision.js":
        "function scoreAd(ad, bid, config, seller, trusted, contextual, audiences) { console.log(JSON.stringify([bid, contextual, audiences])); return { status: 0, score: bid }; }",
    },
  });
  await join(device, aCustomAudience());

  await device.adServices.selectAds(withContextualAds(3));

  const audiences = '[{"buyer":"buyer.example","name":"shoes"}]';
  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  expect(printed).toEqual([`[1,{},${audiences}]`, `[3,{},${audiences}]`]);
});

it("does not leave out those below zero: that is the script's business (spec: on-device 2.5)", async () => {
  const device = createDevice({
    routes: {
      "https://seller.example/decision.js":
        "function scoreAd(ad, bid) { return { status: 0, score: -bid }; }",
    },
  });

  const outcome = await device.adServices.selectAds(withContextualAds(-3));

  expect(outcome?.renderUri).toBe("https://buyer.example/ad--3");
});

it("has Android's own words when a script scores none of them, and no audience bid (spec: on-device 1.4)", async () => {
  const device = createDevice({
    routes: {
      "https://seller.example/decision.js": "function scoreAd() { return { status: 1 }; }",
    },
  });

  await errorOf(() => device.adServices.selectAds(withContextualAds(3)));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage:
      "Encountered failure during Ad Selection: Not enough scores returned by scoreAd",
  });
});

it("fetches a winner's script only to report, and calls its audience CONTEXTUAL_CA (spec: on-device 2.7)", async () => {
  const device = createDevice({
    routes: {
      [winScript]:
        "function reportWin(a, b, c, d, audience) { return { status: 0, results: { reporting_uri: 'https://buyer.example/won?' + audience.name } }; }",
    },
  });
  const config = withContextualAds(3);
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();

  expect(urlsOf(device)).toEqual([
    "https://seller.example/decision.js",
    "https://seller.example/decision.js",
    winScript,
    "https://seller.example/result",
    "https://buyer.example/won?CONTEXTUAL_CA",
  ]);
});

it("fetches a contextual winner's script even when an audience's is stored under its address (spec: on-device 2.7)", async () => {
  const device = createDevice();
  const config = withContextualAds(3);
  await join(device, aCustomAudience({ biddingLogicUri: winScript }));
  device.http.serve(winScript, "function generateBid(ad) { return { status: 0, ad, bid: 9 }; }");
  await device.adServices.selectAds(config);
  const { adSelectionId } = await anOutcome(
    device.adServices.selectAds({ ...config, customAudienceBuyers: [] }),
  );
  device.http.serve(
    winScript,
    "function reportWin() { return { status: 0, results: { reporting_uri: 'https://buyer.example/won' } }; }",
  );

  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();

  expect(urlsOf(device).at(-1)).toBe("https://buyer.example/won");
});

it("takes no part where the feature is off (spec: on-device 2.1, step 5)", async () => {
  const device = createDevice({ profile: "android" });

  const error = await errorOf(() =>
    device.adServices.selectAds({ ...withContextualAds(3), customAudienceBuyers: [] }),
  );

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
});

it("says that there were some when none of them may take part and nobody else does (spec: on-device 2.1, step 6)", async () => {
  const profile = { base: "android-all-on", set: { contextualAdsEnabled: false } } as const;
  const device = createDevice({ profile });
  const config = { ...withContextualAds(3, 4), customAudienceBuyers: [] };

  await errorOf(() => device.adServices.selectAds(config));

  expect(ledgerOf(device).at(-1)).toBe(
    "ad selection call-1 | argument-refused | the config names no buyers, and all 2 of its contextual ads were left out for the reasons told of each: see to those, or name buyers in customAudienceBuyers",
  );
});

it("leaves them out where the profile does, and says so (spec: on-device 2.1, 5)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { contextualAdsEnabled: false } },
  });
  await join(device, aCustomAudience({ ads: [anAd(1, "https://buyer.example/own")] }));

  const outcome = await device.adServices.selectAds(withContextualAds(9));

  expect(outcome?.renderUri).toBe("https://buyer.example/own");
  expect(ledgerOf(device)).toEqual([
    "ad https://buyer.example/ad-9 | contextual-ads-off | contextualAdsEnabled is off in this profile",
  ]);
});
