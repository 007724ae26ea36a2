import type { AdSelectionConfigInput, AdSelectionOutcome } from "fledgling";
import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const decisionLogic = "https://seller.example/decision.js";
const prefix = "Encountered failure during Ad Selection: ";

/** Scores what reaches the price that the caller sends along. */
const chainingScript = `function scoreAd(ad, bid, config) {
  return { status: 0, score: bid >= config.auction_signals.min_price ? bid : 0 };
}`;

/** An outcome with bid 2, from an auction of its own; what the device tells from here on is the test's. */
async function createChain(route = chainingScript) {
  const device = createDevice({ profile: "proposal" });
  await join(device, aCustomAudience({ ads: [anAd(2)] }));
  const outcome = await anOutcome(device.adServices.selectAds(anAdSelectionConfig()));
  device.http.serve(decisionLogic, route);
  return { device, outcome };
}

function chain(
  { adServices }: DeviceFixture,
  outcome: AdSelectionOutcome,
  changes: Partial<AdSelectionConfigInput> = {},
): Promise<AdSelectionOutcome | null> {
  return adServices.selectAds(
    anAdSelectionConfig({
      customAudienceBuyers: [],
      adSelectionSignals: { min_price: 2 },
      chainedAdSelections: [outcome],
      ...changes,
    }),
  );
}

it("gives back the same outcome when a chained one wins, with no buyer in the call (spec: proposal)", async () => {
  const { device, outcome } = await createChain();
  const requestCount = device.http.requests.length;

  const selected = await chain(device, outcome);

  expect(selected).toEqual(outcome);
  expect(device.events.at(-1)).toMatchObject({
    type: "ad-selection.finished",
    reused: true,
    bid: 2,
  });
  expect(urlsOf(device).slice(requestCount)).toEqual([decisionLogic]);
});

it("gives null when nobody wins, which is no failure (spec: proposal)", async () => {
  const { device, outcome } = await createChain();

  const selected = await chain(device, outcome, { adSelectionSignals: { min_price: 2.01 } });

  expect(selected).toBeNull();
  expect(ledgerOf(device)).toEqual([
    `ad https://buyer.example/ad-2 | score-not-positive | bid 2; scoreAd of ${decisionLogic} gave 0, and a winner needs more than 0`,
    `ad selection call-3 | no-winning-score | none of 1 ads scored above 0 (scoreAd of ${decisionLogic})`,
  ]);
});

// spec: proposal
it.each([
  ["has an audience that may bid", ["other.example"]],
  ["sends a bid that counts", ["buyer.example"]],
])("gives null when no buyer %s", async (_case, customAudienceBuyers) => {
  const device = createDevice({
    profile: "proposal",
    routes: { "https://buyer.example/bidding.js": "" },
  });
  await join(device, aCustomAudience());

  expect(
    await device.adServices.selectAds(anAdSelectionConfig({ customAudienceBuyers })),
  ).toBeNull();
});

it("still fails when something breaks (spec: proposal)", async () => {
  const { device, outcome } = await createChain("broken");

  const error = await errorOf(() => chain(device, outcome));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
});

it("stores a new outcome under a new id when an own bid wins (spec: proposal)", async () => {
  const { device, outcome } = await createChain();
  await join(device, aCustomAudience({ ads: [anAd(3)] }));

  const selected = await chain(device, outcome, { customAudienceBuyers: ["buyer.example"] });

  expect(selected?.renderUri).toBe("https://buyer.example/ad-3");
  expect(selected?.adSelectionId).not.toBe(outcome.adSelectionId);
  expect(ledgerOf(device)).toEqual([
    `ad https://buyer.example/ad-2 | score-lower | bid 2; scoreAd of ${decisionLogic} gave 2, and 3 to https://buyer.example/ad-3`,
  ]);
});

it("puts own bids before chained outcomes, so that a tie is the own bid's (spec: proposal)", async () => {
  const { device, outcome } = await createChain();

  const selected = await chain(device, outcome, { customAudienceBuyers: ["buyer.example"] });

  expect(selected?.renderUri).toBe(outcome.renderUri);
  expect(selected?.adSelectionId).not.toBe(outcome.adSelectionId);
});

