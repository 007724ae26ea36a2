import { AdServices, type ScriptSandbox } from "fledgling";
import { expect, it } from "vitest";
import {
  aCustomAudience,
  anAd,
  anAdSelectionConfig,
  biddingScript,
  decisionScript,
} from "../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
} from "../../support/device-fixture.ts";
import { errorOf } from "../../support/error-of.ts";
import { hang } from "../../support/scripted-internet.ts";
import { createTestEnvironment, startsAtMs } from "../../support/test-environment.ts";

const prefix = "Encountered failure during Ad Selection: ";
const slowScript = "https://buyer.example/slow.js";
const decisionLogic = "https://seller.example/decision.js";

/** Watches the clock for `durationMs`, as AOSP's own test scripts do. */
function busyWait(durationMs: number): string {
  return `const until = Date.now() + ${durationMs}; while (Date.now() < until);`;
}

function slowBidding(durationMs: number): string {
  return `function generateBid(ad) { ${busyWait(durationMs)} return { status: 0, ad, bid: 9 }; }`;
}

/** Bids 9, once its script has arrived and run. */
const slow = aCustomAudience({ name: "slow", biddingLogicUri: slowScript, ads: [anAd(9)] });
/** Bids 1 at once. */
const quick = aCustomAudience({ name: "quick", ads: [anAd(1)] });

it("drops an audience whose script does not arrive in five seconds, and keeps the others' bids (spec: on-device 2.4)", async () => {
  const device = createDevice({ routes: { [slowScript]: hang } });
  await join(device, slow, quick);

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-1");
  expect(device.clock.elapsedMs()).toBe(5_000);
  expect(ledgerOf(device)).toEqual([
    `custom audience buyer.example/slow | bidding-timed-out | did not finish within 5000 ms: waiting for GET ${slowScript}`,
  ]);
});

// spec: on-device 2.4, 5: the timer of the audience began before the request
it.each([
  [4_999, "https://buyer.example/ad-9"],
  [5_000, "https://buyer.example/ad-1"],
])(
  "waits five seconds for a script, not longer: one that takes %i ms",
  async (latencyMs, renderUri) => {
    const device = createDevice({ routes: { [slowScript]: { latencyMs, body: biddingScript } } });
    await join(device, slow, quick);

    const outcome = await device.adServices.selectAds(anAdSelectionConfig());

    expect(outcome?.renderUri).toBe(renderUri);
  },
);

it("charges a script what it read from its clock (spec: on-device 1.1)", async () => {
  const device = createDevice({ routes: { [slowScript]: slowBidding(1_000) } });
  await join(device, slow, quick);

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-9");
  expect(device.clock.elapsedMs()).toBe(1_000);
  expect(
    device.events.find(({ type, atMs }) => type === "logic.finished" && atMs > 0),
  ).toMatchObject({
    script: slowScript,
    spentMs: 1_000,
    atMs: 1_000,
  });
});

it("drops an audience whose script watches the clock for six seconds (spec: on-device 2.4)", async () => {
  const device = createDevice({ routes: { [slowScript]: slowBidding(6_000) } });
  await join(device, slow, quick);

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-1");
  expect(device.clock.elapsedMs()).toBe(5_000);
  expect(ledgerOf(device)).toEqual([
    `custom audience buyer.example/slow | bidding-timed-out | did not finish within 5000 ms: running generateBid of ${slowScript}. The script watched the clock until its 5000 ms were over, in generateBid({"render_uri":"https://buyer.example/ad-9","metadata":{"bid":9}}, …)`,
  ]);
});

it("counts a script's arrival and its run together (spec: on-device 2.4)", async () => {
  const device = createDevice({
    routes: { [slowScript]: { latencyMs: 3_000, body: slowBidding(2_500) } },
  });
  await join(device, slow, quick);

  await device.adServices.selectAds(anAdSelectionConfig());

  expect(ledgerOf(device)).toEqual([
    `custom audience buyer.example/slow | bidding-timed-out | did not finish within 5000 ms: running generateBid of ${slowScript}. The script watched the clock until its 2000 ms were over, in generateBid({"render_uri":"https://buyer.example/ad-9","metadata":{"bid":9}}, …)`,
  ]);
});

it("does not count waiting for trusted signals against the audience, but gives up on them after five seconds (spec: on-device 2.4)", async () => {
  const device = createDevice({
    routes: {
      "https://buyer.example/trusted": { latencyMs: 4_000, body: "{}" },
      "https://buyer.example/silent": hang,
      [slowScript]: { latencyMs: 4_000, body: biddingScript },
    },
  });
  const silent = { trustedBiddingUri: "https://buyer.example/silent" };
  await join(device, slow, quick, aCustomAudience({ name: "silent", trustedBiddingData: silent }));

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-9");
  expect(device.clock.elapsedMs()).toBe(9_000);
  expect(ledgerOf(device)).toContain(
    "custom audience buyer.example/silent | trusted-signals-failed | GET https://buyer.example/silent?keys= did not answer within 5000 ms",
  );
});

