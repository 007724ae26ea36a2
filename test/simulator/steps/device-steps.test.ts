import { expect, it } from "vitest";
import type { ScenarioInput } from "../../../simulator/index.ts";
import { aDeviceScenario, anAuction, azores, trail } from "../../support/a-device-scenario.ts";
import { runInline, sellerScript } from "../../support/a-waterfall.ts";
import { errorOf } from "../../support/error-of.ts";

type Steps = NonNullable<ScenarioInput["steps"]>;

/** Runs the steps, and gives what they expected in vain. */
async function unmetBy(steps: Steps, changes: Partial<ScenarioInput> = {}) {
  return (await runInline(aDeviceScenario(steps, changes))).unmetExpectations;
}

const highest = `
function selectOutcome(outcomes, selection_signals) {
  const best = outcomes.filter(({ bid }) => bid >= (selection_signals.floor || 0)).sort((a, b) => b.bid - a.bid);
  return { status: 0, result: best.length > 0 ? best[0] : null };
}`;

it("needs no slot, no network and no contextual endpoint", async () => {
  const { events, requests } = await runInline(aDeviceScenario([{ selectAds: anAuction }]));

  expect(requests).toEqual([]);
  expect(events.flatMap((event) => (event.type === "http.finished" ? event.purpose : []))).toEqual(
    expect.not.arrayContaining(["contextual-request"]),
  );
});

it("selects, reports and clicks, with the config that the ad was selected with", async () => {
  const unmet = await unmetBy([
    { selectAds: anAuction, as: "first", expect: { winner: trail, bid: 3 } },
    {
      reportImpression: { of: "first" },
      expect: {
        requested: ["https://ssp.example/report/win?bid=3", "https://shoes.example/report/win"],
        arguments: { reportResult: { bid: 3, ad_selection_config: { seller: "ssp.example" } } },
      },
    },
    {
      reportEvent: { of: "first", key: "click", data: { x: 1 } },
      expect: { requested: ["https://ssp.example/report/click"] },
    },
    {
      reportEvent: { of: "first", key: "click", destinations: ["buyer"] },
      expect: { succeeds: true, notRequested: ["https://"] },
    },
  ]);

  expect(unmet).toEqual([]);
});

it("reports with another config where a step gives one", async () => {
  const config = { ...anAuction, seller: "other.example" };
  const unmet = await unmetBy([
    { selectAds: anAuction, as: "first" },
    {
      reportImpression: { of: "first", config },
      expect: {
        exception: "IllegalStateException",
        requested: ["https://other.example/decision-logic.js"],
      },
    },
  ]);

  expect(unmet).toEqual([]);
});

it("chooses among outcomes by name, and reports the one chosen with its own config (spec: on-device 3.4)", async () => {
  const sellers = {
    "ssp.example": aDeviceScenario([]).sellers?.["ssp.example"] ?? {},
    "mediator.example": { selectionLogic: { inline: highest } },
  };
  const choice = { seller: "mediator.example", of: ["low", "high"] };
  const unmet = await unmetBy(
    [
      { selectAds: { ...anAuction, customAudienceBuyers: ["travel.example"] }, as: "low" },
      { selectAds: { ...anAuction, customAudienceBuyers: ["shoes.example"] }, as: "high" },
      {
        selectAdsFromOutcomes: choice,
        as: "chosen",
        expect: { winner: trail, bid: 3, buyer: "shoes.example" },
      },
      {
        reportImpression: { of: "chosen" },
        expect: { requested: ["https://ssp.example/report/win?bid=3"] },
      },
      {
        selectAdsFromOutcomes: { ...choice, selectionSignals: { floor: 9 } },
        as: "none",
        expect: { succeeds: true, winner: "nobody" },
      },
      {
        selectAdsFromOutcomes: { ...choice, of: ["-7"] },
        expect: { exception: "IllegalArgumentException", status: 2, notRequested: ["https://"] },
      },
    ],
    { sellers },
  );

  expect(unmet).toEqual([]);
});

it("chains earlier outcomes by name in the proposal's profile", async () => {
  const unmet = await unmetBy(
    [
      { selectAds: anAuction, as: "first" },
      {
        selectAds: {
          seller: "ssp.example",
          customAudienceBuyers: [],
          chainedAdSelections: ["first"],
        },
        as: "again",
        expect: { winner: trail, buyer: "shoes.example", requested: ["https://ssp.example/"] },
      },
    ],
    { profile: "proposal" },
  );

  expect(unmet).toEqual([]);
});

