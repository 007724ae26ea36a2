import type { AdSelectionConfigInput } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const prefix = "Encountered failure during Ad Selection: ";
const seller = "The AdSelectionConfig's seller";
const logic = "The AdSelectionConfig's Decision Logic URI";
const signals = "The AdSelectionConfig's Trusted Scoring Signals URI";
const contextualAds = {
  buyer: "buyer.example",
  decisionLogicUri: "https://buyer.example/win.js",
  adsWithBid: [{ ad: { renderUri: "https://buyer.example/ad" }, bid: 1 }],
};

// spec: on-device 2.2, row by row
it.each([
  ["no seller", { seller: "" }, [`${seller} should not be null nor empty.`]],
  [
    "a seller without a host",
    { seller: "/path" },
    [
      `${seller} has missing domain name.`,
      "The seller host name /path and the seller-provided Decision Logic URI's host name seller.example are not consistent.",
    ],
  ],
  [
    "a seller with a scheme",
    { seller: "https://x.example", decisionLogicUri: "" },
    [`${seller} is an invalid domain name.`, `${logic} should be specified.`],
  ],
  [
    "a seller with a port",
    { seller: "x.example:80", decisionLogicUri: "" },
    [`${seller} is an invalid domain name.`, `${logic} should be specified.`],
  ],
  [
    "a seller with a path",
    { seller: "x.example/y", decisionLogicUri: "" },
    [`${seller} is an invalid domain name.`, `${logic} should be specified.`],
  ],
  [
    "a seller that is a number",
    { seller: "127.0.0.1", decisionLogicUri: "https://127.0.0.1/x" },
    [`${seller} is an invalid domain name.`],
  ],
  ["no decision logic", { decisionLogicUri: "" }, [`${logic} should be specified.`]],
  [
    "decision logic without a host",
    { decisionLogicUri: "https:///x" },
    [`${logic} should have present host.`],
  ],
  [
    "decision logic that is only a path",
    { decisionLogicUri: "decision.js" },
    [`${logic} should have present host.`],
  ],
  [
    "decision logic elsewhere",
    { decisionLogicUri: "https://other.example/x" },
    [
      "The seller host name seller.example and the seller-provided Decision Logic URI's host name other.example are not consistent.",
    ],
  ],
  [
    "decision logic elsewhere that only ends like it",
    { decisionLogicUri: "https://notseller.example/x" },
    [
      "The seller host name seller.example and the seller-provided Decision Logic URI's host name notseller.example are not consistent.",
    ],
  ],
  [
    "decision logic elsewhere behind a user name",
    { decisionLogicUri: "https://seller.example@other.example/x" },
    [
      "The seller host name seller.example and the seller-provided Decision Logic URI's host name other.example are not consistent.",
    ],
  ],
  [
    "decision logic elsewhere behind a backslash",
    { decisionLogicUri: "https://other.example\\@seller.example/x" },
    [
      "The seller host name seller.example and the seller-provided Decision Logic URI's host name other.example are not consistent.",
    ],
  ],
  [
    "decision logic without https",
    { decisionLogicUri: "http://seller.example/x" },
    [`${logic} should use HTTPS.`],
  ],
  [
    "decision logic elsewhere without https",
    { decisionLogicUri: "http://other.example/x" },
    [
      "The seller host name seller.example and the seller-provided Decision Logic URI's host name other.example are not consistent.",
    ],
  ],
  [
    "scoring signals without a host",
    { trustedScoringSignalsUri: "signals" },
    [`${signals} should have present host.`],
  ],
  [
    "scoring signals elsewhere",
    { trustedScoringSignalsUri: "https://other.example/x" },
    [
      "The seller host name seller.example and the seller-provided Trusted Scoring Signals URI's host name other.example are not consistent.",
    ],
  ],
  [
    "scoring signals without https",
    { trustedScoringSignalsUri: "http://seller.example/x" },
    [`${signals} should use HTTPS.`],
  ],
  [
    "several mistakes at once",
    { decisionLogicUri: "", trustedScoringSignalsUri: "http://seller.example/x" },
    [`${logic} should be specified.`, `${signals} should use HTTPS.`],
  ],
  [
    "a contextual ad's script elsewhere",
    {
      perBuyerSignedContextualAds: {
        b: { ...contextualAds, decisionLogicUri: "https://other.example/win.js" },
      },
    },
    [
      "The contextual ads' https://other.example/win.js should be https on buyer.example or a subdomain.",
    ],
  ],
  [
    "a contextual ad elsewhere",
    {
      perBuyerSignedContextualAds: {
        b: {
          ...contextualAds,
          adsWithBid: [{ ad: { renderUri: "http://buyer.example/ad" }, bid: 1 }],
        },
      },
    },
    [
      "The contextual ads' http://buyer.example/ad should be https on buyer.example or a subdomain.",
    ],
  ],
  [
    "a contextual ad with odd metadata",
    {
      perBuyerSignedContextualAds: {
        b: {
          ...contextualAds,
          adsWithBid: [{ ad: { renderUri: "https://buyer.example/ad", metadata: "x" }, bid: 1 }],
        },
      },
    },
    ["The metadata of the contextual ad https://buyer.example/ad should be valid JSON."],
  ],
])("refuses %s before any request", async (_case, changes, violations) => {
  const device = createDevice();
  await join(device, aCustomAudience());

  const error = await errorOf(() => device.adServices.selectAds(anAdSelectionConfig(changes)));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(error.message).toBe("selectAds threw IllegalArgumentException without a message.");
  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: `${prefix}Invalid object of type AdSelectionConfig. The violations are: [${violations.join(", ")}]`,
  });
  expect(urlsOf(device)).toEqual([]);
});

