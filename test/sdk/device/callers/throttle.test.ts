import { expect, it } from "vitest";
import { createThrottle, type CallRate } from "../../../../sdk/device/throttle.ts";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  createDevice,
  lastFailureOf,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const onePerSecond: CallRate = { permitsPerSecond: 1, savesPermits: true };

/** Whether calls at these moments pass, in milliseconds. */
function passesAt(moments: readonly number[], rate = onePerSecond): readonly boolean[] {
  let now = 0;
  const throttle = createThrottle(() => now);
  return moments.map((moment) => {
    now = moment;
    return throttle.tryAcquire("key", rate);
  });
}

// spec: on-device 6.3, throttle [I]
it.each([
  ["one call at first use, however late it is", [5_000, 5_000], [true, false]],
  ["the next one after a second, and not before", [0, 999, 1_000], [true, false, true]],
  ["no permit for a call that was refused", [0, 500, 999, 1_000], [true, false, false, true]],
  ["two at once after two idle seconds", [0, 2_000, 2_000, 2_000], [true, true, true, false]],
  ["no more than two, however long it was idle", [0, 9e6, 9e6, 9e6], [true, true, true, false]],
  ["half a permit after a second and a half", [0, 1_500, 1_999, 2_000], [true, true, false, true]],
] as const)("has %s (spec: on-device 6.3)", (_rule, moments, expected) => {
  expect(passesAt(moments)).toEqual(expected);
});

it("saves nothing up where told not to (spec: on-device 6.3, inferred)", () => {
  const passes = passesAt([0, 2_000, 2_000, 3_000], { permitsPerSecond: 1, savesPermits: false });

  expect(passes).toEqual([true, true, false, true]);
});

it.each([0, -1])("has no limit at a rate of %d (spec: on-device 6.3)", (permitsPerSecond) => {
  expect(passesAt([0, 0, 0], { permitsPerSecond, savesPermits: true })).toEqual([true, true, true]);
});

it("counts every key for itself (spec: on-device 6.3)", () => {
  const throttle = createThrottle(() => 0);

  const passes = ["a", "b", "a"].map((key) => throttle.tryAcquire(key, onePerSecond));

  expect(passes).toEqual([true, true, false]);
});

async function codesOf(calls: readonly (() => Promise<unknown>)[]): Promise<readonly string[]> {
  const codes: string[] = [];
  for (const call of calls) codes.push((await errorOf(call)).code);
  return codes;
}

const config = anAdSelectionConfig();
const outcomesConfig = {
  seller: "seller.example",
  adSelectionIds: ["-1"],
  selectionLogicUri: "https://seller.example/selection.js",
};

it("refuses a second call within a second, without waiting and without a request (spec: on-device 6.2, 6.3)", async () => {
  const device = createDevice({ profile: "android" });
  await device.adServices.controls.preloadCustomAudience(aCustomAudience());
  await device.adServices.selectAds(config);
  const asked = urlsOf(device).length;

  const error = await errorOf(() => device.adServices.selectAds(config));

  expect(error).toMatchObject({
    code: "ERR_DEVICE_LIMIT_EXCEEDED",
    message: 'selectAds threw LimitExceededException "API rate limit exceeded.".',
  });
  expect(lastFailureOf(device)).toEqual({
    api: "selectAds",
    status: 5,
    serviceMessage: "Encountered failure during Ad Selection: API rate limit exceeded.",
    exception: "LimitExceededException",
  });
  expect(ledgerOf(device)).toEqual([
    "ad selection call-3 | call-throttled | com.example.game is over selectAdsPermitsPerSecond, which this profile has at 1",
  ]);
  expect([urlsOf(device).length, device.clock.elapsedMs()]).toEqual([asked, 0]);
});

it("counts both selectAds calls together (spec: on-device 3.2, 6.3)", async () => {
  const { adServices } = createDevice({ profile: "android" });

  const codes = await codesOf([
    () => adServices.selectAds(config),
    () => adServices.selectAdsFromOutcomes(outcomesConfig),
  ]);

  expect(codes).toEqual(["ERR_DEVICE_ILLEGAL_STATE", "ERR_DEVICE_LIMIT_EXCEEDED"]);
});

