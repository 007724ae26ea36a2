import type { PreloadedOutcome } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import { createDevice, join, lastFailureOf, urlsOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const script = "https://seller.example/select.js";
const firstOutcome =
  "function selectOutcome(outcomes) { console.log(JSON.stringify(outcomes)); return { status: 0, result: outcomes[0] }; }";
const stored: PreloadedOutcome = {
  renderUri: "https://buyer.example/stored",
  bid: 0.1 + 0.2,
  buyer: "buyer.example",
};

function createSelectingDevice(set = {}) {
  const device = createDevice({
    profile: { base: "android-all-on", set },
    routes: { [script]: firstOutcome },
  });
  const selectFrom = (...adSelectionIds: readonly string[]) =>
    device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: [...adSelectionIds],
      selectionLogicUri: script,
    });
  return { device, selectFrom };
}

function printedBy({ events }: ReturnType<typeof createDevice>) {
  return events.flatMap((event) => (event.type === "console.printed" ? [event.text] : []));
}

it("stores an outcome without an auction, and gives its id (spec: on-device 6.5)", async () => {
  const { device, selectFrom } = createSelectingDevice();

  const adSelectionId = await device.adServices.controls.storeOutcome(stored);

  expect(BigInt(adSelectionId)).toBeLessThan(0n);
  expect(device.events).toEqual([
    {
      type: "ad-selection.preloaded",
      atMs: 0,
      callId: "call-1",
      adSelectionId,
      owner: "com.example.game",
      buyer: "buyer.example",
      renderUri: stored.renderUri,
      bid: 0.30000000000000004,
    },
  ]);
  expect(await selectFrom(adSelectionId)).toEqual({ adSelectionId, renderUri: stored.renderUri });
  expect(printedBy(device)).toEqual([
    JSON.stringify([{ id: adSelectionId, bid: 0.30000000000000004 }]),
  ]);
});

it.each(["1", "9223372036854775807", "-9223372036854775808", "0042"])(
  "takes %s for an id, as a server's auction may have it (spec: on-device 3.2, 6.5)",
  async (id) => {
    const { device, selectFrom } = createSelectingDevice();

    const adSelectionId = await device.adServices.controls.storeOutcome({
      ...stored,
      adSelectionId: id,
    });

    expect(adSelectionId).toBe(String(BigInt(id)));
    expect(await selectFrom(id)).toEqual({ adSelectionId, renderUri: stored.renderUri });
  },
);

it("belongs to the app it is stored for, and to no other (spec: on-device 3.2, 6.5)", async () => {
  const { device, selectFrom } = createSelectingDevice();
  const owner = "com.example.other";

  const adSelectionId = await device.adServices.controls.storeOutcome({ ...stored, owner });
  await errorOf(() => selectFrom(adSelectionId));
  const selected = await device.adServices.forApp(owner).selectAdsFromOutcomes({
    seller: "seller.example",
    adSelectionIds: [adSelectionId],
    selectionLogicUri: script,
  });

  expect(lastFailureOf(device).serviceMessage).toContain(`Ad selection ids: [${adSelectionId}]`);
  expect(selected?.adSelectionId).toBe(adSelectionId);
});

it.each([
  ["no integer", "first"],
  ["zero", "0"],
  ["more than 64 bits", "9223372036854775808"],
])("refuses an id that is %s", async (_case, adSelectionId) => {
  const { adServices } = createDevice();

  const error = await errorOf(() => adServices.controls.storeOutcome({ ...stored, adSelectionId }));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});

it("refuses an id that is taken", async () => {
  const { adServices } = createDevice();
  await adServices.controls.storeOutcome({ ...stored, adSelectionId: "-7" });

  const error = await errorOf(() =>
    adServices.controls.storeOutcome({ ...stored, adSelectionId: "-007" }),
  );

  expect(error).toMatchObject({
    code: "ERR_CONFIG_INVALID",
    message: "Cannot store an outcome as -7: the device has an ad selection of that id.",
  });
});

it("reports like any other: reportWin is fetched from the address that was given (spec: on-device 4.1, 6.5)", async () => {
  const { device } = createSelectingDevice();
  const { adServices } = device;
  const adSelectionId = await adServices.controls.storeOutcome({
    ...stored,
    biddingLogicUri: "https://buyer.example/bidding.js",
  });

  await adServices.reportImpression({ adSelectionId, config: anAdSelectionConfig() });
  await adServices.settled();

  expect(urlsOf(device)).toEqual([
    "https://seller.example/decision.js",
    "https://buyer.example/bidding.js",
    "https://seller.example/result",
    "https://buyer.example/win",
  ]);
});

it("leaves the ids of server auctions out where the profile says so (spec: on-device 3.2, 5)", async () => {
  const { device, selectFrom } = createSelectingDevice({ serverAuctionMediationEnabled: false });
  const fromServer = { ...stored, reportingUris: {} };
  const { storeOutcome } = device.adServices.controls;
  const ids = [await storeOutcome(fromServer), await storeOutcome(stored)];

  await errorOf(() => selectFrom(...ids));

  expect(lastFailureOf(device).serviceMessage).toContain(`Ad selection ids: [${ids[0]}] don't`);
});

it.each([
  [true, []],
  [false, ["Could not find a match in the database for this adSelectionId and callerPackageName!"]],
])(
  "takes a server's id for events where the profile lets it: %s (spec: on-device 5)",
  async (serverAuctionEventsEnabled, failures) => {
    const { device } = createSelectingDevice({ serverAuctionEventsEnabled });
    const { adServices } = device;
    const adSelectionId = await adServices.controls.storeOutcome({ ...stored, reportingUris: {} });

    const report = { adSelectionId, key: "click", data: "", destinations: 3 };
    await adServices.reportEvent(report).catch(() => undefined);

    const told = device.events.flatMap((event) =>
      event.type === "device-call.failed" ? [event.serviceMessage] : [],
    );
    expect(told).toEqual(failures);
  },
);

it("knows an id whose result is still to come, and leaves it out of the choice (spec: on-device 3.3)", async () => {
  const { device, selectFrom } = createSelectingDevice();
  const { storeOutcome } = device.adServices.controls;
  const pending = await storeOutcome({ ...stored, adSelectionId: "1", isPending: true });
  const finished = await storeOutcome({ ...stored, adSelectionId: "2" });

  const selected = await selectFrom(pending, finished);

  expect(selected?.adSelectionId).toBe(finished);
  expect(printedBy(device)).toEqual([JSON.stringify([{ id: "2", bid: stored.bid }])]);
});

it("is deleted by the job maintenance like any other (spec: on-device 2.7, 6.5)", async () => {
  const { device } = createSelectingDevice();
  await join(device, aCustomAudience());
  const { controls } = device.adServices;
  const adSelectionId = await controls.storeOutcome(stored);
  await device.clock.sleep(86_400_001);

  await controls.runBackgroundJob("maintenance");

  expect(device.events.at(-2)).toMatchObject({
    type: "storage.cleared",
    adSelections: [adSelectionId],
  });
});
