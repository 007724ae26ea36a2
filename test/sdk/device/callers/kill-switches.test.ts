import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import { createDevice, lastFailureOf, ledgerOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const config = anAdSelectionConfig();
const outcomesConfig = {
  seller: "seller.example",
  adSelectionIds: [],
  selectionLogicUri: "https://seller.example/selection.js",
};

it("fails every auction while the on-device kill switch is on (spec: on-device 2.1)", async () => {
  const device = createDevice({
    profile: { base: "android", set: { onDeviceAuctionKillSwitch: true } },
  });

  const errors = [
    await errorOf(() => device.adServices.selectAds(config)),
    await errorOf(() => device.adServices.selectAds(config)),
  ];

  // The switch comes before the throttle: no call takes a permit.
  expect(errors.map(({ message }) => message)).toEqual([
    "selectAds threw IllegalStateException without a message.",
    "selectAds threw IllegalStateException without a message.",
  ]);
  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage:
      "Encountered failure during Ad Selection: On device auction kill switch enabled",
  });
  expect(ledgerOf(device)[0]).toBe(
    "ad selection call-1 | kill-switch-on | this profile has onDeviceAuctionKillSwitch on",
  );
});

it("leaves selections over outcomes alone (spec: on-device 2.1, 3.2)", async () => {
  const { adServices } = createDevice({
    profile: { base: "android", set: { onDeviceAuctionKillSwitch: true } },
  });

  const error = await errorOf(() => adServices.selectAdsFromOutcomes(outcomesConfig));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
});

it("hides the whole ad selection service, and no other, behind its kill switch (spec: on-device 5, 6.2)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { selectAdsKillSwitch: true } },
  });
  const { adServices } = device;
  const report = { adSelectionId: "-1", key: "click", data: "", destinations: ["seller" as const] };

  const errors = [
    await errorOf(() => adServices.selectAds(config)),
    await errorOf(() => adServices.selectAdsFromOutcomes(outcomesConfig)),
    await errorOf(() => adServices.reportImpression({ adSelectionId: "-1", config })),
    await errorOf(() => adServices.reportEvent(report)),
  ];

  const thrown = `threw IllegalStateException "Unable to find the AdSelection service.", at once and not through the receiver.`;
  expect(errors.map(({ message }) => message)).toEqual(
    ["selectAds", "selectAdsFromOutcomes", "reportImpression", "reportEvent"].map(
      (api) => `${api} ${thrown}`,
    ),
  );
  expect(lastFailureOf(device).status).toBe(-1);
  await expect(adServices.joinCustomAudience(aCustomAudience())).resolves.toBeUndefined();
});
