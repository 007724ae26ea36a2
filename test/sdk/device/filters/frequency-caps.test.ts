import { expect, it } from "vitest";
import { aCustomAudience, anAd } from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import {
  aCappedAd,
  aCountedAd,
  config,
  counted,
  countedIn,
  printedIn,
  spare,
  winnerOf,
  withSpareAd,
} from "./a-counted-ad.ts";

it("keeps an ad out once it has won as often as its cap allows, and says so (spec: on-device 2.3)", async () => {
  const device = createDevice();
  await join(device, withSpareAd(aCappedAd("win", 2)));

  const winners = [await winnerOf(device), await winnerOf(device), await winnerOf(device)];

  expect(winners).toEqual([counted, counted, spare]);
  expect(ledgerOf(device).at(-1)).toBe(
    `ad ${counted} | frequency-capped | win events under counter key 7 in the last 60000 ms: 2, and the cap is 2`,
  );
});

it.each([
  [60_000, spare],
  [60_001, counted],
])(
  "counts an event that is %i ms old in a window of 60000: %s wins (spec: on-device 2.3)",
  async (ageMs, winner) => {
    const device = createDevice();
    await join(device, withSpareAd(aCappedAd("win", 1)));
    await winnerOf(device);

    await device.clock.sleep(ageMs);

    expect(await winnerOf(device)).toBe(winner);
  },
);

it("counts wins for each custom audience by itself (spec: on-device 2.3)", async () => {
  const device = createDevice();
  await join(device, withSpareAd(aCappedAd("win", 1), { name: "one" }));
  await join(device, withSpareAd(aCappedAd("win", 1), { name: "two" }));

  const winners = [await winnerOf(device), await winnerOf(device), await winnerOf(device)];

  expect(winners).toEqual([counted, counted, spare]);
});

it("counts wins for each app's audience of one name by itself (spec: on-device 2.3)", async () => {
  const device = createDevice();
  await join(device, withSpareAd(aCappedAd("win", 1)));
  const other = device.adServices.forApp("com.example.other");
  await other.joinCustomAudience(withSpareAd(aCappedAd("win", 1)));

  const winners = [await winnerOf(device), await winnerOf(device), await winnerOf(device)];

  expect(winners).toEqual([counted, counted, spare]);
});

it("does not count wins for the audience when its ad has other keys (spec: on-device 2.3)", async () => {
  const device = createDevice();
  const { adFilters } = aCappedAd("win", 1);
  await join(device, withSpareAd(aCountedAd({ adCounterKeys: [8], adFilters })));

  expect([await winnerOf(device), await winnerOf(device)]).toEqual([counted, counted]);
});

it.each(["impression", "view", "click"] as const)(
  "counts %s events across a buyer's audiences and apps, and no other buyer's (spec: on-device 2.3)",
  async (eventType) => {
    const device = createDevice();
    await join(device, withSpareAd(aCountedAd(), { name: "won" }));
    const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
    const update = { adSelectionId, callerAdTech: "seller.example", eventType };
    await device.adServices.updateAdCounterHistogram(update);
    await device.adServices.leaveCustomAudience({ buyer: "buyer.example", name: "won" });
    const other = device.adServices.forApp("com.example.other");
    await other.joinCustomAudience(withSpareAd(aCappedAd(eventType, 1), { name: "another" }));
    const foreign = { ...aCappedAd(eventType, 1), renderUri: "https://other.example/ad" };
    await join(device, aCustomAudience({ buyer: "other.example", ads: [foreign] }));

    const winners = [
      await winnerOf(device),
      await winnerOf(device, { customAudienceBuyers: ["other.example"] }),
    ];

    expect(winners).toEqual([spare, "https://other.example/ad"]);
  },
);

it("keeps an ad out when any one of its caps is reached (spec: on-device 2.3)", async () => {
  const device = createDevice();
  const often = { adCounterKey: 7, maxCount: 9, intervalMs: 60_000 };
  const once = { ...often, maxCount: 1 };
  const adFilters = { frequencyCap: { impression: [often], win: [often, once] } };
  await join(device, withSpareAd(aCountedAd({ adFilters })));

  expect([await winnerOf(device), await winnerOf(device)]).toEqual([counted, spare]);
});

it("leaves out an audience whose ads are all kept out, before anything of its is fetched (spec: on-device 2.1, step 7)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience({ ads: [aCappedAd("win", 1)] }));
  await join(device, aCustomAudience({ buyer: "other.example" }));
  await device.adServices.selectAds(config);
  const before = urlsOf(device).length;

  const winner = await winnerOf(device, {
    customAudienceBuyers: ["buyer.example", "other.example"],
  });

  expect(winner).toBe("https://other.example/ad");
  expect(urlsOf(device).slice(before)).not.toContainEqual(expect.stringContaining("//buyer."));
  expect(ledgerOf(device).slice(-2)).toEqual([
    `ad ${counted} | frequency-capped | win events under counter key 7 in the last 60000 ms: 1, and the cap is 1`,
    "custom audience buyer.example/shoes | all-ads-filtered | all 1 of its ads were filtered out",
  ]);
});

it("asks nobody where all audiences are left out, and has no valid bids (spec: on-device 2.1, steps 8 and 9)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience({ ads: [aCappedAd("win", 1)] }));
  await device.adServices.selectAds(config);
  const before = urlsOf(device).length;

  await errorOf(() => device.adServices.selectAds(config));

  expect(urlsOf(device).slice(before)).toEqual([]);
  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage:
      "Encountered failure during Ad Selection: No valid bids or contextual ads available for scoring",
  });
  expect(ledgerOf(device).at(-1)).toBe(
    "ad selection call-3 | no-valid-bids | none of 1 custom audiences was asked for a bid: none has an ad left",
  );
});