// spec: on-device 2.2
it.each([
  [
    "a subdomain of the seller, in any case",
    { decisionLogicUri: "https://CDN.Seller.example/decision.js" },
  ],
  ["a port", { decisionLogicUri: "https://seller.example:8443/decision.js" }],
  ["no scoring signals", { trustedScoringSignalsUri: "" }],
])("accepts %s", async (_case, changes) => {
  const device = createDevice({
    routes: { "https://": "function scoreAd() { return { status: 0, score: 1 }; }" },
  });
  await join(device, aCustomAudience());

  const outcome = await device.adServices.selectAds(anAdSelectionConfig(changes));

  expect(outcome?.renderUri).toBe("https://buyer.example/ad");
});

it("refuses prebuilt addresses where they are off (spec: on-device 2.2)", async () => {
  const device = createDevice({ profile: "android" });
  await join(device, aCustomAudience());
  const decisionLogicUri = "ad-selection-prebuilt://ad-selection/highest-bid-wins/";

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig({ decisionLogicUri })));

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: `${prefix}Prebuilt Uri feature is disabled!`,
  });
  expect(ledgerOf(device)).toEqual([
    `ad selection call-2 | argument-refused | ${decisionLogicUri} cannot be used: this profile has prebuilt addresses off`,
  ]);
});

it("tells people the values that the service keeps to itself", async () => {
  const device = createDevice();

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig({ seller: "a b" })));

  expect(ledgerOf(device)).toEqual([
    expect.stringMatching(
      / Given: seller "a b", decisionLogicUri "https:\/\/seller.example\/decision.js", trustedScoringSignalsUri ""\.$/,
    ),
  ]);
});

it("calls a misspelt key a mistake in the program, not an answer of the device", async () => {
  const device = createDevice();
  const misspelt = { ...anAdSelectionConfig(), sellerSignal: {} };

  const error = await errorOf(() => device.adServices.selectAds(misspelt));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});

it.each([
  ["seller", "The seller has not been provided"],
  ["decisionLogicUri", "The decision logic URI has not been provided"],
  ["customAudienceBuyers", "The custom audience buyers have not been provided"],
] as const)(
  "asks for a %s that is missing in the builder's words (spec: on-device 2.2)",
  async (field, message) => {
    const device = createDevice();
    const { [field]: _missing, ...incomplete } = anAdSelectionConfig();

    const error = await errorOf(() =>
      device.adServices.selectAds(incomplete as AdSelectionConfigInput),
    );

    expect(error.code).toBe("ERR_CONFIG_INVALID");
    expect(error.details["issues"]).toEqual([{ path: [field], message }]);
  },
);
