import type { CustomAudienceInput } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import { createDevice, join, lastFailureOf, ledgerOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import { startsAtMs } from "../../../support/test-environment.ts";

const day = 86_400_000;
const longestMs = 60 * day;
const type = "android.adservices.customaudience.CustomAudience";
const adType = "android.adservices.common.AdData";

/** Where the custom audience and all its addresses lie. */
const long = (bytes: number) => `https://buyer.example/${"a".repeat(bytes - 22)}`;

/** An ad that counts as many bytes: its address, and two for its metadata. */
const adOf = (bytes: number) => ({ renderUri: long(bytes - 2), metadata: {} });

// spec: on-device 9
it.each<[string, Partial<CustomAudienceInput>, string]>([
  [
    "a buyer that is no domain",
    { buyer: "buyer.example:80", ads: [] },
    [
      `The ${type}'s buyer is an invalid domain name.`,
      "The buyer host name buyer.example:80 and the buyer-provided daily update uri's host name buyer.example are not consistent.",
      "The buyer host name buyer.example:80 and the buyer-provided bidding logic uri's host name buyer.example are not consistent.",
      "The buyer host name buyer.example:80 and the buyer-provided trusted bidding URI's host name buyer.example are not consistent.",
    ].join(", "),
  ],
  ["a buyer without a name", { buyer: "" }, `The ${type}'s buyer should not be null nor empty.`],
  [
    "a script elsewhere",
    { biddingLogicUri: "https://other.example/b.js" },
    "The buyer host name buyer.example and the buyer-provided bidding logic uri's host name other.example are not consistent.",
  ],
  [
    "an update without https",
    { dailyUpdateUri: "http://buyer.example/u" },
    `The ${type}'s daily update uri should use HTTPS.`,
  ],
  [
    "trusted signals elsewhere",
    { trustedBiddingData: { trustedBiddingUri: "https://other.example/t" } },
    "The buyer host name buyer.example and the buyer-provided trusted bidding URI's host name other.example are not consistent.",
  ],
  [
    "an ad elsewhere",
    { ads: [anAd(1), anAd(2, "https://other.example/ad")] },
    "For ad https://other.example/ad, The buyer host name buyer.example and the buyer-provided render uri's host name other.example are not consistent.",
  ],
  [
    "several mistakes",
    { biddingLogicUri: "b.js", dailyUpdateUri: "u" },
    `The ${type}'s daily update uri should have present host., The ${type}'s bidding logic uri should have present host.`,
  ],
  [
    "signals that are no JSON",
    { userBiddingSignals: "{" },
    `${type}'s user bidding signals should be a valid json.`,
  ],
  [
    "metadata that are a list",
    { ads: [{ renderUri: "https://buyer.example/ad", metadata: "[]" }] },
    `For ad https://buyer.example/ad, ${adType}'s metadata should be a valid json.`,
  ],
  [
    "an expiration in the past",
    { expirationTimeMs: startsAtMs },
    "Custom audience must expire in the future, provided time is 2023-11-14T22:13:20Z.",
  ],
  [
    "an expiration at its activation",
    { activationTimeMs: startsAtMs + 5, expirationTimeMs: startsAtMs + 5 },
    "Custom audience activation time 2023-11-14T22:13:20.005Z should not be after expiration time 2023-11-14T22:13:20.005Z.",
  ],
  [
    "an expiration too late",
    { activationTimeMs: startsAtMs + 5, expirationTimeMs: startsAtMs + 6 + longestMs },
    "Custom audience expiration time should be within PT1440H of activation time 2023-11-14T22:13:20.005Z or current time 2023-11-14T22:13:20Z, which ever is later, provided time is 2024-01-13T22:13:20.006Z.",
  ],
  [
    "an expiration too late after an activation long ago",
    { activationTimeMs: 0, expirationTimeMs: startsAtMs + 1 + longestMs },
    "Custom audience expiration time should be within PT1440H of activation time 1970-01-01T00:00:00Z or current time 2023-11-14T22:13:20Z, which ever is later, provided time is 2024-01-13T22:13:20.001Z.",
  ],
  [
    "an activation too late",
    { activationTimeMs: startsAtMs + longestMs + 1 },
    "Custom audience activation time should be within PT1440H from current time 2023-11-14T22:13:20Z, provided time is 2024-01-13T22:13:20.001Z.",
  ],
  [
    "a time that no calendar has",
    { activationTimeMs: 1e20 },
    "Custom audience activation time should be within PT1440H from current time 2023-11-14T22:13:20Z, provided time is 100000000000000000000 ms since the epoch.",
  ],
  [
    "a name too long, in bytes",
    { name: "é".repeat(100) + "e" },
    "Custom audience name should not exceed 200 byte(s), the provided data size is 201 byte(s).",
  ],
  [
    "an address of the update too long",
    { dailyUpdateUri: long(401) },
    "Custom audience daily update uri should not exceed 400 byte(s), the provided data size is 401 byte(s).",
  ],
  [
    "an address of the script too long",
    { biddingLogicUri: long(401) },
    "Custom audience bidding logic uri should not exceed 400 byte(s), the provided data size is 401 byte(s).",
  ],
  [
    "user bidding signals too large",
    { userBiddingSignals: { a: "x".repeat(10_233) } },
    "Custom audience user bidding signal size should not exceed 10240 byte(s), the provided data size is 10241 byte(s).",
  ],
  [
    "user bidding signals whose text is too long, whatever it comes to",
    { userBiddingSignals: `{${" ".repeat(10_239)}}` },
    "Custom audience user bidding signal size should not exceed 10240 byte(s), the provided data size is 10241 byte(s).",
  ],
  [
    "trusted bidding data too large: address and keys",
    {
      trustedBiddingData: {
        trustedBiddingUri: long(40),
        trustedBiddingKeys: ["a", "x".repeat(10_200)],
      },
    },
    "Custom audience trusted bidding data size should not exceed 10240 byte(s), the provided data size is 10241 byte(s).",
  ],
  [
    "ads too large: addresses and metadata",
    { ads: [adOf(10_200), adOf(41)] },
    "Single custom audience total ads size should not exceed 10240 byte(s), the provided data size is 10241 byte(s).",
  ],
  [
    "too many ads",
    { ads: Array.from({ length: 101 }, () => adOf(40)) },
    "Single custom audience ads count should not exceed 100, the provided data size is 101",
  ],
])("refuses %s", async (_case, changes, violations) => {
  const device = createDevice();

  const error = await errorOf(() =>
    device.adServices.joinCustomAudience({
      ...aCustomAudience(),
      ...changes,
    }),
  );

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device)).toEqual({
    api: "joinCustomAudience",
    status: 2,
    serviceMessage: `Invalid object of type ${type}. The violations are: [${violations}]`,
    exception: "IllegalArgumentException",
  });
});