it("counts a win under each key of the ad, when it is stored (spec: on-device 2.7)", async () => {
  const device = createDevice();
  await join(device, withSpareAd(aCountedAd({ adCounterKeys: [7, 8, 7] })));

  await device.adServices.selectAds(config);

  expect(countedIn(device)).toEqual([["win", [7, 8], 0]]);
});

it("counts nothing when outcomes are chosen from, or an impression is reported (spec: on-device 3.4, 4.1)", async () => {
  const device = createDevice({
    routes: {
      "https://seller.example/select.js":
        "function selectOutcome(outcomes) { return { status: 0, result: outcomes[0] }; }",
    },
  });
  await join(device, withSpareAd(aCountedAd()));
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.selectAdsFromOutcomes({
    seller: "seller.example",
    adSelectionIds: [adSelectionId],
    selectionLogicUri: "https://seller.example/select.js",
  });
  await device.adServices.reportImpression({ adSelectionId, config });

  expect(countedIn(device)).toEqual([["win", [7], 0]]);
});

const tellAds = `function generateBid(ad) { console.log(JSON.stringify(ad.ads ?? ad)); const own = ad.ads ? ad.ads[0] : ad; return { status: 0, ad: own, bid: 1, render: own.render_uri }; }`;
const tellScored = `function scoreAd(ad) { console.log(JSON.stringify(ad)); return { status: 0, score: 1 }; }`;

it.each([
  ["2", undefined],
  ["3", { x_fledge_buyer_bidding_logic_version: "3" }],
])(
  "shows scripts of version %s the counter keys, and never filters or render id (spec: on-device 1.2)",
  async (_version, headers) => {
    const device = createDevice({
      routes: {
        "https://buyer.example/bidding.js": { body: tellAds, ...(headers && { headers }) },
        "https://seller.example/decision.js": tellScored,
      },
    });
    const ad = { ...aCappedAd("win", 9), adCounterKeys: [7, 7], adRenderId: "id" };
    await join(device, aCustomAudience({ ads: [ad] }));

    await device.adServices.selectAds(config);

    const seen = `{"render_uri":"${counted}","metadata":{"bid":2},"ad_counter_keys":[7]}`;
    expect(printedIn(device)).toEqual([headers ? `[${seen}]` : seen, seen]);
  },
);

it("shows scripts no counter keys where the ad has none (spec: on-device 1.2)", async () => {
  const device = createDevice({ routes: { "https://buyer.example/bidding.js": tellAds } });
  await join(device, aCustomAudience({ ads: [{ ...anAd(1), adCounterKeys: [] }] }));

  await device.adServices.selectAds(config);

  expect(printedIn(device)).toEqual([
    '{"render_uri":"https://buyer.example/ad-1","metadata":{"bid":1}}',
  ]);
});

it("drops keys and caps where the feature is off: nothing is shown, counted or kept out (spec: on-device 1.2, 2.3, 5)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { frequencyCapFilteringEnabled: false } },
    routes: { "https://buyer.example/bidding.js": tellAds },
  });
  await join(device, aCustomAudience({ ads: [aCappedAd("win", 1)] }));

  expect([await winnerOf(device), await winnerOf(device)]).toEqual([counted, counted]);
  const seen = `{"render_uri":"${counted}","metadata":{"bid":2}}`;
  expect([printedIn(device), countedIn(device)]).toEqual([[seen, seen], []]);
});

it("counts under the keys of the ad that the buyer's script returns, whatever they are (spec: on-device 1.4)", async () => {
  const device = createDevice({
    routes: {
      "https://buyer.example/bidding.js":
        'function generateBid(ad) { return { status: 0, ad: { ...ad, ad_counter_keys: [3, "4"] }, bid: 1 }; }',
      "https://seller.example/decision.js": tellScored,
    },
  });
  await join(device, aCustomAudience({ ads: [aCountedAd()] }));

  await device.adServices.selectAds(config);

  expect(countedIn(device)).toEqual([["win", [3, 4], 0]]);
  expect(printedIn(device)).toEqual([
    `{"render_uri":"${counted}","metadata":{"bid":2},"ad_counter_keys":[3,4]}`,
  ]);
});

it("counts nothing for a chained outcome that wins again (spec: proposal, on-device 2.7)", async () => {
  const device = createDevice({ profile: "proposal" });
  await join(device, withSpareAd(aCountedAd()));
  const earlier = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.selectAds({
    ...config,
    customAudienceBuyers: [],
    chainedAdSelections: [earlier],
  });

  expect(countedIn(device)).toEqual([["win", [7], 0]]);
});

const noKeys = `function generateBid(ad) { return { status: 0, ad: { ...ad, ad_counter_keys: "7" }, bid: 1 }; }`;

it("does not look at the keys that a script returns where the feature is off (spec: on-device 1.4, 5)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { frequencyCapFilteringEnabled: false } },
    routes: { "https://buyer.example/bidding.js": noKeys },
  });
  await join(device, aCustomAudience());

  expect(await winnerOf(device)).toBe("https://buyer.example/ad");
});

it("drops an audience whose script returns counter keys that are none (spec: on-device 1.4)", async () => {
  const device = createDevice({
    routes: { "https://buyer.example/bidding.js": noKeys },
  });
  await join(device, aCustomAudience());

  await errorOf(() => device.adServices.selectAds(config));

  expect(ledgerOf(device)[0]).toBe(
    'custom audience buyer.example/shoes | bid-invalid | generateBid returned ad_counter_keys "7"; they must be whole numbers (ad https://buyer.example/ad, https://buyer.example/bidding.js)',
  );
});
