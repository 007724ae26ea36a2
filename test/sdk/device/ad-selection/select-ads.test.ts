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

it("bids, scores and stores, one request after the other (spec: on-device 2.1)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience({ ads: [anAd(1), anAd(3)] }));

  const outcome = await device.adServices.selectAds(
    anAdSelectionConfig({ trustedScoringSignalsUri: "https://seller.example/signals" }),
  );

  expect(outcome).toEqual({
    adSelectionId: expect.stringMatching(/^-\d{1,19}$/),
    renderUri: "https://buyer.example/ad-3",
  });
  expect(urlsOf(device)).toEqual([
    "https://buyer.example/trusted?keys=",
    "https://buyer.example/bidding.js",
    "https://seller.example/decision.js",
    "https://seller.example/signals?renderuris=https%3A%2F%2Fbuyer.example%2Fad-3",
  ]);
  expect(device.events.at(-1)).toMatchObject({
    type: "ad-selection.finished",
    bid: 3,
    reused: false,
    ...outcome,
  });
});

it("gives every ad selection an id of its own, a negative 64-bit number (spec: on-device 2.7)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());

  const ids: bigint[] = [];
  for (let count = 0; count < 10; count += 1) {
    const outcome = await device.adServices.selectAds(anAdSelectionConfig());
    ids.push(BigInt(outcome?.adSelectionId ?? 0));
  }

  expect(new Set(ids).size).toBe(10);
  expect(ids.filter((id) => id >= 0n || BigInt.asIntN(64, id) !== id)).toEqual([]);
});

it("draws another id where the first is taken (spec: on-device 2.7)", async () => {
  const [free, taken] = [createDevice(), createDevice()];
  await join(free, aCustomAudience());
  await join(taken, aCustomAudience());
  const { adSelectionId } = await anOutcome(free.adServices.selectAds(anAdSelectionConfig()));
  const { renderUri } = anAd(1);
  const stored = { adSelectionId, renderUri, bid: 1, buyer: "buyer.example" };
  await taken.adServices.controls.storeOutcome(stored);

  const outcome = await anOutcome(taken.adServices.selectAds(anAdSelectionConfig()));

  expect(outcome.adSelectionId).not.toBe(adSelectionId);
});

it("refuses a call with neither buyers nor contextual ads (spec: on-device 2.1, step 6)", async () => {
  const device = createDevice();

  const error = await errorOf(() =>
    device.adServices.selectAds(anAdSelectionConfig({ customAudienceBuyers: [] })),
  );

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toEqual({
    api: "selectAds",
    status: 2,
    serviceMessage:
      "Encountered failure during Ad Selection: The list of the custom audience buyers and contextual ads both should not be empty.",
    exception: "IllegalArgumentException",
  });
});

it("says what a call with neither buyers nor contextual ads lacks (spec: on-device 2.1, step 6)", async () => {
  const device = createDevice();
  const config = anAdSelectionConfig({ customAudienceBuyers: [] });

  await errorOf(() => device.adServices.selectAds(config));

  expect(ledgerOf(device)).toEqual([
    "ad selection call-1 | argument-refused | the config names no buyers and offers no contextual ads: name buyers in customAudienceBuyers, or offer ads in perBuyerSignedContextualAds",
  ]);
});

it("fails when no buyer has an audience that may bid, before any request (spec: on-device 2.1, step 6)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience({ buyer: "other.example" }));

  const error = await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage:
      "Encountered failure during Ad Selection: No Custom Audience or contextual ads available",
  });
  expect(urlsOf(device)).toEqual([]);
  expect(ledgerOf(device)).toEqual([
    "ad selection call-2 | no-candidates | no custom audience of buyer.example on the device may bid",
  ]);
});

