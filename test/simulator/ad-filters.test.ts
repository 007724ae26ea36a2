import { expect, it } from "vitest";
import { biddingScript, decisionScript } from "../support/builders.ts";
import { aScenario } from "../support/a-scenario.ts";
import { runInline } from "../support/a-waterfall.ts";

const counted = "https://buyer.example/counted";
const selectAds = { seller: "seller.example", customAudienceBuyers: ["buyer.example"] };
const exception = "IllegalStateException";

it("lets ads of a scenario have counter keys, filters and a render id (spec: on-device 2.3, 9)", async () => {
  const win = [{ adCounterKey: 7, maxCount: 1, intervalMs: 60_000 }];
  const ad = {
    renderUri: counted,
    metadata: { bid: 2 },
    adCounterKeys: [7],
    adFilters: { frequencyCap: { win }, appInstall: { packageNames: ["com.example.shop"] } },
    adRenderId: "id",
  };
  const scenario = aScenario({
    device: { customAudiences: [{ buyer: "buyer.example", name: "shoes", ads: [ad] }] },
    sellers: { "seller.example": { decisionLogic: { inline: decisionScript } } },
    buyers: { "buyer.example": { biddingLogic: { inline: biddingScript } } },
    steps: [
      { selectAds, expect: { winner: counted } },
      { selectAds, expect: { exception, rules: { [`ad ${counted}`]: "frequency-capped" } } },
      { advance: "61s" },
      { setAppInstallAdvertisers: { advertisers: ["buyer.example"] }, app: "com.example.shop" },
      { selectAds, expect: { exception, rules: { [`ad ${counted}`]: "app-installed" } } },
    ],
  });

  const run = await runInline(scenario);

  expect(run.unmetExpectations).toEqual([]);
});
