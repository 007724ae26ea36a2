import { expect, it } from "vitest";
import { anAdSelectionConfig, aCustomAudience, decisionScript } from "../../../support/builders.ts";
import {
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const config = anAdSelectionConfig();
const outcomesConfig = {
  seller: "seller.example",
  adSelectionIds: ["1"],
  selectionLogicUri: "https://seller.example/select.js",
};
const audience = { buyer: "buyer.example", name: "shoes" };

/** Every method once. */
const METHODS = {
  overrideAdSelection: ({ overrides }) =>
    overrides.overrideAdSelection({ config, decisionLogicJs: "" }),
  removeAdSelectionOverride: ({ overrides }) => overrides.removeAdSelectionOverride(config),
  resetAdSelectionOverrides: ({ overrides }) => overrides.resetAdSelectionOverrides(),
  overrideAdSelectionFromOutcomes: ({ overrides }) =>
    overrides.overrideAdSelectionFromOutcomes({ config: outcomesConfig, selectionLogicJs: "" }),
  removeAdSelectionFromOutcomesOverride: ({ overrides }) =>
    overrides.removeAdSelectionFromOutcomesOverride(outcomesConfig),
  resetAdSelectionFromOutcomesOverrides: ({ overrides }) =>
    overrides.resetAdSelectionFromOutcomesOverrides(),
  overrideCustomAudience: ({ overrides }) =>
    overrides.overrideCustomAudience({ ...audience, biddingLogicJs: "" }),
  removeCustomAudienceOverride: ({ overrides }) => overrides.removeCustomAudienceOverride(audience),
  resetCustomAudienceOverrides: ({ overrides }) => overrides.resetCustomAudienceOverrides(),
} satisfies Record<string, (adServices: DeviceFixture["adServices"]) => Promise<void>>;

const words =
  "This API is not enabled for the given app because either dev options are disabled or the app is not debuggable.";

it.each(Object.entries(METHODS))(
  "refuses %s at once without developer options (spec: on-device 8)",
  async (api, method) => {
    const device = createDevice();
    device.adServices.controls.setConditions({ developerOptions: false });

    const error = await errorOf(() => method(device.adServices));

    expect(error.code).toBe("ERR_DEVICE_SECURITY");
    expect(error.details).toEqual({
      api,
      exception: "SecurityException",
      exceptionMessage: words,
      isSynchronous: true,
    });
    expect(lastFailureOf(device)).toMatchObject({ api, status: -1, serviceMessage: words });
    expect(ledgerOf(device)).toEqual([
      `${api} call-1 | developer-options-off | the device has developer options off`,
    ]);
  },
);

it("refuses an app that is not debuggable, whatever the device is (spec: on-device 8)", async () => {
  const device = createDevice();
  device.adServices.controls.setConditions({ appDebuggable: false });

  const error = await errorOf(() => device.adServices.overrides.resetAdSelectionOverrides());

  expect(error.details["exceptionMessage"]).toBe(words);
  expect(ledgerOf(device)).toEqual([
    "resetAdSelectionOverrides call-1 | developer-options-off | com.example.game is not debuggable",
  ]);
});

it.each(Object.entries(METHODS))(
  "lets %s succeed and do nothing without the user's consent (spec: on-device 8)",
  async (_api, method) => {
    const device = createDevice();
    device.adServices.controls.setConditions({ consent: "revoked" });
    const told = device.events.length;

    await method(device.adServices);

    expect(device.events.slice(told).map(({ type }) => type)).toEqual(["device-call.silenced"]);
  },
);

it("stores nothing while consent is revoked, not even for later (spec: on-device 8)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());
  device.adServices.controls.setConditions({ consent: "revoked" });
  await device.adServices.overrides.overrideAdSelection({ config, decisionLogicJs: "oops" });
  device.adServices.controls.setConditions({ consent: "given" });

  await device.adServices.selectAds(config);

  expect(urlsOf(device)).toContain("https://seller.example/decision.js");
});

it("heeds an override only while overrides are allowed, and does not forget it (spec: on-device 8)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());
  await device.adServices.overrides.overrideAdSelection({
    config,
    decisionLogicJs: decisionScript,
  });
  const isFetched = async () => {
    const asked = urlsOf(device).length;
    await device.adServices.selectAds(config);
    return urlsOf(device).slice(asked).includes("https://seller.example/decision.js");
  };

  const allowed = await isFetched();
  device.adServices.controls.setConditions({ developerOptions: false });
  const forbidden = await isFetched();
  device.adServices.controls.setConditions({ developerOptions: true });
  const allowedAgain = await isFetched();

  expect([allowed, forbidden, allowedAgain]).toEqual([false, true, false]);
});

it("keeps the overrides of each app apart (spec: on-device 8)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());
  const other = device.adServices.forApp("com.example.other");
  await device.adServices.overrides.overrideAdSelection({ config, decisionLogicJs: "oops" });
  await other.overrides.resetAdSelectionOverrides();

  const outcome = await other.selectAds(config);
  const error = await errorOf(() => device.adServices.selectAds(config));

  expect(outcome?.renderUri).toBe("https://buyer.example/ad");
  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
});

it("takes no permit of the throttle (spec: on-device 8)", async () => {
  const device = createDevice({ profile: "android" });

  const calls = [
    await device.adServices.overrides.resetAdSelectionOverrides(),
    await device.adServices.overrides.resetAdSelectionOverrides(),
    await device.adServices.overrides.resetAdSelectionOverrides(),
  ];

  expect(calls).toEqual([undefined, undefined, undefined]);
});

it("calls a misspelt key a mistake in the program", async () => {
  const { adServices } = createDevice();
  const misspelt = { config, decisionLogicJs: "", trustedSignals: {} };

  const error = await errorOf(() => adServices.overrides.overrideAdSelection(misspelt));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});