it("fails when no audience sends a bid that counts, and asks nothing of the seller (spec: on-device 1.4, 2.1)", async () => {
  const device = createDevice({ routes: { "https://buyer.example/bidding.js": "" } });
  await join(device, aCustomAudience());

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage:
      "Encountered failure during Ad Selection: No valid bids or contextual ads available for scoring",
  });
  expect(urlsOf(device).filter((url) => url.includes("seller.example"))).toEqual([]);
  expect(ledgerOf(device)).toEqual([
    "custom audience buyer.example/shoes | bidding-logic-failed | ReferenceError: generateBid is not defined (https://buyer.example/bidding.js)",
    "ad selection call-2 | no-valid-bids | none of 1 custom audiences sent a bid that counts",
  ]);
});

it("fails when nobody scores above zero (spec: on-device 2.1, step 11)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience({ ads: [anAd(0)] }));

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: "Encountered failure during Ad Selection: No winning Ads found",
  });
  expect(ledgerOf(device)).toEqual([
    "ad https://buyer.example/ad-0 | score-not-positive | bid 0; scoreAd of https://seller.example/decision.js gave 0, and a winner needs more than 0",
    "ad selection call-2 | no-winning-score | none of 1 ads scored above 0 (scoreAd of https://seller.example/decision.js)",
  ]);
});

it("shows an app the same exception for nobody winning and for a script that broke (spec: on-device 6.2)", async () => {
  const device = createDevice({ routes: { "https://seller.example/broken.js": "oops" } });
  await join(device, aCustomAudience({ ads: [anAd(0)] }));
  const broken = anAdSelectionConfig({ decisionLogicUri: "https://seller.example/broken.js" });

  const nobody = await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));
  const failure = await errorOf(() => device.adServices.selectAds(broken));

  expect([nobody.code, nobody.message, nobody.details]).toEqual([
    "ERR_DEVICE_ILLEGAL_STATE",
    "selectAds threw IllegalStateException without a message.",
    { api: "selectAds", exception: "IllegalStateException", exceptionMessage: "" },
  ]);
  expect([failure.code, failure.message, failure.details]).toEqual([
    nobody.code,
    nobody.message,
    nobody.details,
  ]);
});

it("lets a buyer that is named twice bid once", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());

  await device.adServices.selectAds(
    anAdSelectionConfig({ customAudienceBuyers: ["buyer.example", "buyer.example"] }),
  );

  expect(device.events.filter(({ type }) => type === "bid.received")).toHaveLength(1);
});

it("lets buyers bid side by side, and a buyer's audiences in six chunks one after the other (spec: on-device 2.4)", async () => {
  const slow = {
    latencyMs: 100,
    body: "function generateBid(ad) { return { status: 0, ad, bid: 1 }; }",
  };
  const device = createDevice({
    routes: { "https://buyer.example/bidding.js": slow, "https://other.example/bidding.js": slow },
  });
  // ceil(8 / 6) = 2 audiences in each of four chunks
  await join(
    device,
    ...Array.from({ length: 8 }, (_, index) => aCustomAudience({ name: `audience ${index}` })),
    aCustomAudience({ buyer: "other.example" }),
  );

  await device.adServices.selectAds(
    anAdSelectionConfig({ customAudienceBuyers: ["buyer.example", "other.example"] }),
  );

  expect(device.clock.elapsedMs()).toBe(200);
});

it("scores in the order of the buyers, whoever answered first (spec: on-device 2.6)", async () => {
  const late = {
    latencyMs: 500,
    body: "function generateBid(ad) { return { status: 0, ad, bid: 1 }; }",
  };
  const device = createDevice({ routes: { "https://buyer.example/bidding.js": late } });
  await join(device, aCustomAudience({ buyer: "other.example" }), aCustomAudience());

  const outcome = await device.adServices.selectAds(
    anAdSelectionConfig({ customAudienceBuyers: ["buyer.example", "other.example"] }),
  );

  expect(outcome?.renderUri).toBe("https://buyer.example/ad");
});

it("labels what it tells with the request and the node it works for", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());
  const origin = { requestId: "request-7", nodeId: "beta" };

  await device.adServices.selectAds(anAdSelectionConfig(), origin);

  const [, ...told] = device.events;
  const labels = { ...origin, callId: "call-2" };
  expect(told).toEqual(told.map(() => expect.objectContaining(labels)));
});