it("accepts whatever is as large as it may be (spec: on-device 5, 9)", async () => {
  const device = createDevice();
  const largest = aCustomAudience({
    name: "é".repeat(100),
    dailyUpdateUri: long(400),
    biddingLogicUri: long(400),
    userBiddingSignals: { a: "x".repeat(10_232) },
    trustedBiddingData: {
      trustedBiddingUri: long(40),
      trustedBiddingKeys: ["x".repeat(10_200)],
    },
    ads: [...Array.from({ length: 99 }, () => adOf(100)), adOf(340)],
  });

  await expect(device.adServices.joinCustomAudience(largest)).resolves.toBeUndefined();
});

it("explains in the ledger whose audience was refused", async () => {
  const device = createDevice();

  await errorOf(() => join(device, aCustomAudience({ dailyUpdateUri: "u" })));

  expect(ledgerOf(device)).toEqual([
    `joinCustomAudience call-1 | argument-refused | custom audience buyer.example/shoes: The ${type}'s daily update uri should have present host. Given: dailyUpdateUri u, biddingLogicUri https://buyer.example/bidding.js, trustedBiddingUri https://buyer.example/trusted.`,
  ]);
});

it.each(["buyer", "name", "dailyUpdateUri", "biddingLogicUri"] as const)(
  "asks for a %s that is missing in the builder's words (spec: on-device 9)",
  async (field) => {
    const device = createDevice();
    const names = { buyer: "buyer", name: "name" };
    const uris = { dailyUpdateUri: "daily update URI", biddingLogicUri: "bidding logic URI" };
    const { [field]: _missing, ...incomplete } = aCustomAudience();

    const error = await errorOf(() =>
      device.adServices.joinCustomAudience(incomplete as CustomAudienceInput),
    );

    expect(error.code).toBe("ERR_CONFIG_INVALID");
    expect(error.details["issues"]).toEqual([
      { path: [field], message: `The ${{ ...names, ...uris }[field]} has not been provided` },
    ]);
  },
);

// spec: on-device 9
it.each<[string, Partial<CustomAudienceInput>, number, number]>([
  ["no times at all", {}, 0, longestMs],
  [
    "an activation in the past, which means now",
    { activationTimeMs: startsAtMs - day },
    0,
    longestMs,
  ],
  [
    "an activation in the past and the latest expiration",
    { activationTimeMs: 0, expirationTimeMs: startsAtMs + longestMs },
    0,
    longestMs,
  ],
  [
    "the latest times there can be",
    { activationTimeMs: startsAtMs + longestMs, expirationTimeMs: startsAtMs + 2 * longestMs },
    longestMs,
    2 * longestMs,
  ],
  ["the earliest expiration", { expirationTimeMs: startsAtMs + 1 }, 0, 1],
])("accepts %s", async (_case, changes, activatesInMs, expiresInMs) => {
  const device = createDevice({ withBodies: true });
  await join(device, { ...aCustomAudience(), ...changes });
  await device.clock.sleep(activatesInMs);

  await device.adServices.selectAds(anAdSelectionConfig());

  const finished = device.events.find((event) => event.type === "logic.finished");
  expect(finished).toMatchObject({
    arguments: [
      [
        ...Array.from({ length: 5 }, () => expect.anything() as unknown),
        expect.objectContaining({
          activation_time: startsAtMs + activatesInMs,
          expiration_time: startsAtMs + expiresInMs,
        }),
      ],
    ],
  });
});

it("tells the trace who joined what", async () => {
  const device = createDevice();

  await join(device, aCustomAudience());

  expect(device.events).toEqual([
    {
      type: "audience.joined",
      atMs: 0,
      owner: "com.example.game",
      buyer: "buyer.example",
      name: "shoes",
    },
  ]);
});

it("calls a misspelt key a mistake in the program", async () => {
  const device = createDevice();
  const misspelt = { ...aCustomAudience(), trustedBiddingKeys: [] };

  const error = await errorOf(() => device.adServices.joinCustomAudience(misspelt));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
});