it("takes contextual ads of a buyer, by default in the name of the key", async () => {
  const adsWithBid = [{ ad: { renderUri: "https://direct.example/ad" }, bid: 9 }];
  const unmet = await unmetBy([
    {
      selectAds: {
        ...anAuction,
        perBuyerSignedContextualAds: { "direct.example": { adsWithBid } },
      },
      expect: { winner: "https://direct.example/ad", buyer: "direct.example", bid: 9 },
    },
  ]);

  expect(unmet).toEqual([]);
});

it("calls as any app: what one app selected, another may not report (spec: on-device 6.5)", async () => {
  const unmet = await unmetBy([
    { selectAds: anAuction, as: "theirs", app: "com.example.other", expect: { winner: trail } },
    {
      reportImpression: { of: "theirs" },
      expect: { exception: "IllegalArgumentException", messageContains: "Caller package name" },
    },
    { reportImpression: { of: "theirs" }, app: "com.example.other" },
  ]);

  expect(unmet).toEqual([]);
});

it("joins, leaves and lets time pass between auctions", async () => {
  const join = {
    buyer: "shoes.example",
    name: "walkers",
    ads: [{ renderUri: trail, metadata: { cpm: 3 } }],
  };
  const unmet = await unmetBy(
    [
      {
        selectAds: anAuction,
        expect: { winner: "nobody", rules: { "ad selection": "no-candidates" } },
      },
      { join, expect: { succeeds: true } },
      { selectAds: anAuction, expect: { winner: trail } },
      { advance: "61d" },
      { selectAds: anAuction, expect: { winner: "nobody" } },
      { join },
      { leave: { buyer: "shoes.example", name: "walkers" } },
      { selectAds: anAuction, expect: { winner: "nobody" } },
    ],
    { device: {} },
  );

  expect(unmet).toEqual([]);
});

it("has a revoked consent look like an outcome with an empty address (spec: on-device 2.8)", async () => {
  const unmet = await unmetBy([
    { set: { consent: "revoked" } },
    { selectAds: anAuction, as: "silent", expect: { succeeds: true, winner: "", status: 0 } },
    { reportImpression: { of: "silent" }, expect: { succeeds: true, notRequested: ["https://"] } },
  ]);

  expect(unmet).toEqual([]);
});

const fetched = {
  owner: "com.example.game",
  buyer: "shoes.example",
  name: "fetched",
  activation_time: Date.UTC(2024, 0, 1),
  expiration_time: Date.UTC(2024, 0, 20),
  daily_update_uri: "https://shoes.example/daily-update",
  bidding_logic_uri: "https://shoes.example/bidding-logic.js",
  user_bidding_signals: {},
  trusted_bidding_data: {
    trusted_bidding_uri: "https://shoes.example/trusted-signals",
    trusted_bidding_keys: [],
  },
  ads: [{ render_uri: trail, metadata: { cpm: 3 } }],
};

/** A buyer's server that answers with JSON at an address. */
function answering(url: string, body: object): Partial<ScenarioInput> {
  const fault = { status: 200, body: JSON.stringify(body), contentType: "application/json" };
  return { device: {}, network: { routes: [{ url, fault }] } };
}

it("fetches and joins an audience", async () => {
  const fetchUri = "https://shoes.example/join";
  const unmet = await unmetBy(
    [
      {
        fetchAndJoinCustomAudience: {
          fetchUri,
          name: "fetched",
          expirationTime: "2024-01-02T00:00:00Z",
        },
        expect: { requested: [fetchUri] },
      },
      { selectAds: anAuction, expect: { winner: trail } },
      { advance: "25h" },
      { selectAds: anAuction, expect: { winner: "nobody" } },
    ],
    answering(fetchUri, fetched),
  );

  expect(unmet).toEqual([]);
});

it("schedules an update, which the job carries out", async () => {
  const updateUri = "https://shoes.example/update";
  const unmet = await unmetBy(
    [
      {
        scheduleCustomAudienceUpdate: {
          updateUri,
          minDelay: "30m",
          partialCustomAudiences: [{ name: "fetched" }],
        },
      },
      { runJob: "scheduled-update", expect: { notRequested: ["https://"] } },
      { advance: "31m" },
      { runJob: "scheduled-update", expect: { requested: [updateUri] } },
      { selectAds: anAuction, expect: { winner: trail } },
    ],
    answering(updateUri, { join: [fetched] }),
  );

  expect(unmet).toEqual([]);
});

