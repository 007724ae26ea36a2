import { expect, it } from "vitest";
import { renderStep } from "../../../simulator/steps/step-schema.ts";
import { StepsSchema } from "../../../simulator/steps/steps-schema.ts";

it.each([
  [{ request: "home-banner" }, "request home-banner"],
  ["show", "show"],
  [{ click: "home-banner" }, "click home-banner"],
  [{ event: "reward", data: "x" }, "event reward"],
  [{ event: "reward", slotId: "home-banner" }, "event reward home-banner"],
  [{ advance: "120m" }, "advance 2h"],
  [{ advance: "90s" }, "advance 90s"],
  [{ advance: "1.5s" }, "advance 1500ms"],
  [{ advance: "0s" }, "advance 0s"],
  [{ join: { buyer: "shoes.example", name: "runners" } }, "join shoes.example/runners"],
  [{ leave: { buyer: "shoes.example", name: "runners" } }, "leave shoes.example/runners"],
  [{ set: { consent: "not-asked" } }, "set consent not-asked"],
  [
    {
      selectAds: { seller: "ssp.example", customAudienceBuyers: [] },
      as: "first",
      app: "com.other",
    },
    "selectAds ssp.example as first by com.other",
  ],
  [
    { selectAdsFromOutcomes: { seller: "ssp.example", of: ["a", "-7"] } },
    "selectAdsFromOutcomes ssp.example of a, -7",
  ],
  [{ reportImpression: { of: "first" } }, "reportImpression of first"],
  [{ reportEvent: { of: "first", key: "click" } }, "reportEvent click of first"],
  [
    {
      updateAdCounterHistogram: { of: "first", callerAdTech: "ssp.example", eventType: "view" },
    },
    "updateAdCounterHistogram view of first",
  ],
  [{ setAppInstallAdvertisers: { advertisers: [] } }, "setAppInstallAdvertisers nobody"],
  [
    { fetchAndJoinCustomAudience: { fetchUri: "https://shoes.example/join" } },
    "fetchAndJoinCustomAudience https://shoes.example/join",
  ],
  [
    { scheduleCustomAudienceUpdate: { updateUri: "https://shoes.example/u", minDelay: "30m" } },
    "scheduleCustomAudienceUpdate https://shoes.example/u",
  ],
  [
    { override: { customAudience: { buyer: "a.example", name: "x", biddingLogicJs: "" } } },
    "override customAudience a.example/x",
  ],
  [
    { override: { remove: { customAudience: { buyer: "a.example", name: "x" } } } },
    "override remove customAudience a.example/x",
  ],
  [{ override: { reset: "adSelection" } }, "override reset adSelection"],
  [
    { storeOutcome: { buyer: "a.example", renderUri: "https://a.example/ad", bid: 1 } },
    "storeOutcome https://a.example/ad",
  ],
  [{ runJob: "maintenance" }, "runJob maintenance"],
])("puts %j into words", (input, words) => {
  const steps = StepsSchema.parse([input]);

  expect(steps.map(renderStep)).toEqual([words]);
});
