import { expect, it } from "vitest";
import type { ProfileSettings } from "../../../sdk/device/profile.ts";
import {
  aCustomAudience,
  anAdSelectionConfig,
  biddingScript,
  decisionScript,
} from "../../support/builders.ts";
import { anOutcome, createDevice, join, urlsOf } from "../../support/device-fixture.ts";
import { errorOf } from "../../support/error-of.ts";
import type { Route } from "../../support/scripted-internet.ts";

const bidding = "https://buyer.example/bidding.js";
const decision = "https://seller.example/decision.js";
const select = "https://seller.example/select.js";
const trusted = "https://buyer.example/trusted?keys=";
const twoDaysMs = 172_800_000;
const config = anAdSelectionConfig();

/** A device that keeps scripts, and throttles nobody. */
async function createCachingDevice(
  set: Partial<ProfileSettings> = {},
  routes: Readonly<Record<string, Route>> = {},
) {
  const profile = { base: "android-all-on", set: { httpCacheEnabled: true, ...set } } as const;
  const device = createDevice({ profile, routes });
  device.http.serve(select, "function selectOutcome() { return { status: 0, result: null }; }");
  await join(device, aCustomAudience());
  return device;
}

it("fetches each script once in two days: to bid, to score, to report and to select (spec: on-device 5)", async () => {
  const device = await createCachingDevice();
  for (let round = 0; round < 2; round += 1) {
    const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
    await device.adServices.reportImpression({ adSelectionId, config });
    await device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: [adSelectionId],
      selectionLogicUri: select,
    });
    await device.adServices.settled();
  }

  const scripts = urlsOf(device).filter((url) => url.endsWith(".js"));
  expect(scripts).toEqual([bidding, decision, select]);
});

it("fetches scripts for every call where the cache is off, but for the buyer's, of which reports use a copy (spec: on-device 4.1, 5)", async () => {
  const device = await createCachingDevice({ httpCacheEnabled: false });
  for (let round = 0; round < 2; round += 1) {
    const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
    await device.adServices.reportImpression({ adSelectionId, config });
    await device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: [adSelectionId],
      selectionLogicUri: select,
    });
    await device.adServices.settled();
  }

  const scripts = urlsOf(device).filter((url) => url.endsWith(".js"));
  const inOneRound = [bidding, decision, decision, select];
  expect(scripts).toEqual([...inOneRound, ...inOneRound]);
  expect(device.events.filter(({ type }) => type === "logic.reused")).toEqual([]);
});

it("fetches trusted signals every time (spec: on-device 5)", async () => {
  const device = await createCachingDevice();

  await device.adServices.selectAds(config);
  await device.adServices.selectAds(config);

  expect(urlsOf(device).filter((url) => url === trusted)).toHaveLength(2);
});

it("tells when it uses a script again (spec: on-device 5)", async () => {
  const device = await createCachingDevice();
  await device.adServices.selectAds(config);
  await device.clock.sleep(1_000);

  await device.adServices.selectAds(config);

  const reused = device.events.filter(({ type }) => type === "logic.reused");
  const fetched = { fetchedAtMs: 0, expiresAtMs: twoDaysMs };
  expect(reused).toEqual([
    { type: "logic.reused", atMs: 1_000, callId: "call-3", url: bidding, ...fetched },
    { type: "logic.reused", atMs: 1_000, callId: "call-3", url: decision, ...fetched },
  ]);
});

it.each([
  [twoDaysMs - 1, 1],
  [twoDaysMs, 2],
])("after %s ms has fetched a script %s times (spec: on-device 5)", async (waitMs, count) => {
  const device = await createCachingDevice();
  await device.adServices.selectAds(config);
  await device.clock.sleep(waitMs);

  await device.adServices.selectAds(config);

  expect(urlsOf(device).filter((url) => url === decision)).toHaveLength(count);
});

it("does not see that a script has changed on its server (spec: on-device 5)", async () => {
  const device = await createCachingDevice();
  await device.adServices.selectAds(config);
  device.http.serve(decision, "function scoreAd() { return { status: 0, score: 0 }; }");

  const outcome = await device.adServices.selectAds(config);

  expect(outcome).not.toBeNull();
});

