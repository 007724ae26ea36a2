import type { AdSelectionConfigInput } from "fledgling";
import { expect, it } from "vitest";
import {
  aCustomAudience,
  anAd,
  anAdSelectionConfig,
  decisionScript,
} from "../../../support/builders.ts";
import {
  anOutcome,
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";

const decisionUrl = "https://seller.example/decision.js";
const throwing = "function scoreAd() { throw new Error('overridden'); }";

/** A config of which every part that counts is said. */
const wholeConfig = anAdSelectionConfig({
  customAudienceBuyers: ["buyer.example", "other.example"],
  adSelectionSignals: { a: 1 },
  sellerSignals: { s: 1 },
  perBuyerSignals: { "buyer.example": { b: 1 }, "other.example": {} },
});

/** Whether an override for `wholeConfig` is felt by a call with another config. */
async function isFelt(changes: Partial<AdSelectionConfigInput>): Promise<boolean> {
  const device = createDevice({
    routes: {
      "https://seller.example/other.js": decisionScript,
      "https://sub.seller.example/": decisionScript,
    },
  });
  await join(device, aCustomAudience());
  await device.adServices.overrides.overrideAdSelection({
    config: wholeConfig,
    decisionLogicJs: decisionScript,
  });
  await device.adServices.selectAds({ ...wholeConfig, ...changes });
  const scored = device.events.flatMap((event) =>
    event.type === "logic.finished" && event.function === "scoreAd" ? [event.script] : [],
  );
  return scored[0]?.endsWith(" (overridden)") ?? false;
}

it("scores with the override's script, which is not fetched (spec: on-device 8)", async () => {
  const config = anAdSelectionConfig();
  const device = createDevice();
  const other = aCustomAudience({ name: "hats", ads: [anAd(1, "https://buyer.example/other")] });
  await join(device, aCustomAudience({ ads: [anAd(2, "https://buyer.example/ad")] }), other);
  const decisionLogicJs =
    "function scoreAd(ad, bid) { console.log('mine'); return { status: 0, score: 1 / bid }; }";
  await device.adServices.overrides.overrideAdSelection({ config, decisionLogicJs });

  const outcome = await device.adServices.selectAds(config);

  const printed = device.events.filter(({ type }) => type === "console.printed");
  expect(outcome?.renderUri).toBe("https://buyer.example/other");
  expect(ledgerOf(device)).toEqual([
    `ad https://buyer.example/ad | score-lower | bid 2; scoreAd of ${decisionUrl} (overridden) gave 0.5, and 1 to https://buyer.example/other`,
  ]);
  const mine = { script: `${decisionUrl} (overridden)`, text: "mine" };
  expect(printed).toEqual([expect.objectContaining(mine), expect.objectContaining(mine)]);
  expect(urlsOf(device)).not.toContain(decisionUrl);
});

it("says in errors that the script is an override (spec: on-device 8)", async () => {
  const config = anAdSelectionConfig();
  const device = createDevice();
  await join(device, aCustomAudience());
  await device.adServices.overrides.overrideAdSelection({ config, decisionLogicJs: throwing });

  await errorOf(() => device.adServices.selectAds(config));

  const failed = device.events.findLast(({ type }) => type === "device-call.failed");
  expect(failed).toMatchObject({
    detail: expect.stringContaining(`(${decisionUrl} (overridden):1`) as string,
  });
});

it("reports with the override's reportResult (spec: on-device 8)", async () => {
  const config = anAdSelectionConfig();
  const device = createDevice();
  await join(device, aCustomAudience());
  const decisionLogicJs = decisionScript.replace("/result", "/overridden-result");
  await device.adServices.overrides.overrideAdSelection({ config, decisionLogicJs });
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();

  expect(urlsOf(device)).toContain("https://seller.example/overridden-result");
  expect(urlsOf(device)).not.toContain(decisionUrl);
});

it("replaces trusted scoring signals, of which nothing is fetched (spec: on-device 8)", async () => {
  const config = anAdSelectionConfig({
    trustedScoringSignalsUri: "https://seller.example/signals",
  });
  const device = createDevice();
  await join(device, aCustomAudience());
  await device.adServices.overrides.overrideAdSelection({
    config,
    decisionLogicJs:
      "function scoreAd(ad, bid, config, seller, trusted) { console.log(JSON.stringify(trusted)); return { status: 0, score: 1 }; }",
    trustedScoringSignals: "{score: 7}",
  });

  await device.adServices.selectAds(config);

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  expect(printed).toEqual(['{"score":7}']);
  expect(urlsOf(device)).toEqual([
    "https://buyer.example/trusted?keys=",
    "https://buyer.example/bidding.js",
  ]);
});

it("has no data version where trusted signals are overridden (spec: on-device 7)", async () => {
  const config = anAdSelectionConfig({
    trustedScoringSignalsUri: "https://seller.example/signals",
  });
  const device = createDevice({
    routes: { "https://seller.example/signals": { body: "{}", headers: { "data-version": "3" } } },
  });
  await join(device, aCustomAudience());
  const decisionLogicJs =
    "function scoreAd(ad, bid, config, seller, trusted, contextual) { console.log(JSON.stringify(contextual)); return { status: 0, score: 1 }; }";
  const printedWith = async (trusted: { trustedScoringSignals?: string }) => {
    const told = device.events.length;
    await device.adServices.overrides.overrideAdSelection({ config, decisionLogicJs, ...trusted });
    await device.adServices.selectAds(config);
    const events = device.events.slice(told);
    return events.flatMap((event) => (event.type === "console.printed" ? [event.text] : []));
  };

  const fetched = await printedWith({});
  const overridden = await printedWith({ trustedScoringSignals: "{}" });

  expect([fetched, overridden]).toEqual([['{"dataVersion":3}'], ["{}"]]);
});

it("fails as a server's answer would where the override's signals are no JSON (spec: on-device 2.5)", async () => {
  const config = anAdSelectionConfig();
  const device = createDevice();
  await join(device, aCustomAudience());
  const trustedScoringSignals = "oops";
  const decisionLogicJs = decisionScript;
  const override = { config, decisionLogicJs, trustedScoringSignals };
  await device.adServices.overrides.overrideAdSelection(override);

  await errorOf(() => device.adServices.selectAds(config));

  expect(lastFailureOf(device)).toMatchObject({
    status: 2,
    serviceMessage: "Encountered failure during Ad Selection: Invalid JSON args",
  });
});

it("has scripts for contextual winners' reportWin, by buyer (spec: on-device 8)", async () => {
  const contextualAds = {
    buyer: "buyer.example",
    decisionLogicUri: "https://buyer.example/win.js",
    adsWithBid: [{ ad: anAd(3), bid: 3 }],
  };
  const config = anAdSelectionConfig({
    perBuyerSignedContextualAds: { "buyer.example": contextualAds },
  });
  const device = createDevice();
  const reportWin =
    "function reportWin() { return { status: 0, results: { reporting_uri: 'https://buyer.example/overridden-win' } }; }";
  await device.adServices.overrides.overrideAdSelection({
    config,
    decisionLogicJs: decisionScript,
    perBuyerDecisionLogic: { "buyer.example": reportWin, "other.example": "oops" },
  });
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();

  expect(urlsOf(device)).toEqual([
    "https://seller.example/result",
    "https://buyer.example/overridden-win",
  ]);
});

it("does not put them in the place of an audience's script (spec: on-device 8)", async () => {
  const config = anAdSelectionConfig();
  const device = createDevice();
  await join(device, aCustomAudience());
  await device.adServices.overrides.overrideAdSelection({
    config,
    decisionLogicJs: decisionScript,
    perBuyerDecisionLogic: { "buyer.example": "oops" },
  });
  const { adSelectionId } = await anOutcome(device.adServices.selectAds(config));

  await device.adServices.reportImpression({ adSelectionId, config });
  await device.adServices.settled();

  expect(urlsOf(device)).toContain("https://buyer.example/win");
});

it("takes the place of a prebuilt script, too (spec: on-device 8)", async () => {
  const decisionLogicUri =
    "ad-selection-prebuilt://ad-selection/highest-bid-wins/?reportingUrl=https://seller.example/r";
  const config = anAdSelectionConfig({ decisionLogicUri });
  const device = createDevice();
  await join(device, aCustomAudience());
  await device.adServices.overrides.overrideAdSelection({ config, decisionLogicJs: throwing });

  await errorOf(() => device.adServices.selectAds(config));

  expect(lastFailureOf(device).serviceMessage).toContain("overridden");
});

it("validates the config all the same (spec: on-device 8)", async () => {
  const config = anAdSelectionConfig({ decisionLogicUri: "http://seller.example/decision.js" });
  const device = createDevice();
  await device.adServices.overrides.overrideAdSelection({
    config,
    decisionLogicJs: decisionScript,
  });

  const error = await errorOf(() => device.adServices.selectAds(config));

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
});

it.each<[string, Partial<AdSelectionConfigInput>]>([
  ["nothing", {}],
  ["trusted scoring signals", { trustedScoringSignalsUri: "https://seller.example/signals" }],
  [
    "contextual ads",
    {
      perBuyerSignedContextualAds: {
        "buyer.example": {
          buyer: "buyer.example",
          decisionLogicUri: "https://buyer.example/x",
          adsWithBid: [],
        },
      },
    },
  ],
  ["signals that are text instead of an object", { sellerSignals: '{"s":1}' }],
  [
    "the order of signals by buyer",
    { perBuyerSignals: { "other.example": {}, "buyer.example": { b: 1 } } },
  ],
])("is felt whatever the config says of %s (spec: on-device 8)", async (_part, changes) => {
  expect(await isFelt(changes)).toBe(true);
});

it.each<[string, Partial<AdSelectionConfigInput>]>([
  [
    "seller",
    { seller: "sub.seller.example", decisionLogicUri: "https://sub.seller.example/decision.js" },
  ],
  ["decision logic", { decisionLogicUri: "https://seller.example/other.js" }],
  ["ad selection signals", { adSelectionSignals: { a: 2 } }],
  ["seller signals", { sellerSignals: "{s:1}" }],
  ["buyers", { customAudienceBuyers: ["buyer.example"] }],
  ["order of the buyers", { customAudienceBuyers: ["other.example", "buyer.example"] }],
  ["signals of a buyer", { perBuyerSignals: { "buyer.example": { b: 2 }, "other.example": {} } }],
])("is not felt with another %s (spec: on-device 8)", async (_part, changes) => {
  expect(await isFelt(changes)).toBe(false);
});

it("is replaced by the next, removed by its config, and gone with a reset (spec: on-device 8)", async () => {
  const config = anAdSelectionConfig();
  const device = createDevice();
  const { overrides } = device.adServices;
  await join(device, aCustomAudience());
  const printed = async () => {
    const told = device.events.length;
    await device.adServices.selectAds(config);
    return device.events
      .slice(told)
      .flatMap((event) => (event.type === "console.printed" ? [event.text] : []));
  };
  const printing = (text: string) =>
    `function scoreAd() { console.log("${text}"); return { status: 0, score: 1 }; }`;
  const put = (text: string) =>
    overrides.overrideAdSelection({ config, decisionLogicJs: printing(text) });

  await put("first");
  await put("second");
  const replaced = await printed();
  await overrides.removeAdSelectionOverride(config);
  const removed = await printed();
  await put("third");
  await overrides.resetAdSelectionOverrides();
  const reset = await printed();

  expect([replaced, removed, reset]).toEqual([["second"], [], []]);
});

it("tells the trace how overrides come and go", async () => {
  const config = anAdSelectionConfig();
  const device = createDevice();
  const { overrides } = device.adServices;
  await overrides.overrideAdSelection({ config, decisionLogicJs: "" });
  await overrides.removeAdSelectionOverride(config);
  await overrides.removeAdSelectionOverride(config);
  await overrides.resetAdSelectionOverrides();

  const what = `seller seller.example, decision logic ${decisionUrl}, buyer.example`;
  expect(device.events.map((event) => ({ ...event, atMs: 0, callId: "" }))).toEqual(
    [
      ["override.stored", what],
      ["override.removed", what],
      ["override.removed", `there was none of ${what}`],
      ["override.removed", "all of this app: 0"],
    ].map(([type, detail]) => ({
      type,
      atMs: 0,
      callId: "",
      appId: "com.example.game",
      overridden: "ad-selection",
      detail,
    })),
  );
  expect(ledgerOf(device)).toEqual([]);
});
