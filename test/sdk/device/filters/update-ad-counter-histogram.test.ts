import type { HistogramUpdate } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  lastFailureOf,
  ledgerOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { aCountedAd, config, countedIn } from "./a-counted-ad.ts";

/** A device on which an ad has won, and what an app may say of it. */
async function withWinner(
  settings: Parameters<typeof createDevice>[0] = {},
  ad = aCountedAd({ adCounterKeys: [7, 8] }),
): Promise<{ readonly device: DeviceFixture; readonly update: HistogramUpdate }> {
  const device = createDevice(settings);
  await device.adServices.controls.preloadCustomAudience(aCustomAudience({ ads: [ad] }));
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  return {
    device,
    update: { adSelectionId, callerAdTech: "seller.example", eventType: "impression" },
  };
}

/** Why nothing was counted, though the app was told that all is well. */
function unchangedIn({ events }: DeviceFixture): readonly string[] {
  return events.flatMap((event) => (event.type === "histogram.unchanged" ? [event.detail] : []));
}

it("counts an event under each key, for the winner's buyer, whoever tells of it (spec: on-device 4.3)", async () => {
  const { device, update } = await withWinner();

  await device.adServices.updateAdCounterHistogram({ ...update, callerAdTech: "stranger.example" });

  expect(device.events.at(-1)).toEqual({
    type: "histogram.updated",
    atMs: 0,
    callId: "call-3",
    adSelectionId: update.adSelectionId,
    buyer: "buyer.example",
    eventType: "impression",
    adCounterKeys: [7, 8],
    evicted: 0,
  });
});

it.each(["impression", "view", "click"] as const)(
  "takes %s events (spec: on-device 4.3)",
  async (eventType) => {
    const { device, update } = await withWinner();

    await device.adServices.updateAdCounterHistogram({ ...update, eventType });

    expect(countedIn(device).at(-1)).toEqual([eventType, [7, 8], 0]);
  },
);

it.each([
  [
    "win",
    "Win event types cannot be manually updated",
    "the device itself counts wins, when an auction ends: update impression, view or click",
  ],
  [
    "install",
    "Ad event type must be one of AD_EVENT_TYPE_IMPRESSION, AD_EVENT_TYPE_VIEW, or AD_EVENT_TYPE_CLICK",
    'the event type is "install", which is none of impression, view and click',
  ],
])("refuses %s events (spec: on-device 4.3)", async (eventType, serviceMessage, detail) => {
  const { device, update } = await withWinner();
  const refused = { ...update, eventType } as unknown as HistogramUpdate;

  const error = await errorOf(() => device.adServices.updateAdCounterHistogram(refused));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toMatchObject({ status: 2, serviceMessage });
  expect(ledgerOf(device).at(-1)).toBe(
    `updateAdCounterHistogram call-3 | argument-refused | ${detail}`,
  );
});

it("refuses an id of 0, however it is written (spec: on-device 4.1, 4.3)", async () => {
  const { device, update } = await withWinner();

  await errorOf(() =>
    device.adServices.updateAdCounterHistogram({ ...update, adSelectionId: "-00" }),
  );

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: "Non-zero ad selection ID must be set",
  });
});

it("succeeds and counts nothing for an id that is unknown or another app's (spec: on-device 4.3)", async () => {
  const { device, update } = await withWinner();
  const other = device.adServices.forApp("com.example.other");

  await device.adServices.updateAdCounterHistogram({ ...update, adSelectionId: "-1" });
  await other.updateAdCounterHistogram(update);

  expect(countedIn(device)).toEqual([["win", [7, 8], 0]]);
  expect(unchangedIn(device)).toEqual([
    "ad selection -1 is unknown, or this app may not use it",
    `ad selection ${update.adSelectionId} is unknown, or this app may not use it`,
  ]);
});

