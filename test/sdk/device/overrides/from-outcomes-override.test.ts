import type { AdSelectionFromOutcomesConfigInput } from "fledgling";
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

const selectionUrl = "https://seller.example/select.js";
const choosingFirst =
  "function selectOutcome(outcomes) { return { status: 0, result: outcomes[0] }; }";
const choosingNobody = "function selectOutcome() { return { status: 0, result: null }; }";

/** A device with one stored outcome, and the config that chooses among it; the server's script chooses it. */
async function createSelection() {
  const device = createDevice({ routes: { [selectionUrl]: choosingFirst } });
  await join(device, aCustomAudience({ ads: [anAd(1)] }));
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(anAdSelectionConfig()));
  const config: AdSelectionFromOutcomesConfigInput = {
    seller: "seller.example",
    adSelectionIds: [adSelectionId],
    selectionSignals: { floor: 1 },
    selectionLogicUri: selectionUrl,
  };
  return { device, config };
}

it("selects with the override's script, which is not fetched (spec: on-device 8)", async () => {
  const { device, config } = await createSelection();
  const selectionLogicJs = choosingNobody;
  await device.adServices.overrides.overrideAdSelectionFromOutcomes({ config, selectionLogicJs });

  const outcome = await device.adServices.selectAdsFromOutcomes(config);

  const finished = device.events.findLast((event) => event.type === "logic.finished");
  expect(outcome).toBeNull();
  expect(ledgerOf(device)).toEqual([
    expect.stringContaining(`selectOutcome of ${selectionUrl} (overridden) chose nobody`),
  ]);
  expect(finished).toMatchObject({ script: `${selectionUrl} (overridden)` });
  expect(urlsOf(device)).not.toContain(selectionUrl);
});

it("never reads the selection signals that come with it: the config's are used (spec: on-device 8)", async () => {
  const { device, config } = await createSelection();
  await device.adServices.overrides.overrideAdSelectionFromOutcomes({
    config,
    selectionLogicJs:
      "function selectOutcome(outcomes, signals) { console.log(JSON.stringify(signals)); return { status: 0, result: null }; }",
    selectionSignals: { floor: 99 },
  });

  await device.adServices.selectAdsFromOutcomes(config);

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  expect(printed).toEqual(['{"floor":1}']);
});

it("is felt whatever the seller and the ids are (spec: on-device 8)", async () => {
  const { device, config } = await createSelection();
  await device.adServices.overrides.overrideAdSelectionFromOutcomes({
    config: { ...config, seller: "other.example", adSelectionIds: ["-5"] },
    selectionLogicJs: choosingNobody,
  });

  const outcome = await device.adServices.selectAdsFromOutcomes(config);

  expect(outcome).toBeNull();
});

it.each<[string, Partial<AdSelectionFromOutcomesConfigInput>]>([
  ["script", { selectionLogicUri: "https://seller.example/other.js" }],
  ["selection signals", { selectionSignals: { floor: 2 } }],
])("is not felt with another %s (spec: on-device 8)", async (_part, changes) => {
  const { device, config } = await createSelection();
  await device.adServices.overrides.overrideAdSelectionFromOutcomes({
    config: { ...config, ...changes },
    selectionLogicJs: choosingNobody,
  });

  const outcome = await device.adServices.selectAdsFromOutcomes(config);

  expect(outcome?.adSelectionId).toBe(config.adSelectionIds[0]);
});

it("takes the place of a prebuilt script, too (spec: on-device 8)", async () => {
  const { device, config } = await createSelection();
  const selectionLogicUri =
    "ad-selection-prebuilt://ad-selection-from-outcomes/waterfall-mediation-truncation/?bidFloor=floor";
  const prebuilt = { ...config, selectionLogicUri };
  const selectionLogicJs = choosingNobody;
  const override = { config: prebuilt, selectionLogicJs };
  await device.adServices.overrides.overrideAdSelectionFromOutcomes(override);

  const outcome = await device.adServices.selectAdsFromOutcomes(prebuilt);

  expect(outcome).toBeNull();
});

it("validates the config all the same (spec: on-device 8)", async () => {
  const { device, config } = await createSelection();
  const foreign = { ...config, selectionLogicUri: "https://sub.seller.example/select.js" };
  const selectionLogicJs = choosingNobody;
  const override = { config: foreign, selectionLogicJs };
  await device.adServices.overrides.overrideAdSelectionFromOutcomes(override);

  await errorOf(() => device.adServices.selectAdsFromOutcomes(foreign));

  expect(lastFailureOf(device)).toMatchObject({ status: 2 });
});

it("is replaced by the next, removed by its config, and gone with a reset (spec: on-device 8)", async () => {
  const { device, config } = await createSelection();
  const { overrides } = device.adServices;
  const put = (selectionLogicJs: string) =>
    overrides.overrideAdSelectionFromOutcomes({ config, selectionLogicJs });
  const isChosen = async () => (await device.adServices.selectAdsFromOutcomes(config)) !== null;

  await put("oops");
  await put(choosingNobody);
  const replaced = await isChosen();
  await overrides.removeAdSelectionFromOutcomesOverride(config);
  const removed = await isChosen();
  await put(choosingNobody);
  await overrides.resetAdSelectionFromOutcomesOverrides();
  const reset = await isChosen();

  expect([replaced, removed, reset]).toEqual([false, true, true]);
});