it("keeps what a buyer's audiences had finished when its time ran out (spec: on-device 2.4)", async () => {
  const device = createDevice({
    profile: {
      base: "android-all-on",
      set: { biddingTimeoutPerBuyerMs: 4_000, maxConcurrentBiddingPerBuyer: 1 },
    },
    routes: { [slowScript]: { latencyMs: 3_000, body: biddingScript } },
  });
  await join(device, quick, slow, { ...slow, name: "slower" }, { ...quick, name: "last" });

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-9");
  expect(device.clock.elapsedMs()).toBe(4_000);
  const detail = `buyer buyer.example did not finish within 4000 ms: waiting for GET ${slowScript}`;
  expect(ledgerOf(device).slice(0, 2)).toEqual([
    `custom audience buyer.example/slower | bidding-timed-out | ${detail}`,
    `custom audience buyer.example/last | bidding-timed-out | ${detail}`,
  ]);
});

it("says that scoring timed out, not that its script could not be fetched: its timer began first (spec: on-device 2.5, 5)", async () => {
  const device = createDevice({ routes: { [decisionLogic]: hang } });
  await join(device, aCustomAudience());

  const error = await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  expect([error.code, error.message]).toEqual([
    "ERR_DEVICE_TIMEOUT",
    'selectAds threw TimeoutException "API timed out.".',
  ]);
  expect(lastFailureOf(device)).toEqual({
    api: "selectAds",
    status: 13,
    serviceMessage: `${prefix}Scoring exceeded allowed time limit`,
    exception: "TimeoutException",
  });
  const detail = `scoring did not finish within 5000 ms: waiting for GET ${decisionLogic}`;
  expect(ledgerOf(device)).toEqual([
    `ad https://buyer.example/ad | selection-timed-out | bid 1; ${detail}`,
    `ad selection call-2 | selection-timed-out | ${detail}`,
  ]);
});

it("counts script, signals and scoring together (spec: on-device 2.5)", async () => {
  const device = createDevice({
    routes: {
      [decisionLogic]: {
        latencyMs: 2_000,
        body: `function scoreAd() { ${busyWait(1_001)} return { status: 0, score: 1 }; }`,
      },
      "https://seller.example/signals": { latencyMs: 2_000, body: "{}" },
    },
  });
  await join(device, aCustomAudience());

  await errorOf(() =>
    device.adServices.selectAds(
      anAdSelectionConfig({ trustedScoringSignalsUri: "https://seller.example/signals" }),
    ),
  );

  expect(lastFailureOf(device).serviceMessage).toBe(`${prefix}Scoring exceeded allowed time limit`);
  expect(device.clock.elapsedMs()).toBe(5_000);
});

it("ends the whole ad selection after ten seconds, and everybody in it loses (spec: on-device 2.1, step 4)", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { maxConcurrentBiddingPerBuyer: 1 } },
    routes: { [slowScript]: { latencyMs: 4_900, body: biddingScript } },
  });
  await join(device, quick, slow, { ...slow, name: "slower" }, { ...slow, name: "slowest" });

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  expect(lastFailureOf(device)).toMatchObject({
    status: 13,
    serviceMessage: `${prefix}Ad selection exceeded allowed time limit`,
  });
  expect(device.clock.elapsedMs()).toBe(10_000);
  const detail = `the ad selection of seller.example did not finish within 10000 ms: waiting for GET ${slowScript}`;
  expect(ledgerOf(device)).toEqual([
    `custom audience buyer.example/slowest | selection-timed-out | ${detail}`,
    `ad https://buyer.example/ad-1 | selection-timed-out | bid 1; ${detail}`,
    `ad https://buyer.example/ad-9 | selection-timed-out | bid 9; ${detail}`,
    `ad https://buyer.example/ad-9 | selection-timed-out | bid 9; ${detail}`,
    `ad selection call-5 | selection-timed-out | ${detail}`,
  ]);
});

// spec: on-device 3.2, 3.4
it.each([
  ["Outcome selection exceeded allowed time limit", 5_000, {}],
  [
    "Ad selection exceeded allowed time limit",
    20_000,
    { selectingOutcomeTimeoutMs: 60_000, httpReadTimeoutMs: 60_000 },
  ],
  ["Ad selection exceeded allowed time limit", 5_000, { adSelectionFromOutcomesTimeoutMs: 5_000 }],
])("ends a selection over outcomes with %j after %i ms", async (words, durationMs, set) => {
  const device = createDevice({
    profile: { base: "android-all-on", set },
    routes: { "https://seller.example/select.js": hang },
  });
  await join(device, aCustomAudience());
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(anAdSelectionConfig()));

  const error = await errorOf(() =>
    device.adServices.selectAdsFromOutcomes({
      seller: "seller.example",
      adSelectionIds: [adSelectionId],
      selectionLogicUri: "https://seller.example/select.js",
    }),
  );

  expect(error.code).toBe("ERR_DEVICE_TIMEOUT");
  expect(lastFailureOf(device)).toMatchObject({ status: 13, serviceMessage: prefix + words });
  expect(device.clock.elapsedMs()).toBe(durationMs);
  expect(ledgerOf(device)[0]).toBe(
    `outcome ${adSelectionId} | selection-timed-out | bid 1; the selection over outcomes did not finish within ${durationMs} ms: waiting for GET https://seller.example/select.js`,
  );
});

