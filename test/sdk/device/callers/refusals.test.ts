import { expect, it } from "vitest";
import type { ConditionsChange } from "fledgling";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  createDevice,
  lastFailureOf,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const config = anAdSelectionConfig();
const outcomesConfig = {
  seller: "seller.example",
  adSelectionIds: ["-1"],
  selectionLogicUri: "https://seller.example/selection.js",
};
const event = { adSelectionId: "-1", key: "click", data: "", destinations: ["seller" as const] };
const view = { adSelectionId: "-1", callerAdTech: "seller.example", eventType: "view" as const };

/** Every call that an app can make, by name. */
const CALLS: Readonly<Record<string, (device: DeviceFixture) => Promise<unknown>>> = {
  joinCustomAudience: ({ adServices }) => adServices.joinCustomAudience(aCustomAudience()),
  leaveCustomAudience: ({ adServices }) =>
    adServices.leaveCustomAudience({ buyer: "buyer.example", name: "shoes" }),
  fetchAndJoinCustomAudience: ({ adServices }) =>
    adServices.fetchAndJoinCustomAudience({ fetchUri: "https://buyer.example/fetch" }),
  scheduleCustomAudienceUpdate: ({ adServices }) =>
    adServices.scheduleCustomAudienceUpdate({
      updateUri: "https://buyer.example/update",
      minDelayMs: 3_600_000,
    }),
  selectAds: ({ adServices }) => adServices.selectAds(config),
  selectAdsFromOutcomes: ({ adServices }) => adServices.selectAdsFromOutcomes(outcomesConfig),
  reportImpression: ({ adServices }) =>
    adServices.reportImpression({ adSelectionId: "-1", config }),
  reportEvent: ({ adServices }) => adServices.reportEvent(event),
  updateAdCounterHistogram: ({ adServices }) => adServices.updateAdCounterHistogram(view),
  setAppInstallAdvertisers: ({ adServices }) =>
    adServices.setAppInstallAdvertisers({ advertisers: ["buyer.example"] }),
};
const APIS = Object.keys(CALLS);

async function callWith(api: string, conditions: ConditionsChange) {
  const device = createDevice();
  device.adServices.controls.setConditions(conditions);
  const error = await errorOf(() => CALLS[api]?.(device));
  const [refusal] = ledgerOf(device);
  return { error, failure: lastFailureOf(device), refusal, urls: urlsOf(device) };
}

const securityOf = (api: string, message: string) => `${api} threw SecurityException "${message}"`;
const notRequested = "Caller is not authorized to call this API. Permission was not requested.";
const notAllowed = "Caller is not authorized to call this API. Caller is not allowed.";

it.each(APIS)(
  "has %s itself throw where the permission is missing (spec: on-device 6.2, 6.4)",
  async (api) => {
    const { error, failure, refusal, urls } = await callWith(api, { permissions: ["ad-id"] });

    expect(error).toMatchObject({
      code: "ERR_DEVICE_SECURITY",
      message: `${securityOf(api, notRequested)}, at once and not through the receiver.`,
      details: { exceptionMessage: notRequested, isSynchronous: true },
    });
    expect(failure).toEqual({
      api,
      status: 9,
      serviceMessage: notRequested,
      exception: "SecurityException",
    });
    expect(refusal).toContain(
      " | permission-missing | the app's manifest asks for ad-id, and not ",
    );
    expect(urls).toEqual([]);
  },
);

it.each(["custom-audience", "protected-signals", "ad-selection"] as const)(
  "takes permission %s alone for an ad selection (spec: on-device 6.4)",
  async (permission) => {
    const { error } = await callWith("selectAds", { permissions: [permission] });

    expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  },
);

it.each(APIS.filter((api) => api.includes("CustomAudience")))(
  "takes no other permission for %s than that for custom audiences (spec: on-device 6.4)",
  async (api) => {
    const permissions = ["protected-signals", "ad-selection", "ad-id"] as const;

    const { error } = await callWith(api, { permissions: [...permissions] });

    expect(error.code).toBe("ERR_DEVICE_SECURITY");
  },
);

it.each(APIS)("refuses %s from the background (spec: on-device 6.1, 6.2, 6.3)", async (api) => {
  const { error, failure, refusal, urls } = await callWith(api, { appInForeground: false });

  expect(error).toMatchObject({
    code: "ERR_DEVICE_ILLEGAL_STATE",
    message: `${api} threw IllegalStateException "Background thread is not allowed to call this service.".`,
  });
  expect([failure.status, urls]).toEqual([11, []]);
  expect(refusal).toMatch(/ \| app-in-background \| com\.example\.game is in the background$/);
});

it("does not ask for the foreground where the profile does not (spec: on-device 5)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { foregroundRequired: false } },
  });
  device.adServices.controls.setConditions({ appInForeground: false });

  await expect(device.adServices.joinCustomAudience(aCustomAudience())).resolves.toBeUndefined();
});

