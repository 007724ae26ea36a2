import type { AdSelectionConfigInput } from "fledgling";
import { expect, it } from "vitest";
import { anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  lastFailureOf,
  ledgerOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { aCappedAd, aCountedAd, counted, countedIn } from "./a-counted-ad.ts";

type Ad = ReturnType<typeof aCountedAd>;

/** No audiences: these ads alone. */
function offering(...ads: readonly Ad[]): AdSelectionConfigInput {
  const contextualAds = {
    buyer: "buyer.example",
    decisionLogicUri: "https://buyer.example/win.js",
    adsWithBid: ads.map((ad, index) => ({ ad, bid: 9 - index })),
  };
  return anAdSelectionConfig({
    customAudienceBuyers: [],
    perBuyerSignedContextualAds: { "buyer.example": contextualAds },
  });
}

const another = aCountedAd({ renderUri: "https://buyer.example/another" });

it("counts a contextual ad's wins, and never keeps it out for them (spec: on-device 2.3, 2.7)", async () => {
  const device = createDevice();
  const config = offering(aCappedAd("win", 1));

  await device.adServices.selectAds(config);
  const outcome = await anOutcome(device.adServices.selectAds(config));

  expect(outcome.renderUri).toBe(counted);
  expect(countedIn(device)).toEqual([
    ["win", [7], 0],
    ["win", [7], 0],
  ]);
});

it("keeps a contextual ad out for what is counted of its buyer (spec: on-device 2.1, step 5)", async () => {
  const device = createDevice();
  const config = offering(aCappedAd("click", 1), another);
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  const update = { adSelectionId, callerAdTech: "buyer.example", eventType: "click" } as const;
  await device.adServices.updateAdCounterHistogram(update);

  const outcome = await anOutcome(device.adServices.selectAds(config));

  expect(outcome.renderUri).toBe("https://buyer.example/another");
  expect(ledgerOf(device).at(-1)).toBe(
    `ad ${counted} | frequency-capped | click events under counter key 7 in the last 60000 ms: 1, and the cap is 1`,
  );
});

it("drops the whole offer when none of its ads is left: then there is nothing to select from (spec: on-device 2.1, steps 5 and 6)", async () => {
  const device = createDevice();
  const adFilters = { appInstall: { packageNames: ["com.example.game"] } };
  await device.adServices.setAppInstallAdvertisers({ advertisers: ["buyer.example"] });

  await errorOf(() => device.adServices.selectAds(offering(aCountedAd({ adFilters }))));

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage:
      "Encountered failure during Ad Selection: The list of the custom audience buyers and contextual ads both should not be empty.",
  });
});

it("looks at installed apps before frequency caps (spec: on-device 2.1, steps 5 and 7)", async () => {
  const device = createDevice();
  const { adFilters } = aCappedAd("view", 1);
  const both = { ...adFilters, appInstall: { packageNames: ["com.example.game"] } };
  const config = offering(aCountedAd({ adFilters: both }), another);
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  const update = { adSelectionId, callerAdTech: "buyer.example", eventType: "view" } as const;
  await device.adServices.updateAdCounterHistogram(update);
  await device.adServices.setAppInstallAdvertisers({ advertisers: ["buyer.example"] });

  await device.adServices.selectAds(config);

  expect(ledgerOf(device).at(-1)).toBe(
    `ad ${counted} | app-installed | com.example.game has listed buyer.example as an advertiser`,
  );
});

it.each([true, false])(
  "refuses a contextual ad with too much in its filters, the feature being %s (spec: on-device 2.2)",
  async (contextualAdsEnabled) => {
    const device = createDevice({
      profile: { base: "android-all-on", set: { contextualAdsEnabled } },
    });
    const adCounterKeys = Array.from({ length: 11 }, (_, key) => key);

    await errorOf(() => device.adServices.selectAds(offering(aCountedAd({ adCounterKeys }))));

    expect(lastFailureOf(device)).toMatchObject({
      status: 2,
      serviceMessage: `Encountered failure during Ad Selection: Invalid object of type AdSelectionConfig. The violations are: [For ad ${counted}, AdData should have no more than 10 ad counter keys]`,
    });
  },
);
