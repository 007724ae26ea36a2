import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  createDevice,
  join,
  ledgerOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";

const script = "https://buyer.example/bidding.js";
const subject = "custom audience buyer.example/shoes";
const seven = "ad, auction, buyer, trusted, contextual, audience, user_signals";

/** One audience with three ads asks its script; another buyer's audience wins if that one sends nothing. */
async function runAuctionWith(biddingLogic: string): Promise<DeviceFixture> {
  const device = createDevice({ routes: { [script]: biddingLogic } });
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
  return `function generateBid(ad, auction, buyer, trusted, contextual, audience) { const bid = ad.metadata.bid; return ${expression}; }`;
}

// spec: on-device 1.4, column "generateBid v2"
it.each([
  ["lacks the function", "const x = 1;", `ReferenceError: generateBid is not defined (${script})`],
  ["is empty", "", `ReferenceError: generateBid is not defined (${script})`],
  ["is no script", "<html>\n  404", `SyntaxError: Unexpected token '<' (${script}:1:1)`],
  [
    "defines something else",
    "var generateBid = 1;",
    `TypeError: generateBid is not a function (${script})`,
  ],
  [
    "throws",
    "function generateBid(ad) {\n  return missing;\n}",
    `ReferenceError: missing is not defined (${script}:2:3), in call 1 of 3: generateBid({"render_uri":"https://buyer.example/ad-1","metadata":{"bid":1}}, …)`,
  ],
  [
    "throws at its top level",
    "\nmissing;",
    `ReferenceError: missing is not defined (${script}:2:1)`,
  ],
  [
    "throws at the last ad",
    returning("bid === 3 ? missing : { status: 0, ad, bid }"),
    `ReferenceError: missing is not defined (${script}:1:123), in call 3 of 3: generateBid({"render_uri":"https://buyer.example/ad-3","metadata":{"bid":3}}, …)`,
  ],
  [
    "declares a reserved name",
    "let forDebuggingOnly;",
    `SyntaxError: Identifier 'forDebuggingOnly' has already been declared (${script})`,
  ],
])("drops the audience, and nobody else, when its script %s", async (_case, source, detail) => {
  const device = await runAuctionWith(source);

  expect(bidsOf(device)).toEqual([]);
  expect(ledgerOf(device)).toEqual([`${subject} | bidding-logic-failed | ${detail}`]);
});

const noResult = "it must be an object with status 0";
const noNumber = "a bid must be a finite number";
const noJson = "null (NaN and Infinity become null in JSON)";

// spec: on-device 1.4, column "generateBid v2"; 1.1 for what counts as a number
it.each([
  ["nothing", "undefined", `nothing; ${noResult}`],
  ["null", "null", `null; ${noResult}`],
  ["a number", "bid", `1; ${noResult}`],
  ["a list", "[0]", `[0]; ${noResult}`],
  [
    "a promise",
    "Promise.resolve({ status: 0, ad, bid })",
    `a promise, which nobody awaits; ${noResult}`,
  ],
  ["no status", "{ bid }", `{"bid":1}; ${noResult}`],
  ["a status of null", "{ status: null, bid }", `{"status":null,"bid":1}; ${noResult}`],
  ["a status other than 0", "{ status: 7, ad, bid }", "status 7; only 0 is success"],
  ["a status of false", "{ status: false, ad, bid }", "status false; only 0 is success"],
  ["an empty status", "{ status: '', ad, bid }", 'status ""; only 0 is success'],
  ["no bid", "{ status: 0, ad }", `bid nothing; ${noNumber}`],
  ["a bid of NaN", "{ status: 0, ad, bid: NaN }", `bid ${noJson}; ${noNumber}`],
  ["an endless bid", "{ status: 0, ad, bid: 1 / 0 }", `bid ${noJson}; ${noNumber}`],
  ["a bid of true", "{ status: 0, ad, bid: true }", `bid true; ${noNumber}`],
  ["a bid that is an object", "{ status: 0, ad, bid: { usd: 1 } }", `bid {"usd":1}; ${noNumber}`],
  [
    "a bid that is text but no number",
    "{ status: 0, ad, bid: '1 USD' }",
    `bid "1 USD"; ${noNumber}`,
  ],
  ["no ad", "{ status: 0, bid }", "ad nothing, which has no render_uri"],
  ["an ad that is text", "{ status: 0, ad: 'ad', bid }", 'ad "ad", which has no render_uri'],
  [
    "an ad with a render_url",
    "{ status: 0, ad: { render_url: 'x' }, bid }",
    'ad {"render_url":"x"}, which has no render_uri',
  ],
  [
    "metadata that are text",
    "{ status: 0, ad: { ...ad, metadata: '{}' }, bid }",
    'an ad whose metadata is "{}", no object',
  ],
  [
    "an ad without metadata",
    "{ status: 0, ad: { render_uri: 'x' }, bid }",
    "an ad whose metadata is nothing, no object",
  ],
])("drops the audience, and nobody else, for %s", async (_case, expression, words) => {
  const device = await runAuctionWith(returning(expression));

  expect(bidsOf(device)).toEqual([]);
  expect(ledgerOf(device)).toEqual([
    `${subject} | bid-invalid | generateBid returned ${words} (ad https://buyer.example/ad-1, ${script})`,
  ]);
});