it("joins an audience from the start as another app, and of an age (spec: on-device 6.5)", async () => {
  const ads = [{ renderUri: trail, metadata: { cpm: 3 } }];
  const audience = { buyer: "shoes.example", name: "runners", ads };
  const unmet = await unmetBy(
    [
      {
        selectAds: anAuction,
        expect: {
          winner: trail,
          rules: { "custom audience shoes.example/runners": "audience-stale" },
        },
      },
      { leave: { buyer: "shoes.example", name: "runners" }, app: "com.example.other" },
      { selectAds: anAuction, expect: { winner: "nobody" } },
    ],
    {
      device: {
        customAudiences: [
          { ...audience, lastUpdatedAt: "2023-10-01T00:00:00Z" },
          { ...audience, owner: "com.example.other" },
        ],
      },
    },
  );

  expect(unmet).toEqual([]);
});

it("stores an outcome that no auction decided (spec: on-device 6.5)", async () => {
  const unmet = await unmetBy([
    { storeOutcome: { buyer: "travel.example", renderUri: azores, bid: 7 }, as: "stored" },
    {
      reportImpression: { of: "stored", config: anAuction },
      expect: {
        requested: [
          "https://travel.example/bidding-logic.js",
          "https://ssp.example/report/win?bid=7",
        ],
      },
    },
  ]);

  expect(unmet).toEqual([]);
});

it("says what to write where nobody knows the config of a report", async () => {
  const error = await errorOf(() =>
    unmetBy([
      { storeOutcome: { buyer: "travel.example", renderUri: azores, bid: 7 }, as: "stored" },
      { reportImpression: { of: "stored" } },
    ]),
  );

  expect([error.code, error.message, error.hint]).toEqual([
    "ERR_SCENARIO_STEP",
    "Cannot run step 2 (reportImpression of stored): no step has selected stored with a config",
    'Say who reports: "config: { seller: …, customAudienceBuyers: […] }".',
  ]);
});

it("reports a server's auction where it says, without a config and without any script", async () => {
  const reportingUris = { seller: "https://ssp.example/seen", buyer: "https://shoes.example/seen" };
  const stored = { buyer: "shoes.example", renderUri: trail, bid: 7 };
  const unmet = await unmetBy([
    { storeOutcome: { ...stored, reportingUris }, as: "stored" },
    {
      reportImpression: { of: "stored", config: null },
      expect: {
        succeeds: true,
        requested: [reportingUris.seller, reportingUris.buyer],
        notRequested: ["https://shoes.example/bidding-logic.js"],
      },
    },
  ]);

  expect(unmet).toEqual([]);
});

it("has no script to report an auction of the device by where a step says that there is no config", async () => {
  const unmet = await unmetBy([
    { selectAds: anAuction, as: "first" },
    {
      reportImpression: { of: "first", config: null },
      expect: {
        exception: "IllegalStateException",
        messageContains: "Error fetching outcome selection decision logic",
        notRequested: ["https://"],
      },
    },
  ]);

  expect(unmet).toEqual([]);
});

it("does not let a script see a server's auction whose result is still to come", async () => {
  const stored = { buyer: "travel.example", renderUri: azores, bid: 7, isPending: true };
  const selectionLogic = { inline: highest };
  const decisionLogic = { inline: sellerScript };
  const unmet = await unmetBy(
    [
      { selectAds: anAuction, as: "first" },
      { storeOutcome: stored, as: "pending" },
      {
        selectAdsFromOutcomes: { seller: "ssp.example", of: ["pending", "first"] },
        expect: { winner: trail, bid: 3 },
      },
    ],
    { sellers: { "ssp.example": { decisionLogic, selectionLogic } } },
  );

  expect(unmet).toEqual([]);
});

