import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import { ledgerOf, urlsOf } from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import {
  aDebuggedAudience,
  createDebuggedDevice,
  debugUrlsOf,
  reportsOf,
  withheldIn,
} from "./a-debugged-auction.ts";

const allValues =
  "${winningBid}/${madeWinningBid}/${highestScoringOtherBid}/${madeHighestScoringOtherBid}/${rejectReason}";
const both = (host: string) => ({
  win: `https://${host}/win/${allValues}`,
  loss: `https://${host}/loss/${allValues}`,
});
const ofSeller = {
  sellerWin: `https://seller.example/win/${allValues}`,
  sellerLoss: `https://seller.example/loss/${allValues}`,
};

it("tells buyers and seller of every ad that was scored, and puts in what they may know (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();

  const reports = await reportsOf(device, [
    aDebuggedAudience([{ bid: 10, ...both("buyer.example"), ...ofSeller }]),
    aDebuggedAudience([{ bid: 2.5, rejectReason: "invalid-bid", ...both("eu.buyer.example") }], {
      name: "boots",
    }),
    aDebuggedAudience([{ bid: 5, ...both("other.example"), ...ofSeller }], {
      buyer: "other.example",
    }),
  ]);

  expect(reports).toEqual([
    "https://buyer.example/win/10.0/true/5.0/false/not-available",
    "https://eu.buyer.example/loss/10.0/true/0.0/false/invalid-bid",
    "https://other.example/loss/10.0/false/0.0/false/not-available",
    "https://seller.example/win/10.0/true/5.0/false/not-available",
    "https://seller.example/loss/10.0/false/0.0/false/not-available",
  ]);
});

it("counts a runner-up of the winner's own buyer as made by it (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();

  const reports = await reportsOf(device, [
    aDebuggedAudience([{ bid: 3, win: `https://buyer.example/${allValues}` }]),
    aDebuggedAudience([{ bid: 2 }], { name: "boots" }),
  ]);

  expect(reports).toEqual(["https://buyer.example/3.0/true/2.0/true/not-available"]);
});

it.each([
  ["an equal score that comes later", 3, 7, "7.0/true"],
  ["a score of 0", 0, 7, "0.0/false"],
  ["a score below 0", -1, 7, "0.0/false"],
])("takes for the runner-up %s (spec: on-device 1.6, 2.6)", async (_case, score, bid, other) => {
  const device = createDebuggedDevice();
  const win = "https://buyer.example/${highestScoringOtherBid}/${madeHighestScoringOtherBid}";

  const reports = await reportsOf(device, [
    aDebuggedAudience([{ bid: 3, win }]),
    aDebuggedAudience([{ bid, score }], { name: "boots" }),
  ]);

  expect(reports).toEqual([`https://buyer.example/${other}`]);
});

it("puts values in wherever they are asked for, and knows no others (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  const win =
    "https://buyer.example/${winningBid}${winningBid}?a=$winningBid&b=${toString}&c=${other}";

  const reports = await reportsOf(device, [aDebuggedAudience([{ bid: 1e7, win }])]);

  expect(reports).toEqual([
    "https://buyer.example/1.0E71.0E7?a=$winningBid&b=${toString}&c=${other}",
  ]);
});

it.each([
  ["invalid-bid", "invalid-bid"],
  ["bid-below-auction-floor", "bid-below-auction-floor"],
  ["pending-approval-by-exchange", "pending-approval-by-exchange"],
  ["disapproved-by-exchange", "disapproved-by-exchange"],
  ["blocked-by-publisher", "blocked-by-publisher"],
  ["language-exclusions", "language-exclusions"],
  ["category-exclusions", "category-exclusions"],
  ["too-ugly", "not-available"],
  [5, "not-available"],
  [null, "not-available"],
  [undefined, "not-available"],
])(
  "passes on the reject reason %j as %s, to buyer and seller alike (spec: on-device 1.6)",
  async (rejectReason, told) => {
    const device = createDebuggedDevice();

    const reports = await reportsOf(device, [
      aDebuggedAudience([{ bid: 2 }]),
      aDebuggedAudience(
        [
          {
            bid: 1,
            rejectReason,
            loss: "https://other.example/${rejectReason}",
            sellerLoss: "https://seller.example/${rejectReason}",
          },
        ],
        { buyer: "other.example" },
      ),
    ]);

    expect(reports).toEqual([`https://other.example/${told}`, `https://seller.example/${told}`]);
  },
);

it("never falls back from one address to the other (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();

  const reports = await reportsOf(device, [
    aDebuggedAudience([
      { bid: 2, loss: "https://buyer.example/loss", sellerLoss: "https://seller.example/loss" },
    ]),
    aDebuggedAudience([{ bid: 1, win: "https://other.example/win" }], { buyer: "other.example" }),
  ]);

  expect(reports).toEqual([]);
  expect(withheldIn(device)).toEqual([
    "its custom audience won, and the buyer registered no address for a win",
    "its custom audience lost, and the buyer registered no address for a loss",
    "its custom audience won, and the seller registered no address for a win",
  ]);
});