// spec: on-device 1.4, "All-or-nothing per CA"
it.each([
  ["a malformed result", "bid === 2 ? { status: 0, ad } : { status: 0, ad, bid }", 2],
  ["a failed status at the last ad", "{ status: bid === 3 ? 1 : 0, ad, bid }", 3],
])("drops all bids of an audience for %s", async (_case, expression, ad) => {
  const device = await runAuctionWith(returning(expression));

  expect(bidsOf(device)).toEqual([]);
  expect(
    device.events.filter(
      (event) => event.type === "bid.received" && event.buyer === "buyer.example",
    ),
  ).toEqual([]);
  expect(ledgerOf(device)).toEqual([
    expect.stringContaining(`(ad https://buyer.example/ad-${ad}, `),
  ]);
});

it("drops an audience whose best bid is below zero (spec: on-device 1.4)", async () => {
  const device = await runAuctionWith(returning("{ status: 0, ad, bid: -bid }"));

  expect(bidsOf(device)).toEqual([]);
  expect(ledgerOf(device).at(-1)).toBe(
    `${subject} | bid-negative | its best bid is -1 (ad https://buyer.example/ad-1, ${script})`,
  );
});

// spec: on-device 1.1, 1.4
it.each([
  ["the best of its bids", returning("{ status: 0, ad, bid }"), 3, 3],
  ["the first of equal bids", returning("{ status: 0, ad, bid: 2 }"), 1, 2],
  ["a bid of zero", returning("{ status: 0, ad, bid: 0 }"), 1, 0],
  ["zero rather than less", returning("{ status: 0, ad, bid: bid === 2 ? 0 : -bid }"), 2, 0],
  [
    "a bid that is a number as text",
    returning("{ status: 0, ad, bid: ' ' + bid + '.50 ' }"),
    3,
    3.5,
  ],
  ["a bid in exponential text", returning("{ status: 0, ad, bid: bid + 'e-1' }"), 3, 0.3],
  ["a status that is zero as text", returning("{ status: '0', ad, bid }"), 3, 3],
  [
    "a bid with debug reports, which go nowhere yet",
    returning(
      "(forDebuggingOnly.reportAdAuctionWin('x'), forDebuggingOnly.reportAdAuctionLoss('y'), { status: 0, ad, bid })",
    ),
    3,
    3,
  ],
  ["a status that is zero in other words", returning("{ status: '0.0', ad, bid }"), 3, 3],
  [
    "what an arrow function returns",
    `const generateBid = (ad) => ({ status: 0, ad, bid: ad.metadata.bid });`,
    3,
    3,
  ],
])("sends on %s", async (_case, source, ad, bid) => {
  const device = await runAuctionWith(source);

  expect(bidsOf(device)).toEqual([[`https://buyer.example/ad-${ad}`, bid]]);
});

it("tells every other ad of the audience what it lost against (spec: on-device 1.4)", async () => {
  const device = await runAuctionWith(returning("{ status: 0, ad, bid: bid === 1 ? -1 : bid }"));

  expect(ledgerOf(device)).toEqual([
    `ad https://buyer.example/ad-1 | ad-lower-in-audience | bid -1; generateBid of ${script} bid 3 for https://buyer.example/ad-3`,
    `ad https://buyer.example/ad-2 | ad-lower-in-audience | bid 2; generateBid of ${script} bid 3 for https://buyer.example/ad-3`,
    "ad https://other.example/ad | score-lower | bid 0.5; scoreAd of https://seller.example/decision.js gave 0.5, and 3 to https://buyer.example/ad-3",
  ]);
});