it("tells addresses apart to the letter (spec: on-device 5)", async () => {
  const device = await createCachingDevice();
  await device.adServices.selectAds(config);

  await device.adServices.selectAds({ ...config, decisionLogicUri: `${decision}?v=2` });

  expect(urlsOf(device).filter((url) => url.startsWith(decision))).toEqual([
    decision,
    `${decision}?v=2`,
  ]);
});

it("keeps nothing of an answer that is no success (spec: on-device 5)", async () => {
  const device = await createCachingDevice({}, { [decision]: { status: 500 } });
  await errorOf(() => device.adServices.selectAds(config));
  device.http.serve(decision, decisionScript);

  const outcome = await device.adServices.selectAds(config);

  expect(outcome).not.toBeNull();
});

it("keeps a script's version with it (spec: on-device 1.3, 5)", async () => {
  const body = "function generateBid({ ads: [ad] }) { return { ad, bid: 3, render: 1 }; }";
  const headers = { x_fledge_buyer_bidding_logic_version: "3" };
  const device = await createCachingDevice({}, { [bidding]: { body, headers } });
  await device.adServices.selectAds(config);

  await device.adServices.selectAds(config);

  const bids = device.events.flatMap((event) => (event.type === "bid.received" ? event.bid : []));
  expect(bids).toEqual([3, 3]);
});

it("makes room by dropping the script that was fetched first (spec: on-device 5)", async () => {
  const device = await createCachingDevice({ httpCacheMaxEntries: 2 });
  const other = { ...config, decisionLogicUri: `${decision}?v=2` };
  await device.adServices.selectAds(config);
  await device.adServices.selectAds(other);
  const before = urlsOf(device).length;

  await device.adServices.selectAds(other);
  await device.adServices.selectAds(config);

  const scripts = urlsOf(device)
    .slice(before)
    .filter((url) => url !== trusted);
  expect(scripts).toEqual([bidding, decision]);
});

it.each([{ httpCacheEnabled: false }, { httpCacheJsEnabled: false }])(
  "fetches every script every time with %o (spec: on-device 5)",
  async (set) => {
    const device = await createCachingDevice(set);

    await device.adServices.selectAds(config);
    await device.adServices.selectAds(config);

    expect(urlsOf(device).filter((url) => url === decision)).toHaveLength(2);
  },
);

it.each([
  ["android", 1],
  ["android-all-on", 2],
  ["proposal", 2],
] as const)(
  "under profile %s fetches a script %s times for two auctions (spec: on-device 5)",
  async (profile, count) => {
    const device = createDevice({ profile });
    await join(device, aCustomAudience());
    await device.adServices.selectAds(config);
    await device.clock.sleep(5_000);

    await device.adServices.selectAds(config);

    expect(urlsOf(device).filter((url) => url === decision)).toHaveLength(count);
  },
);

it.each([
  ["no-store", 2],
  ["no-cache, private", 2],
  ["max-age=0", 2],
  ["max-age=10", 2],
  ["Max-Age=11", 1],
  ["private", 1],
])(
  "with Cache-Control %s fetches a script %s times in ten seconds, where the profile has it honoured (spec: on-device 5)",
  async (cacheControl, count) => {
    const answer = { body: decisionScript, headers: { "cache-control": cacheControl } };
    const set = { httpCacheHonoursCacheControl: true };
    const device = await createCachingDevice(set, { [decision]: answer });
    await device.adServices.selectAds(config);
    await device.clock.sleep(10_000);

    await device.adServices.selectAds(config);

    expect(urlsOf(device).filter((url) => url === decision)).toHaveLength(count);
  },
);

it("ignores Cache-Control as Android does in practice (spec: on-device 5)", async () => {
  const answer = { body: biddingScript, headers: { "cache-control": "no-store" } };
  const device = await createCachingDevice({}, { [bidding]: answer });
  await device.adServices.selectAds(config);

  await device.adServices.selectAds(config);

  expect(urlsOf(device).filter((url) => url === bidding)).toHaveLength(1);
});

it("is shared by all apps of the device", async () => {
  const device = await createCachingDevice();
  await device.adServices.selectAds(config);

  await device.adServices.forApp("com.example.other").selectAds(config);

  expect(urlsOf(device).filter((url) => url === decision)).toHaveLength(1);
});