// spec: on-device 6.3, enrolment and manifest: the ad tech is the seller, or the buyer of an audience
it.each([
  ["joinCustomAudience", "buyer.example"],
  ["leaveCustomAudience", "buyer.example"],
  ["fetchAndJoinCustomAudience", "buyer.example"],
  ["scheduleCustomAudienceUpdate", "buyer.example"],
  ["selectAds", "seller.example"],
  ["selectAdsFromOutcomes", "seller.example"],
  ["reportImpression", "seller.example"],
])("asks for %s whether %s is enrolled (spec: on-device 6.3)", async (api, adTech) => {
  const { error, failure, refusal, urls } = await callWith(api, {
    enrolledAdTechs: { allBut: [adTech.toUpperCase()] },
  });

  expect(error).toMatchObject({
    code: "ERR_DEVICE_SECURITY",
    message: `${securityOf(api, notAllowed)}.`,
  });
  expect([failure.status, urls]).toEqual([10, []]);
  expect(refusal).toMatch(new RegExp(` \\| ad-tech-not-allowed \\| ${adTech} is not enrolled$`));
});

it.each([
  ["every ad tech", "all", "ERR_DEVICE_ILLEGAL_STATE"],
  ["those that are listed", ["seller.example"], "ERR_DEVICE_ILLEGAL_STATE"],
  ["nobody else", ["other.example"], "ERR_DEVICE_SECURITY"],
  ["everybody but those listed", { allBut: ["other.example"] }, "ERR_DEVICE_ILLEGAL_STATE"],
] as const)("can have %s enrolled", async (_who, enrolledAdTechs, code) => {
  const { error } = await callWith("selectAds", { enrolledAdTechs });

  expect(error.code).toBe(code);
});

it("does not ask at auction time whether buyers are enrolled (spec: on-device 6.3)", async () => {
  const device = createDevice();
  await device.adServices.joinCustomAudience(aCustomAudience());
  device.adServices.controls.setConditions({ enrolledAdTechs: ["seller.example"] });

  const outcome = await device.adServices.selectAds(config);

  expect(outcome?.renderUri).toBe("https://buyer.example/ad");
});

it("has every ad tech enrolled where the profile does not check (spec: on-device 5)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { enrolmentCheckDisabled: true } },
  });
  device.adServices.controls.setConditions({ enrolledAdTechs: [] });

  const error = await errorOf(() => device.adServices.selectAds(config));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
});

it("asks whether the app's manifest lets the ad tech in (spec: on-device 6.3)", async () => {
  const { failure, refusal } = await callWith("selectAds", { manifestAdTechs: [] });

  expect(failure.status).toBe(10);
  expect(refusal).toBe(
    "ad selection call-1 | ad-tech-not-allowed | the manifest of com.example.game leaves seller.example out",
  );
});

it.each(APIS)(
  "refuses %s to an app that is not on the device's list (spec: on-device 6.3)",
  async (api) => {
    const { error, failure, refusal } = await callWith(api, { allowedApps: ["com.example.other"] });

    expect([error.message, failure.status]).toEqual([`${securityOf(api, notAllowed)}.`, 10]);
    expect(refusal).toMatch(
      / \| app-not-allowed \| com\.example\.game is not on the device's list/,
    );
  },
);

it("asks in Android's order, and the first no decides (spec: on-device 2.1, 6.3)", async () => {
  const device = createDevice({ profile: "android" });
  await device.adServices.controls.preloadCustomAudience(aCustomAudience());
  await device.adServices.selectAds(config);
  const remedies: readonly ConditionsChange[] = [
    { permissions: ["ad-selection"] },
    {}, // a second later
    { appInForeground: true },
    { enrolledAdTechs: "all" },
    { manifestAdTechs: "all" },
    { allowedApps: "all" },
    { consent: "given" },
  ];
  device.adServices.controls.setConditions({
    permissions: [],
    appInForeground: false,
    enrolledAdTechs: [],
    manifestAdTechs: [],
    allowedApps: [],
    consent: "revoked",
  });
  const invalid = { ...config, decisionLogicUri: "nowhere" };
  const tryOnce = () => device.adServices.selectAds(invalid).catch(() => undefined);

  await tryOnce();
  for (const remedy of remedies) {
    device.adServices.controls.setConditions(remedy);
    await tryOnce();
    await device.clock.sleep(1_000);
  }

  expect(ledgerOf(device).map((line) => line.split(" | ").slice(1, 2).join())).toEqual([
    "permission-missing",
    "call-throttled",
    "app-in-background",
    "ad-tech-not-allowed",
    "ad-tech-not-allowed",
    "app-not-allowed",
    "consent-missing",
    "argument-refused",
  ]);
});

it("asks for no ad tech when an event is reported (spec: on-device 4.2)", async () => {
  const { error, refusal } = await callWith("reportEvent", { enrolledAdTechs: [] });

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(refusal).not.toContain("ad-tech-not-allowed");
});