it("succeeds and counts nothing for an ad without keys (spec: on-device 4.3)", async () => {
  const { device, update } = await withWinner({}, aCountedAd({ adCounterKeys: [] }));

  await device.adServices.updateAdCounterHistogram(update);

  expect(countedIn(device)).toEqual([]);
  expect(unchangedIn(device)).toEqual([
    `the ad of ad selection ${update.adSelectionId} has no counter keys`,
  ]);
});

it("takes a server auction's id, unless that is switched off (spec: on-device 5)", async () => {
  const set = { serverAuctionHistogramEnabled: false };
  const devices = [createDevice(), createDevice({ profile: { base: "android-all-on", set } })];
  for (const device of devices) {
    const adSelectionId = await device.adServices.controls.storeOutcome({
      renderUri: "https://buyer.example/ad",
      bid: 1,
      buyer: "buyer.example",
      adCounterKeys: [7],
      reportingUris: { seller: "https://seller.example/result" },
    });
    const callerAdTech = "seller.example";
    const update = { adSelectionId, callerAdTech, eventType: "view" } as const;
    await device.adServices.updateAdCounterHistogram(update);
  }

  expect(devices.map(countedIn)).toEqual([[["view", [7], 0]], []]);
});

it("fails where frequency caps are off, as AOSP's code has them (spec: on-device 4.3, 5)", async () => {
  const { device, update } = await withWinner({ profile: "android" });

  const error = await errorOf(() => device.adServices.updateAdCounterHistogram(update));

  expect([error.code, lastFailureOf(device).status]).toEqual(["ERR_DEVICE_ILLEGAL_STATE", 1]);
});

it("asks whether the ad tech that it names is enrolled (spec: on-device 4.3, 6.1)", async () => {
  const { device, update } = await withWinner();
  device.adServices.controls.setConditions({ enrolledAdTechs: ["buyer.example"] });

  const error = await errorOf(() => device.adServices.updateAdCounterHistogram(update));

  expect([error.code, lastFailureOf(device).status]).toEqual(["ERR_DEVICE_SECURITY", 10]);
});

it("succeeds and counts nothing once consent is revoked (spec: on-device 6.3)", async () => {
  const { device, update } = await withWinner();
  device.adServices.controls.setConditions({ consent: "revoked" });

  await device.adServices.updateAdCounterHistogram(update);

  expect(countedIn(device)).toEqual([["win", [7, 8], 0]]);
});

it("fails openly while the user has not been asked, unlike other calls (spec: on-device 6.3)", async () => {
  const { device, update } = await withWinner();
  device.adServices.controls.setConditions({ consent: "not-asked" });

  const error = await errorOf(() => device.adServices.updateAdCounterHistogram(update));

  expect(error.code).toBe("ERR_DEVICE_SERVICE_UNAVAILABLE");
  expect(lastFailureOf(device)).toMatchObject({
    status: 7,
    exception: "ServiceUnavailableException",
  });
});

it("is throttled by itself (spec: on-device 5, 6.3)", async () => {
  const set = { updateAdCounterHistogramPermitsPerSecond: 1 };
  const { device, update } = await withWinner({ profile: { base: "android-all-on", set } });
  await device.adServices.updateAdCounterHistogram(update);

  const error = await errorOf(() => device.adServices.updateAdCounterHistogram(update));

  expect(error.code).toBe("ERR_DEVICE_LIMIT_EXCEEDED");
});

it("says how many older events had to make room (spec: on-device 4.3)", async () => {
  const set = { histogramMaxEventsPerBuyer: 4, histogramKeptEventsPerBuyer: 2 };
  const { device, update } = await withWinner({ profile: { base: "android-all-on", set } });

  await device.adServices.updateAdCounterHistogram(update);
  await device.adServices.updateAdCounterHistogram(update);

  expect(countedIn(device)).toEqual([
    ["win", [7, 8], 0],
    ["impression", [7, 8], 0],
    ["impression", [7, 8], 2],
  ]);
});
