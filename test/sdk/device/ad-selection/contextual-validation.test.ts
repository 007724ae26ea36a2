import type { AdSelectionConfigInput } from "fledgling";
import { expect, it } from "vitest";
import { anAdSelectionConfig } from "../../../support/builders.ts";
import { createDevice, lastFailureOf, urlsOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

type Offered = NonNullable<AdSelectionConfigInput["perBuyerSignedContextualAds"]>[string];
type OfferedAd = Offered["adsWithBid"][number]["ad"];

const renderUri = "https://buyer.example/ad";
const winScript = "https://buyer.example/win.js";

function offering(ad: Partial<OfferedAd>, changes: Partial<Offered> = {}) {
  const adsWithBid = [{ ad: { renderUri, ...ad }, bid: 1 }];
  const ads = { buyer: "buyer.example", decisionLogicUri: winScript, adsWithBid, ...changes };
  return anAdSelectionConfig({ perBuyerSignedContextualAds: { "buyer.example": ads } });
}

const cap = (changes: object = {}) => ({
  adCounterKey: 1,
  maxCount: 1,
  intervalMs: 1_000,
  ...changes,
});
const capped = (...win: ReturnType<typeof cap>[]) => ({ adFilters: { frequencyCap: { win } } });

const wrong: readonly (readonly [string, AdSelectionConfigInput, string])[] = [
  [
    "a script elsewhere",
    offering({}, { decisionLogicUri: "https://other.example/win.js" }),
    "The contextual ads' https://other.example/win.js should be https on buyer.example or a subdomain.",
  ],
  [
    "an ad elsewhere",
    offering({ renderUri: "https://other.example/ad" }),
    "The contextual ads' https://other.example/ad should be https on buyer.example or a subdomain.",
  ],
  [
    "an ad without https",
    offering({ renderUri: "http://buyer.example/ad" }),
    "The contextual ads' http://buyer.example/ad should be https on buyer.example or a subdomain.",
  ],
  [
    "metadata that are no JSON",
    offering({ metadata: "x" }),
    `The metadata of the contextual ad ${renderUri} should be valid JSON.`,
  ],
  [
    "eleven counter keys",
    offering({ adCounterKeys: Array.from({ length: 11 }, (_each, index) => index) }),
    `For ad ${renderUri}, AdData should have no more than 10 ad counter keys`,
  ],
  [
    "21 caps",
    offering(capped(...Array.from({ length: 21 }, () => cap()))),
    `For ad ${renderUri}, FrequencyCapFilters should have no more than 20 filters`,
  ],
  [
    "a cap of none",
    offering(capped(cap({ maxCount: 0 }))),
    `For ad ${renderUri}, KeyedFrequencyCap max count 0 must be strictly positive`,
  ],
];

// spec: on-device 2.2, "checked even when the contextual feature is off"
it.each(["android", "android-all-on"] as const)(
  "checks contextual ads in profile %s, whether or not they take part (spec: on-device 2.2)",
  async (profile) => {
    const answers = [];
    for (const [, config] of wrong) {
      const device = createDevice({ profile });
      const { code } = await errorOf(() => device.adServices.selectAds(config));
      answers.push([code, lastFailureOf(device).serviceMessage, urlsOf(device)]);
    }

    expect(answers).toEqual(
      wrong.map(([, , violation]) => [
        "ERR_DEVICE_ILLEGAL_ARGUMENT",
        `Encountered failure during Ad Selection: Invalid object of type AdSelectionConfig. The violations are: [${violation}]`,
        [],
      ]),
    );
  },
);

it("checks addresses against the ads' own buyer, whatever the config has them under (spec: on-device 2.9)", async () => {
  const device = createDevice();
  const { perBuyerSignedContextualAds = {} } = offering({});
  const ads = Object.values(perBuyerSignedContextualAds)[0];

  const outcome = await device.adServices.selectAds(
    anAdSelectionConfig({ perBuyerSignedContextualAds: ads ? { "alias.example": ads } : {} }),
  );

  expect(outcome?.renderUri).toBe(renderUri);
});

it("collects what is wrong with several ads, and throws it once (spec: on-device 2.2)", async () => {
  const device = createDevice();
  const adsWithBid = ["https://a.example/1", "https://b.example/2"].map((uri) => ({
    ad: { renderUri: uri },
    bid: 1,
  }));

  await errorOf(() => device.adServices.selectAds(offering({}, { adsWithBid })));

  const words = (uri: string) =>
    `The contextual ads' ${uri} should be https on buyer.example or a subdomain.`;
  expect(lastFailureOf(device).serviceMessage).toContain(
    `[${words("https://a.example/1")}, ${words("https://b.example/2")}]`,
  );
});
