import type { Signals } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig, decisionScript } from "../../../support/builders.ts";
import { anOutcome, createDevice, join, lastFailureOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const lax = "{bid_floor: 9}";
const strict = '{"bid_floor": 9}';
const prefix = "Encountered failure during Ad Selection: ";
const complaint = `strictSignals is on in this profile, and this is no strict JSON: ${lax}`;
const config = anAdSelectionConfig();

function createStrictDevice(strictSignals = true, routes = {}) {
  return createDevice({ profile: { base: "android-all-on", set: { strictSignals } }, routes });
}

it.each([
  ["adSelectionSignals", { adSelectionSignals: lax }],
  ["sellerSignals", { sellerSignals: lax }],
  ["perBuyerSignals of buyer.example", { perBuyerSignals: { "buyer.example": lax } }],
])(
  "refuses lax %s where the profile is strict, and says so (spec: on-device 1.1)",
  async (name, changes) => {
    const device = createStrictDevice();
    const contextual = { buyer: "buyer.example", decisionLogicUri: "https://buyer.example/c.js" };
    const ad = { renderUri: "https://buyer.example/contextual" };
    const perBuyerSignedContextualAds = {
      "buyer.example": { ...contextual, adsWithBid: [{ ad, bid: 1 }] },
    };

    const error = await errorOf(() =>
      device.adServices.selectAds({ ...config, ...changes, perBuyerSignedContextualAds }),
    );

    expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
    expect(lastFailureOf(device).serviceMessage).toBe(`${prefix}Invalid JSON args`);
    expect(device.events).toContainEqual(
      expect.objectContaining({
        type: "device-call.failed",
        detail: `${name} is no JSON object: ${complaint}`,
      }),
    );
  },
);

it.each<readonly [string, boolean, Signals, number | undefined]>([
  ["takes lax text where the profile is lax, as Android is", false, lax, undefined],
  ["takes strict text where the profile is strict", true, strict, undefined],
  ["takes an object where the profile is strict", true, { bid_floor: 9 }, undefined],
  ["fails at lax text where the profile is strict", true, lax, 1],
])(
  "%s, in selectionSignals (spec: on-device 1.1)",
  async (_case, isStrict, selectionSignals, status) => {
    const select = "https://seller.example/select.js";
    const body = "function selectOutcome() { return { status: 0, result: null }; }";
    const device = createStrictDevice(isStrict, { [select]: body });
    await join(device, aCustomAudience());
    const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

    await device.adServices
      .selectAdsFromOutcomes({
        seller: "seller.example",
        adSelectionIds: [adSelectionId],
        selectionSignals,
        selectionLogicUri: select,
      })
      .catch(() => undefined);

    const failed = device.events.find(({ type }) => type === "device-call.failed");
    expect(failed && lastFailureOf(device).status).toBe(status);
  },
);

it("refuses lax signals_for_buyer where the profile is strict (spec: on-device 1.1)", async () => {
  const laxReport = decisionScript.replace('"{}"', '"{a: 1}"');
  const device = createStrictDevice(true, { "https://seller.example/decision.js": laxReport });
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await errorOf(() => device.adServices.reportImpression({ adSelectionId, config }));

  expect(lastFailureOf(device)).toMatchObject({ status: 2, serviceMessage: "Invalid JSON args" });
});

it("refuses to join with lax signals where the profile is strict (spec: on-device 1.1)", async () => {
  const device = createStrictDevice();

  const error = await errorOf(() => join(device, aCustomAudience({ userBiddingSignals: lax })));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
});

it("drops the audience whose trusted signals are lax where the profile is strict (spec: on-device 1.1)", async () => {
  const device = createStrictDevice(true, { "https://buyer.example/trusted": lax });
  await join(device, aCustomAudience());

  await errorOf(() => device.adServices.selectAds(config));

  expect(device.events).toContainEqual(
    expect.objectContaining({
      type: "audience.dropped",
      rule: "trusted-signals-failed",
      detail: `https://buyer.example/trusted?keys= answered with no JSON object: ${complaint}`,
    }),
  );
});
