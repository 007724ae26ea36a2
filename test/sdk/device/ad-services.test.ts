import { AdServices, type MediationEvent } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../support/builders.ts";
import { anOutcome, createDevice, join, type DeviceFixture } from "../../support/device-fixture.ts";
import { errorOf } from "../../support/error-of.ts";
import { createTestEnvironment } from "../../support/test-environment.ts";

async function runSession(device: DeviceFixture): Promise<void> {
  await join(device, aCustomAudience({ ads: [anAd(1), anAd(2)] }));
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();
}

it("tells every subscriber, until it is told to stop, and whatever another one does", async () => {
  const { adServices } = createDevice();
  const told: string[] = [];
  adServices.subscribe(() => {
    throw new Error("a subscriber that breaks");
  });
  const unsubscribe = adServices.subscribe(({ type }) => told.push(type));
  await adServices.joinCustomAudience(aCustomAudience());

  unsubscribe();
  await adServices.leaveCustomAudience({ buyer: "buyer.example", name: "shoes" });

  expect(told).toEqual(["audience.joined"]);
});

it("tells the same story every time", async () => {
  const [one, other] = [createDevice(), createDevice()];

  await Promise.all([runSession(one), runSession(other)]);

  expect(JSON.stringify(other.events)).toBe(JSON.stringify(one.events));
  expect(one.events.length).toBeGreaterThan(10);
});

it("tells what scripts were given and returned only when asked to, and tells them apart by hash anyway", async () => {
  const [brief, full] = [createDevice(), createDevice({ withBodies: true })];

  await Promise.all([runSession(brief), runSession(full)]);

  const ofLogic = (event: MediationEvent) => event.type === "logic.finished";
  const [bidding] = full.events.filter(ofLogic);
  expect(bidding).toMatchObject({
    calls: 2,
    result: [
      { status: 0, ad: { render_uri: "https://buyer.example/ad-1", metadata: { bid: 1 } }, bid: 1 },
      { status: 0, ad: { render_uri: "https://buyer.example/ad-2", metadata: { bid: 2 } }, bid: 2 },
    ],
  });
  const withoutBodies = full.events
    .filter(ofLogic)
    .map((event) => ({ ...event, arguments: undefined, result: undefined }));
  expect(brief.events.filter(ofLogic)).toEqual(withoutBodies);
});

it("has nothing to wait for when nothing was sent", async () => {
  const { adServices } = createDevice();

  await expect(adServices.settled()).resolves.toBeUndefined();
});

it("refuses a profile that does not exist", async () => {
  const profile = "androidd" as "android";

  const error = await errorOf(
    () =>
      new AdServices({ environment: createTestEnvironment(), appId: "com.example.game", profile }),
  );

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});

it("names the setting of a profile that is wrong (spec: on-device 5)", async () => {
  const profile = { base: "android", set: { maxConcurrentBiddingPerBuyer: 0.5 } } as const;
  const environment = createTestEnvironment();

  const error = await errorOf(
    () => new AdServices({ environment, appId: "com.example.game", profile }),
  );

  expect(error.message).toBe(
    "Invalid options for AdServices.profile:\n✖ Invalid input: expected int, received number\n  → at set.maxConcurrentBiddingPerBuyer",
  );
});

it("changes only what a profile says it changes", async () => {
  const device = createDevice({
    profile: {
      base: "android",
      set: { contextualAdsEnabled: true, contextualSignatureCheck: false },
    },
  });
  const contextualAds = {
    buyer: "buyer.example",
    decisionLogicUri: "https://buyer.example/win.js",
    adsWithBid: [{ ad: anAd(1), bid: 1 }],
  };

  const outcome = await device.adServices.selectAds(
    anAdSelectionConfig({ perBuyerSignedContextualAds: { b: contextualAds } }),
  );

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-1");
});