it("takes whatever ad the script returns, known or not (spec: on-device 1.4)", async () => {
  const device = await runAuctionWith(
    returning(
      "{ status: 0, ad: { render_uri: 'https://elsewhere.example/x', metadata: {} }, bid }",
    ),
  );

  expect(device.events.at(-1)).toMatchObject({
    renderUri: "https://elsewhere.example/x",
    bid: 1 + 2,
  });
});

it("stops asking at the first status that is not zero (spec: on-device 1.4)", async () => {
  const device = await runAuctionWith(
    `function generateBid(ad) { console.log(ad.metadata.bid); return { status: ad.metadata.bid - 1, ad, bid: 1 }; }`,
  );

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  expect(printed).toEqual(["1", "2"]);
  expect(device.events.find(({ type }) => type === "logic.finished")).toMatchObject({ calls: 2 });
});

it("keeps a script's globals from ad to ad, and no further (spec: on-device 1.1)", async () => {
  const device = createDevice({
    routes: {
      [script]:
        "let count = 0; function generateBid(ad) { count += 1; return { status: 0, ad, bid: count }; }",
    },
  });
  await join(
    device,
    aCustomAudience({ ads: [anAd(1), anAd(2)] }),
    aCustomAudience({ name: "boots" }),
  );

  await device.adServices.selectAds(anAdSelectionConfig());

  expect(bidsOf(device).map(([, bid]) => bid)).toEqual([2, 1]);
});

it("seeds Math.random for each audience by itself, and the same in every run", async () => {
  const rolled = async (): Promise<readonly number[]> => {
    const device = createDevice({
      routes: { [script]: returning("{ status: 0, ad, bid: Math.random() }") },
    });
    await join(device, aCustomAudience(), aCustomAudience({ name: "boots" }));
    await device.adServices.selectAds(anAdSelectionConfig());
    return bidsOf(device).map(([, bid]) => bid);
  };

  const [first, again] = [await rolled(), await rolled()];

  expect(again).toEqual(first);
  expect(new Set(first).size).toBe(2);
});

it("runs a script that throws and has seven parameters once more, with an empty object as the seventh (spec: on-device 1.3, rule 7)", async () => {
  const device = await runAuctionWith(
    `function generateBid(${seven}) { return { status: 0, ad, bid: user_signals.age === undefined ? audience.user_bidding_signals.age ?? 4 : 9 }; }`,
  );

  const runs = device.events.filter(
    (event) => event.type === "logic.finished" && event.script === script,
  );
  expect(runs).toMatchObject([{ outcome: "threw" }, { outcome: "returned", calls: 3 }]);
  expect(bidsOf(device)).toEqual([["https://buyer.example/ad-1", 4]]);
});

it("gives the second run a fresh world and all ads anew (spec: on-device 1.3, rule 7)", async () => {
  const device = await runAuctionWith(
    `let count = 0; function generateBid(${seven}) { count += 1; if (count === 2) user_signals.age; return { status: 0, ad, bid: count }; }`,
  );

  expect(bidsOf(device)).toEqual([["https://buyer.example/ad-3", 3]]);
});

// spec: on-device 1.3, rule 7
it.each([
  [
    "a script that goes one level deeper",
    `function generateBid(${seven}) { return user_signals.user.age; }`,
    2,
    "Cannot read properties of undefined (reading 'age')",
  ],
  [
    "a script with six parameters that throws",
    `function generateBid(${seven.replace(", user_signals", "")}) { return user_signals.age; }`,
    1,
    "user_signals is not defined",
  ],
  [
    "a seventh parameter with a default, which does not count",
    `function generateBid(${seven} = {}) { return missing; }`,
    1,
    "missing is not defined",
  ],
  [
    "a seven-parameter script with a bad return value",
    `function generateBid(${seven}) { return { status: 1 }; }`,
    1,
    "returned status 1",
  ],
])("does not save %s", async (_case, source, runCount, words) => {
  const device = await runAuctionWith(source);

  const runs = device.events.filter(
    (event) => event.type === "logic.finished" && event.script === script,
  );
  expect(runs).toHaveLength(runCount);
  expect(ledgerOf(device)).toEqual([expect.stringContaining(words)]);
});
