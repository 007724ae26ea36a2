import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  createDevice,
  join,
  ledgerOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";

const script = "https://buyer.example/bidding.js";
const headers = { x_fledge_buyer_bidding_logic_version: "3" };
const subject = "custom audience buyer.example/shoes";

/** One audience with three ads asks a script of version 3; another buyer's wins if that one sends nothing. */
async function runAuctionWith(body: string): Promise<DeviceFixture> {
  const device = createDevice({ routes: { [script]: { body, headers } } });
  const ads = [anAd(1), anAd(2), anAd(3)];
  const other = aCustomAudience({
    buyer: "other.example",
    ads: [anAd(0.5, "https://other.example/ad")],
  });
  await join(device, aCustomAudience({ ads }), other);
  await device.adServices.selectAds(
    anAdSelectionConfig({ customAudienceBuyers: ["buyer.example", "other.example"] }),
  );
  return device;
}

/** Bids that reached scoring, the other buyer's left out. */
function bidsOf({ events }: DeviceFixture): readonly (readonly [string, number])[] {
  return events.flatMap((event) =>
    event.type === "ad.scored" && event.buyer === "buyer.example"
      ? [[event.renderUri, event.bid] as const]
      : [],
  );
}

function returning(expression: string): string {
  return `function generateBid(audience) { const ad = audience.ads[1]; const render = ad.render_uri; return ${expression}; }`;
}

it("calls generateBid once per custom audience, with five arguments (spec: on-device 1.2)", async () => {
  const echo = `function generateBid() { console.log(JSON.stringify([...arguments])); const ad = arguments[0].ads[0]; return { ad, bid: 1, render: "" }; }`;
  const trusted = { body: '{ "mine": 1, "theirs": 2 }', headers: { "data-version": "7" } };
  const device = createDevice({
    routes: { [script]: { body: echo, headers }, "https://buyer.example/trusted": trusted },
  });
  const trustedBiddingData = {
    trustedBiddingUri: "https://buyer.example/trusted",
    trustedBiddingKeys: ["mine"],
  };
  const ads = [anAd(1), { renderUri: "https://buyer.example/plain" }];
  await join(
    device,
    aCustomAudience({ userBiddingSignals: { visits: 4 }, trustedBiddingData, ads }),
  );

  await device.adServices.selectAds(
    anAdSelectionConfig({
      adSelectionSignals: { slot: "banner" },
      perBuyerSignals: { "buyer.example": { budget: 7 } },
    }),
  );

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [JSON.parse(event.text) as unknown] : [],
  );
  expect(printed).toEqual([
    [
      {
        owner: "com.example.game",
        name: "shoes",
        userBiddingSignals: { visits: 4 },
        ads: [
          { render_uri: "https://buyer.example/ad-1", metadata: { bid: 1 } },
          { render_uri: "https://buyer.example/plain", metadata: {} },
        ],
      },
      { slot: "banner" },
      { budget: 7 },
      { mine: 1 },
      { dataVersion: 7 },
    ],
  ]);
});

// spec: on-device 1.2, 1.4, column "generateBid v3"
it.each([
  ["without a status", "{ ad, bid: 2, render }", 2],
  ["with a failed status, which nobody reads", "{ status: 1, ad, bid: 2, render }", 2],
  ["with an odd render, which nobody reads", "{ ad, bid: 2, render: { any: 1 } }", 2],
  ["with render null", "{ ad, bid: 2, render: null }", 2],
  ["with render undefined", "{ ad, bid: 2, render: undefined }", 2],
  ["with a function for render", "{ ad, bid: 2, render() {} }", 2],
  ["of zero", "{ ad, bid: 0, render }", 0],
  ["as text", '{ ad, bid: "2", render }', 2],
])("takes a bid %s", async (_case, expression, bid) => {
  const device = await runAuctionWith(returning(expression));

  expect(bidsOf(device)).toEqual([["https://buyer.example/ad-2", bid]]);
});

it("scores and stores the ad that the script made up (spec: on-device 1.4)", async () => {
  const made = `{ ad: { render_uri: "https://buyer.example/made", metadata: {} }, bid: 9, render: 1 }`;
  const device = await runAuctionWith(returning(made));

  expect(bidsOf(device)).toEqual([["https://buyer.example/made", 9]]);
});

const mustReturn = "version 3 must return an object with ad, bid and render";

// spec: on-device 1.4, column "generateBid v3"
it.each([
  ["lacks render", "{ status: 0, ad: 1, bid: 2 }", `{"status":0,"ad":1,"bid":2}; ${mustReturn}`],
  ["is no object", "7", `7; ${mustReturn}`],
  ["is null", "null", `null; ${mustReturn}`],
  ["is nothing", "undefined", `nothing; ${mustReturn}`],
  ["is a promise", "Promise.resolve({})", `a promise, which nobody awaits; ${mustReturn}`],
  ["has no bid", "{ ad, render }", "bid nothing; a bid must be a finite number"],
  [
    "bids NaN",
    "{ ad, bid: NaN, render }",
    "bid null (NaN and Infinity become null in JSON); a bid must be a finite number",
  ],
  ["has no ad", "{ bid: 2, render }", "ad nothing, which has no render_uri"],
  [
    "has an ad without metadata",
    '{ ad: { render_uri: "x" }, bid: 2, render }',
    "an ad whose metadata is nothing, no object",
  ],
])("drops the audience, and nobody else, whose result %s", async (_case, expression, detail) => {
  const device = await runAuctionWith(returning(expression));

  expect(bidsOf(device)).toEqual([]);
  expect(ledgerOf(device)).toEqual([
    `${subject} | bid-invalid | generateBid returned ${detail} (${script})`,
  ]);
});

it("drops an audience that bids below zero (spec: on-device 1.4)", async () => {
  const device = await runAuctionWith(returning("{ ad, bid: -1, render }"));

  expect(ledgerOf(device)).toEqual([
    `${subject} | bid-negative | its best bid is -1 (ad https://buyer.example/ad-2, ${script})`,
  ]);
});

it("drops an audience whose script throws, and runs no script of seven parameters again (spec: on-device 1.3, 1.4)", async () => {
  const seven = "function generateBid(a, b, c, d, e, f, g) { return g.missing; }";
  const device = await runAuctionWith(seven);

  const runs = device.events.filter(
    (event) => event.type === "logic.finished" && event.script === script,
  );
  expect(runs).toHaveLength(1);
  expect(ledgerOf(device)).toEqual([
    `${subject} | bidding-logic-failed | TypeError: Cannot read properties of undefined (reading 'missing') (${script}:1:54), in generateBid({"owner":"com.example.game","name":"shoes","userBiddingSignals":{},"ads":[{"rend…, …)`,
  ]);
});

it("drops an audience whose script outlasts its time (spec: on-device 1.4)", async () => {
  const endless =
    "function generateBid() { const end = Date.now() + 6000; while (Date.now() < end); }";
  const device = await runAuctionWith(endless);

  expect(ledgerOf(device)).toEqual([
    expect.stringMatching(/^custom audience .* bidding-timed-out/),
  ]);
});

it("has one world for each custom audience (spec: on-device 1.1)", async () => {
  const counting = `let calls = 0; function generateBid({ ads }) { calls += 1; return { ad: ads[0], bid: calls, render: 1 }; }`;
  const device = createDevice({ routes: { [script]: { body: counting, headers } } });
  await join(device, aCustomAudience({ name: "one" }), aCustomAudience({ name: "two" }));

  await device.adServices.selectAds(anAdSelectionConfig());

  expect(bidsOf(device).map(([, bid]) => bid)).toEqual([1, 1]);
});