it("counts other calls and other apps for themselves (spec: on-device 6.3)", async () => {
  const { adServices } = createDevice({ profile: "android" });

  const codes = await codesOf([
    () => adServices.selectAds(config),
    () => adServices.reportImpression({ adSelectionId: "-1", config }),
    () => adServices.forApp("com.example.other").selectAds(config),
  ]);

  expect(codes).toEqual([
    "ERR_DEVICE_ILLEGAL_STATE",
    "ERR_DEVICE_ILLEGAL_ARGUMENT",
    "ERR_DEVICE_ILLEGAL_STATE",
  ]);
});

it("takes a permit even where a later check fails (spec: on-device 6.3)", async () => {
  const { adServices } = createDevice({ profile: "android" });
  adServices.controls.setConditions({ enrolledAdTechs: [] });
  const refused = await errorOf(() => adServices.selectAds(config));
  adServices.controls.setConditions({ enrolledAdTechs: "all" });

  const throttled = await errorOf(() => adServices.selectAds(config));

  expect([refused.code, throttled.code]).toEqual([
    "ERR_DEVICE_SECURITY",
    "ERR_DEVICE_LIMIT_EXCEEDED",
  ]);
});

it("takes no permit for a report that no app can even build (spec: on-device 4.1)", async () => {
  const { adServices } = createDevice({ profile: "android" });
  const report = (adSelectionId: string) => adServices.reportImpression({ adSelectionId, config });

  const codes = await codesOf([() => report("0"), () => report("-1")]);

  expect(codes).toEqual(["ERR_DEVICE_ILLEGAL_ARGUMENT", "ERR_DEVICE_ILLEGAL_ARGUMENT"]);
});

it("takes no permit where the permission is missing (spec: on-device 2.1, 6.4)", async () => {
  const { adServices } = createDevice({ profile: "android" });
  adServices.controls.setConditions({ permissions: [] });
  const refused = await errorOf(() => adServices.selectAds(config));
  adServices.controls.setConditions({ permissions: ["ad-selection"] });

  const admitted = await errorOf(() => adServices.selectAds(config));

  expect([refused.code, admitted.code]).toEqual([
    "ERR_DEVICE_SECURITY",
    "ERR_DEVICE_ILLEGAL_STATE",
  ]);
});

it.each([
  [
    "joinCustomAudience",
    ({ adServices }: DeviceFixture) => adServices.joinCustomAudience(aCustomAudience()),
  ],
  [
    "leaveCustomAudience",
    ({ adServices }: DeviceFixture) =>
      adServices.leaveCustomAudience({ buyer: "buyer.example", name: "shoes" }),
  ],
])(
  "throttles %s, and lets it pass again a second later (spec: on-device 6.3)",
  async (_api, call) => {
    const device = createDevice({ profile: "android" });
    await call(device);

    const error = await errorOf(() => call(device));
    await device.clock.sleep(1_000);

    expect(error.code).toBe("ERR_DEVICE_LIMIT_EXCEEDED");
    await expect(call(device)).resolves.toBeUndefined();
  },
);

it("throttles each report for itself (spec: on-device 6.3)", async () => {
  const { adServices } = createDevice({
    profile: { base: "android", set: { registerAdBeaconEnabled: true } },
  });
  const event = {
    adSelectionId: "-1",
    key: "click",
    data: "",
    destinations: ["seller" as const],
  };

  const codes = await codesOf([
    () => adServices.reportImpression({ adSelectionId: "-1", config }),
    () => adServices.reportImpression({ adSelectionId: "-1", config }),
    () => adServices.reportEvent(event),
    () => adServices.reportEvent(event),
  ]);

  expect(codes).toEqual([
    "ERR_DEVICE_ILLEGAL_ARGUMENT",
    "ERR_DEVICE_LIMIT_EXCEEDED",
    "ERR_DEVICE_ILLEGAL_ARGUMENT",
    "ERR_DEVICE_LIMIT_EXCEEDED",
  ]);
});

it("never throttles in profile android-all-on", async () => {
  const { adServices } = createDevice();
  const select = () => adServices.selectAds(config);

  const codes = await codesOf([select, select, select]);

  expect(new Set(codes)).toEqual(new Set(["ERR_DEVICE_ILLEGAL_STATE"]));
});