it("fails a report of two seconds with an internal error, not with a timeout, and pings nobody (spec: on-device 4.1)", async () => {
  const device = createDevice({
    routes: {
      "https://buyer.example/bidding.js": `${biddingScript}\nfunction reportWin() { ${busyWait(6_000)} }`,
    },
  });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  const error = await errorOf(() => device.adServices.reportImpression({ adSelectionId, config }));
  await device.adServices.settled();

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
  expect(lastFailureOf(device)).toMatchObject({ api: "reportImpression", status: 1 });
  expect(device.clock.elapsedMs()).toBe(2_000);
  expect(ledgerOf(device)).toEqual([
    "reportImpression call-3 | report-script-failed | reporting did not finish within 2000 ms: running reportWin of https://buyer.example/bidding.js. The script watched the clock until its 2000 ms were over, in reportWin({}, …); neither seller nor buyer is told",
  ]);
  expect(urlsOf(device).at(-1)).toBe(decisionLogic);
});

it("counts both reporting scripts and the seller's arrival together (spec: on-device 4.1)", async () => {
  const device = createDevice({
    routes: {
      "https://buyer.example/bidding.js": biddingScript.replace(
        "reportWin() {",
        `reportWin() { ${busyWait(600)}`,
      ),
    },
  });
  await join(device, aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));
  device.http.serve(decisionLogic, {
    latencyMs: 700,
    body: decisionScript.replace("reportResult() {", `reportResult() { ${busyWait(700)}`),
  });

  await errorOf(() => device.adServices.reportImpression({ adSelectionId, config }));

  expect(lastFailureOf(device).serviceMessage).toBe("Reporting exceeded allowed time limit");
});

it("shows a script the time at which its world begins, then one millisecond more at each look", async () => {
  const device = createDevice({
    routes: {
      [slowScript]: {
        latencyMs: 250,
        body: "function generateBid(ad) { const t = [Date.now(), new Date().getTime()]; console.log(t.join()); return { status: 0, ad, bid: 9 }; }",
      },
    },
  });
  await join(device, slow, quick);

  await device.adServices.selectAds(anAdSelectionConfig());

  const now = startsAtMs + 250;
  expect(device.events.find(({ type }) => type === "console.printed")).toMatchObject({
    text: `${now},${now + 1}`,
  });
});

it("gives up a request as soon as nobody waits for it", async () => {
  const device = createDevice({
    profile: { base: "android-all-on", set: { biddingTimeoutPerAudienceMs: 700 } },
    routes: { [slowScript]: hang },
  });
  await join(device, slow, quick);

  await device.adServices.selectAds(anAdSelectionConfig());

  const exchange = device.events.find(
    (event) => event.type === "http.finished" && event.url === slowScript,
  );
  expect(exchange).toMatchObject({
    atMs: 700,
    failure: "given up: No time left: the limit was 700 ms.",
  });
});

it("does nothing more once its time is over, even when a script comes back after all", async () => {
  const environment = createTestEnvironment({
    routes: {
      "https://seller.example/decision.js": `${decisionScript}
        globalThis.registerAdBeacon?.({ click: "https://seller.example/click" });`,
      "https://buyer.example/bidding.js": biddingScript,
      "https://buyer.example/trusted": "{}",
    },
  });
  const { clock, sandbox } = environment;
  let scriptTakesMs = 0;
  const slowSandbox: ScriptSandbox = {
    ...sandbox,
    evaluate: (evaluation) => clock.sleep(scriptTakesMs).then(() => sandbox.evaluate(evaluation)),
  };
  const adServices = new AdServices({
    environment: { ...environment, sandbox: slowSandbox },
    appId: "com.example.game",
  });
  const told: string[] = [];
  adServices.subscribe(({ type }) => told.push(type));
  await adServices.joinCustomAudience(aCustomAudience());
  const config = anAdSelectionConfig();
  const { adSelectionId } = await anOutcome(adServices.selectAds(config));
  scriptTakesMs = 3_000;

  await errorOf(() => adServices.reportImpression({ adSelectionId, config }));
  await clock.sleep(10_000);

  expect(clock.elapsedMs()).toBe(12_000);
  expect(told.slice(told.indexOf("device-call.failed") + 1)).toEqual(["logic.finished"]);
});