it("puts contextual ads before chained outcomes too (spec: proposal)", async () => {
  const { device, outcome } = await createChain();
  const contextualAds = {
    buyer: "buyer.example",
    decisionLogicUri: "https://buyer.example/win.js",
    adsWithBid: [{ ad: anAd(2, "https://buyer.example/contextual"), bid: 2 }],
  };

  const selected = await chain(device, outcome, {
    perBuyerSignedContextualAds: { "buyer.example": contextualAds },
  });

  expect(selected?.renderUri).toBe("https://buyer.example/contextual");
});

it("shows scoreAd a chained outcome as an ad with its id, and nothing else of it (spec: proposal)", async () => {
  const { device, outcome } = await createChain(
    "function scoreAd(ad, bid, config, seller, trusted, contextual, audiences) { console.log(JSON.stringify([ad, bid, trusted, contextual, audiences])); return { status: 0, score: 1 }; }",
  );
  device.http.serve("https://seller.example/signals", "{}");

  await chain(device, outcome, {
    customAudienceBuyers: ["buyer.example"],
    trustedScoringSignalsUri: "https://seller.example/signals",
  });

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [JSON.parse(event.text) as unknown] : [],
  );
  const audiences = [{ buyer: "buyer.example", name: "shoes" }];
  expect(printed).toEqual([
    [{ render_uri: outcome.renderUri, metadata: { bid: 2 } }, 2, {}, {}, audiences],
    [
      { render_uri: outcome.renderUri, metadata: {} },
      2,
      {},
      { ad_selection_id: outcome.adSelectionId },
      audiences,
    ],
  ]);
  expect(urlsOf(device).at(-1)).toBe(
    "https://seller.example/signals?renderuris=https%3A%2F%2Fbuyer.example%2Fad-2",
  );
});

it("scores chained outcomes in the order given (spec: proposal)", async () => {
  const { device, outcome } = await createChain(
    "function scoreAd() { return { status: 0, score: 1 }; }",
  );
  await join(device, aCustomAudience({ ads: [anAd(3)] }));
  const other = await anOutcome(device.adServices.selectAds(anAdSelectionConfig()));

  const selected = [
    await chain(device, outcome, { chainedAdSelections: [other, outcome] }),
    await chain(device, outcome, { chainedAdSelections: [outcome, other] }),
  ];

  expect(selected).toEqual([other, outcome]);
});

it("refuses what it does not know or what was forged, before anything runs (spec: proposal)", async () => {
  const { device, outcome } = await createChain();
  const requestCount = device.http.requests.length;
  const forged = { ...outcome, renderUri: "https://buyer.example/forged" };

  const errors = [
    await errorOf(() => chain(device, { ...outcome, adSelectionId: "-7" })),
    await errorOf(() => chain(device, forged)),
  ];

  expect(errors.map(({ code }) => code)).toEqual([
    "ERR_DEVICE_ILLEGAL_ARGUMENT",
    "ERR_DEVICE_ILLEGAL_ARGUMENT",
  ]);
  expect(ledgerOf(device)).toEqual([
    "ad selection call-3 | argument-refused | Chained ad selection -7 is unknown, deleted or another app's.",
    `ad selection call-4 | argument-refused | Chained ad selection ${outcome.adSelectionId} is stored with ${outcome.renderUri}, not with https://buyer.example/forged.`,
  ]);
  expect(device.http.requests).toHaveLength(requestCount);
});

it("refuses an outcome that the job maintenance has deleted (spec: proposal, on-device 2.7)", async () => {
  const { device, outcome } = await createChain();
  await device.clock.sleep(86_400_001);
  await device.adServices.controls.runBackgroundJob("maintenance");

  const error = await errorOf(() => chain(device, outcome));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
});

// spec: on-device 10
it.each(["android", "android-all-on"] as const)(
  "does not exist in profile %s, where nobody winning is an exception",
  async (profile) => {
    const device = createDevice({ profile });

    const error = await errorOf(() =>
      chain(device, { adSelectionId: "-7", renderUri: "https://buyer.example/ad" }),
    );

    expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
    expect(lastFailureOf(device).serviceMessage).toBe(
      `${prefix}chainedAdSelections is part of the proposal and never shipped: use profile proposal, or selectAdsFromOutcomes.`,
    );
  },
);
