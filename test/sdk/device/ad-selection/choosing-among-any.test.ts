import type { AdSelectionFromOutcomesConfigInput } from "fledgling";
import { expect, it } from "vitest";
import { createDevice, type DeviceFixture } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const selectionLogic = "https://seller.example/select.js";
const truncation =
  "ad-selection-prebuilt://ad-selection-from-outcomes/waterfall-mediation-truncation/?bidFloor=floor";

/** A device with outcomes of these bids, whose ids are 1, 2, 3 and so on. */
async function createOutcomes(bids: readonly number[], script = ""): Promise<DeviceFixture> {
  const device = createDevice({ routes: { [selectionLogic]: script } });
  for (const [index, bid] of bids.entries()) {
    const adSelectionId = String(index + 1);
    const renderUri = `https://buyer.example/ad-${adSelectionId}`;
    await device.adServices.controls.storeOutcome({
      adSelectionId,
      renderUri,
      bid,
      buyer: "buyer.example",
    });
  }
  return device;
}

function select(
  { adServices }: DeviceFixture,
  adSelectionIds: string[],
  changes: Partial<AdSelectionFromOutcomesConfigInput> = {},
) {
  return adServices.selectAdsFromOutcomes({
    seller: "seller.example",
    adSelectionIds,
    selectionLogicUri: selectionLogic,
    ...changes,
  });
}

it("takes as many ids as it is given (spec: on-device 3.2)", async () => {
  const device = await createOutcomes(
    Array.from({ length: 500 }, (_, index) => index),
    "function selectOutcome(outcomes) { return { status: 0, result: outcomes[outcomes.length - 1] }; }",
  );
  const ids = Array.from({ length: 500 }, (_, index) => String(index + 1));

  const selected = await select(device, ids);

  expect(selected?.adSelectionId).toBe("500");
});

it("takes a seller whose name is no domain, where its script lies there (spec: on-device 3.2)", async () => {
  const device = await createOutcomes([1]);
  const selectionLogicUri = "https://-odd-.example/select.js";
  device.http.serve(
    selectionLogicUri,
    "function selectOutcome(outcomes) { return { status: 0, result: outcomes[0] }; }",
  );

  const selected = await select(device, ["1"], { seller: "-odd-.example", selectionLogicUri });

  expect(selected?.adSelectionId).toBe("1");
});

it("takes an id that a script returns as an exact number (spec: on-device 3.4)", async () => {
  const device = await createOutcomes(
    [1, 2],
    "function selectOutcome() { return { status: 0, result: { id: 2 } }; }",
  );

  const selected = await select(device, ["1", "2"]);

  expect(selected?.adSelectionId).toBe("2");
});

it("truncates by the first outcome alone, whatever stands behind it (spec: on-device 3.5)", async () => {
  const device = await createOutcomes([1, 9]);
  const truncate = (floor: number) =>
    select(device, ["1", "2"], { selectionLogicUri: truncation, selectionSignals: { floor } });

  expect([await truncate(1), await truncate(2)]).toMatchObject([{ adSelectionId: "1" }, null]);
});

it.each(["seller", "adSelectionIds", "selectionLogicUri"] as const)(
  "asks for a %s that is missing (spec: on-device 3.1)",
  async (field) => {
    const device = await createOutcomes([1]);
    const { [field]: _missing, ...incomplete } = {
      seller: "seller.example",
      adSelectionIds: ["1"],
      selectionLogicUri: selectionLogic,
    };

    const error = await errorOf(() =>
      device.adServices.selectAdsFromOutcomes(incomplete as AdSelectionFromOutcomesConfigInput),
    );

    expect(error.code).toBe("ERR_CONFIG_INVALID");
    expect(error.details["issues"]).toMatchObject([{ path: [field] }]);
  },
);
