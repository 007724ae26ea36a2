import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const config = anAdSelectionConfig();
const contextual = anAdSelectionConfig({
  customAudienceBuyers: [],
  perBuyerSignedContextualAds: {
    "buyer.example": {
      buyer: "buyer.example",
      decisionLogicUri: "https://buyer.example/bidding.js",
      adsWithBid: [{ ad: anAd(1), bid: 1 }],
    },
  },
});
const unavailable = 'threw ServiceUnavailableException "Service is not available.".';

it("drops audiences one by one, so that nobody bids: status 1 (spec: on-device 6.1)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience(), aCustomAudience({ name: "hats" }));
  device.adServices.controls.setConditions({ sandboxAvailable: false });

  const error = await errorOf(() => device.adServices.selectAds(config));

  const reason =
    "sandbox-unavailable | the device cannot run scripts: generateBid of https://buyer.example/bidding.js did not run";
  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage:
      "Encountered failure during Ad Selection: No valid bids or contextual ads available for scoring",
  });
  expect(ledgerOf(device).slice(0, 2)).toEqual([
    `custom audience buyer.example/shoes | ${reason}`,
    `custom audience buyer.example/hats | ${reason}`,
  ]);
});

it("cannot score contextual ads: status 14 (spec: on-device 6.1, 6.2)", async () => {
  const device = createDevice();
  device.adServices.controls.setConditions({ sandboxAvailable: false });

  const error = await errorOf(() => device.adServices.selectAds(contextual));

  expect(error).toMatchObject({
    code: "ERR_DEVICE_SERVICE_UNAVAILABLE",
    message: `selectAds ${unavailable}`,
  });
  expect(lastFailureOf(device).status).toBe(14);
});

it("cannot choose among outcomes: status 14, not masked (spec: on-device 3.4, 6.1)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  device.adServices.controls.setConditions({ sandboxAvailable: false });

  const error = await errorOf(() =>
    device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: [adSelectionId],
      selectionLogicUri: "https://seller.example/decision.js",
    }),
  );

  expect(error.message).toBe(`selectAdsFromOutcomes ${unavailable}`);
  expect(lastFailureOf(device).status).toBe(14);
});

it("cannot report: status 1, and nobody is told (spec: on-device 6.1)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  device.adServices.controls.setConditions({ sandboxAvailable: false });

  const error = await errorOf(() => device.adServices.reportImpression({ adSelectionId, config }));
  await device.adServices.settled();

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(lastFailureOf(device).status).toBe(1);
  expect(device.events.filter(({ type }) => type === "report.sent")).toEqual([]);
});

it("runs scripts again once there is a sandbox", async () => {
  const device = createDevice();
  device.adServices.controls.setConditions({ sandboxAvailable: false });
  await errorOf(() => device.adServices.selectAds(contextual));
  device.adServices.controls.setConditions({ sandboxAvailable: true });

  const outcome = await device.adServices.selectAds(contextual);

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-1");
});