it("counts events against frequency caps", async () => {
  const cap = { adCounterKey: 1, maxCount: 1, intervalMs: 3_600_000 };
  const ad = { renderUri: trail, metadata: { cpm: 3 }, adCounterKeys: [1] };
  const ads = [{ ...ad, adFilters: { frequencyCap: { view: [cap] } } }];
  const of = "first";
  const unmet = await unmetBy(
    [
      { selectAds: anAuction, as: of, expect: { winner: trail } },
      { updateAdCounterHistogram: { of, callerAdTech: "ssp.example", eventType: "view" } },
      { selectAds: anAuction, expect: { winner: "nobody" } },
      { advance: "61m" },
      { selectAds: anAuction, expect: { winner: trail } },
      {
        updateAdCounterHistogram: { of, callerAdTech: "ssp.example", eventType: "win" },
        expect: { exception: "IllegalArgumentException", messageContains: "Win event types" },
      },
    ],
    { device: { customAudiences: [{ buyer: "shoes.example", name: "runners", ads }] } },
  );

  expect(unmet).toEqual([]);
});

it("leaves ads out for apps that are installed", async () => {
  const adFilters = { appInstall: { packageNames: ["com.example.shop"] } };
  const ads = [{ renderUri: trail, metadata: { cpm: 3 }, adFilters }];
  const unmet = await unmetBy(
    [
      { selectAds: anAuction, expect: { winner: trail } },
      { setAppInstallAdvertisers: { advertisers: ["shoes.example"] }, app: "com.example.shop" },
      { selectAds: anAuction, expect: { winner: "nobody" } },
      { setAppInstallAdvertisers: { advertisers: [] }, app: "com.example.shop" },
      { selectAds: anAuction, expect: { winner: trail } },
    ],
    { device: { customAudiences: [{ buyer: "shoes.example", name: "runners", ads }] } },
  );

  expect(unmet).toEqual([]);
});

it("overrides scripts, one kind after the other, and takes them away again", async () => {
  const biddingLogicJs = "function generateBid(ad) { return { status: 0, ad, bid: 9 }; }";
  const decisionLogicJs = "function scoreAd(ad, bid) { return { status: 0, score: 10 - bid }; }";
  const surfers = { buyer: "travel.example", name: "surfers" };
  const choice = { seller: "ssp.example", of: ["first"] };
  const unmet = await unmetBy([
    { override: { customAudience: { ...surfers, biddingLogicJs } }, app: "com.example.other" },
    { selectAds: anAuction, as: "first", expect: { winner: trail } },
    {
      override: { adSelectionFromOutcomes: { config: choice, selectionLogicJs: highest } },
      expect: { succeeds: true },
    },
    { selectAdsFromOutcomes: choice, expect: { winner: trail, notRequested: ["https://"] } },
    { override: { remove: { adSelectionFromOutcomes: choice } } },
    { selectAdsFromOutcomes: choice, expect: { exception: "IllegalStateException" } },
    { override: { adSelection: { config: anAuction, decisionLogicJs } } },
    { selectAds: anAuction, expect: { winner: azores } },
    { override: { reset: "adSelection" } },
    { selectAds: anAuction, expect: { winner: trail } },
    { set: { developerOptions: false } },
    {
      override: { reset: "customAudience" },
      expect: { exception: "SecurityException" },
    },
  ]);

  expect(unmet).toEqual([]);
});

it("runs the jobs that clear what is old (spec: on-device 6.5)", async () => {
  const unmet = await unmetBy([
    { selectAds: anAuction, as: "first" },
    { advance: "25h" },
    { runJob: "maintenance", expect: { notRequested: ["https://"] } },
    { runJob: "debug-reports" },
    { runJob: "daily-update", expect: { requested: ["https://shoes.example/daily-update"] } },
  ]);

  expect(unmet).toEqual([]);
});

it("gives the same events every time", async () => {
  const steps: Steps = [
    { selectAds: anAuction, as: "first", expect: { arguments: { scoreAd: { bid: 3 } } } },
    { reportImpression: { of: "first" } },
    { runJob: "daily-update" },
  ];

  const [one, other] = await Promise.all([
    runInline(aDeviceScenario(steps, { seed: 3 })),
    runInline(aDeviceScenario(steps, { seed: 3 })),
  ]);

  expect(JSON.stringify(other.events)).toBe(JSON.stringify(one.events));
});

it("has the trace carry arguments only where a step expects some", async () => {
  const withBodies = (events: readonly object[]) =>
    events.some((event) => "arguments" in event && event.arguments !== undefined);

  const quiet = await runInline(aDeviceScenario([{ selectAds: anAuction }]));

  expect(withBodies(quiet.events)).toBe(false);
});