it.each([[5], [null], [{}], [""], ["no address"], ["http://buyer.example/"], ["https://"]])(
  "is not disturbed by the address %j, and reports the others (spec: on-device 1.6)",
  async (win) => {
    const device = createDebuggedDevice();

    const reports = await reportsOf(device, [
      aDebuggedAudience([{ bid: 2, win, sellerWin: "https://seller.example/win" }]),
    ]);

    expect(reports).toEqual(["https://seller.example/win"]);
    expect(device.events.filter(({ type }) => type === "ad-selection.finished")).toHaveLength(1);
  },
);

it("forgets what an ad registered before it turns to the next (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  const win = "https://buyer.example/win";

  const reports = await reportsOf(device, [
    aDebuggedAudience([{ bid: 1, win, sellerWin: "https://seller.example/win" }, { bid: 2 }]),
    aDebuggedAudience([{ bid: 1.5, loss: "https://other.example/loss" }], {
      buyer: "other.example",
    }),
  ]);

  expect(reports).toEqual(["https://other.example/loss"]);
});

it("reports nothing of an audience whose bid is negative or failed (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  const loss = "https://buyer.example/loss";

  const reports = await reportsOf(device, [
    aDebuggedAudience([{ bid: -1, loss }]),
    aDebuggedAudience([{ bid: Number.NaN, loss }], { name: "boots" }),
    aDebuggedAudience([{ bid: 1, win: "https://other.example/win" }], { buyer: "other.example" }),
  ]);

  expect(reports).toEqual(["https://other.example/win"]);
});

it("goes by buyer and name when it asks who won: audiences of two apps win together (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  const audience = (bid: number) =>
    aDebuggedAudience([
      { bid, win: `https://buyer.example/win/${bid}`, loss: "https://buyer.example/loss" },
    ]);
  await device.adServices.forApp("com.example.other").joinCustomAudience(audience(2));

  const reports = await reportsOf(device, [audience(1)]);

  expect(reports).toEqual(["https://buyer.example/win/2", "https://buyer.example/win/1"]);
});

it("tells the seller of contextual ads, which have no script that bids (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  const ad = (bid: number) => ({
    bid,
    ad: {
      renderUri: `https://other.example/contextual-${bid}`,
      metadata: { sellerWin: `https://seller.example/win/${bid}`, win: "https://other.example/" },
    },
  });
  const contextualAds = {
    buyer: "other.example",
    decisionLogicUri: "https://other.example/win.js",
    adsWithBid: [ad(4)],
  };

  const reports = await reportsOf(
    device,
    [aDebuggedAudience([{ bid: 1, loss: "https://buyer.example/${winningBid}" }])],
    { perBuyerSignedContextualAds: { "other.example": contextualAds } },
  );

  expect(reports).toEqual(["https://buyer.example/4.0", "https://seller.example/win/4"]);
});

it("reports nothing of an auction that nobody won, or that failed (spec: on-device 1.6)", async () => {
  const device = createDebuggedDevice();
  const sellerLoss = "https://seller.example/loss";

  await errorOf(() =>
    reportsOf(device, [
      aDebuggedAudience([{ bid: 1, score: 0, loss: "https://buyer.example/l", sellerLoss }]),
    ]),
  );
  const config = {
    ...anAdSelectionConfig(),
    decisionLogicUri: "https://seller.example/missing.js",
  };
  await errorOf(() => device.adServices.selectAds(config));
  await device.adServices.settled();

  expect(debugUrlsOf(device)).toEqual([]);
  expect(withheldIn(device)).toEqual(["the auction has no winner", "the auction has no winner"]);
});

it("has no forDebuggingOnly where outcomes are chosen and reports are made (spec: on-device 1.6)", async () => {
  const tell = "console.log(typeof forDebuggingOnly);";
  const result = '{ signals_for_buyer: "{}", reporting_uri: "" }';
  const device = createDebuggedDevice({
    routes: {
      "https://seller.example/select.js": `function selectOutcome(outcomes) { ${tell} return { status: 0, result: null }; }`,
      "https://seller.example/decision.js": `
        function scoreAd(ad, bid) { return { status: 0, score: bid }; }
        function reportResult() { ${tell} return { status: 0, results: ${result} }; }`,
      "https://buyer.example/bidding.js": `
        function generateBid(ad) { return { status: 0, ad, bid: 1 }; }
        function reportWin() { ${tell} return { status: 0, results: ${result} }; }`,
    },
  });
  await reportsOf(device, [aCustomAudience({ ads: [anAd(1)] })]);
  const finished = device.events.find(({ type }) => type === "ad-selection.finished");
  const adSelectionId = finished?.type === "ad-selection.finished" ? finished.adSelectionId : "";

  await device.adServices.selectAdsFromOutcomes({
    seller: "seller.example",
    adSelectionIds: [adSelectionId],
    selectionLogicUri: "https://seller.example/select.js",
  });
  await device.adServices.reportImpression({ adSelectionId, config: anAdSelectionConfig() });

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  expect(printed).toEqual(["undefined", "undefined", "undefined"]);
});

it("leaves the ledger to those who lost: a debug report is nobody's loss", async () => {
  const device = createDebuggedDevice();

  await reportsOf(device, [aDebuggedAudience([{ bid: 1, win: "http://buyer.example/" }])]);

  expect(ledgerOf(device)).toEqual([]);
  expect(urlsOf(device)).not.toContain("http://buyer.example/");
});
