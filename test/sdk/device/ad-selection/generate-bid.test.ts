import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import { createDevice, join, ledgerOf, type DeviceFixture } from "../../../support/device-fixture.ts";

const script = "https://buyer.example/bidding.js";
const subject = "custom audience buyer.example/shoes";
const seven = "ad, auction, buyer, trusted, contextual, audience, user_signals";

/** One audience with three ads asks its script; another buyer's audience wins if that one sends nothing. */
async function runAuctionWith(biddingLogic: string): Promise<DeviceFixture> {
  const device = createDevice({ routes: { [script]: biddingLogic } });
  const ads = [anAd(1), anAd(2), anAd(3)];
  const other = aCustomAudience({ buyer: "other.example", ads: [anAd(0.5, "https://other.example/ad")] });
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

// spec: on-device 1.4, column "generateBid v2"; 1.1 for what counts as a number
it.each([
  ["a script without the function", "const x = 1;", "bidding-logic-failed", `ReferenceError: generateBid is not defined (${script})`],
  ["an empty script", "", "bidding-logic-failed", `ReferenceError: generateBid is not defined (${script})`],
  ["text that is no script", "<html>\n  404", "bidding-logic-failed", `SyntaxError: Unexpected token '<' (${script}:1:1)`],
  ["something else of that name", "var generateBid = 1;", "bidding-logic-failed", `TypeError: generateBid is not a function (${script})`],
  ["a script that throws", "function generateBid(ad) {\n  return ad.missing.bid;\n}", "bidding-logic-failed", `TypeError: Cannot read properties of undefined (reading 'bid') (${script}:2:21)`],
  ["a script that throws at its top level", "\nnull.x;", "bidding-logic-failed", `TypeError: Cannot read properties of null (reading 'x') (${script}:2:6)`],
  ["a throw at the last ad", returning("bid === 3 ? missing : { status: 0, ad, bid }"), "bidding-logic-failed", `ReferenceError: missing is not defined (${script}:1:122)`],
  ["a second declaration of forDebuggingOnly's kind of names", "let __rb_entry_point = 1;", "bidding-logic-failed", `SyntaxError: Identifier '__rb_entry_point' has already been declared (${script}:1:1)`],
  ["nothing", returning("undefined"), "bid-invalid", `generateBid returned nothing; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`],
  ["null", returning("null"), "bid-invalid", `generateBid returned null; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`],
  ["a number", returning("bid"), "bid-invalid", `generateBid returned 1; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`],
  ["a list", returning("[0]"), "bid-invalid", `generateBid returned [0]; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`],
  ["a promise", `async ${returning("{ status: 0, ad, bid }")}`, "bid-invalid", `generateBid returned a promise, which nobody awaits; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`],
  ["no status", returning("{ ad, bid }"), "bid-invalid", `generateBid returned {"ad":{"render_uri":"https://buyer.example/ad-1","metadata":{"bid":1}},"bid":1}; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`],
  ["a status of null", returning("{ status: null, bid }"), "bid-invalid", `generateBid returned {"status":null,"bid":1}; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`],
  ["a status other than 0", returning("{ status: 7, ad, bid }"), "bid-invalid", `generateBid returned status 7; only 0 is success (ad https://buyer.example/ad-1, ${script})`],
  ["a status of false", returning("{ status: false, ad, bid }"), "bid-invalid", `generateBid returned status false; only 0 is success (ad https://buyer.example/ad-1, ${script})`],
  ["an empty status", returning("{ status: '', ad, bid }"), "bid-invalid", `generateBid returned status ""; only 0 is success (ad https://buyer.example/ad-1, ${script})`],
  ["no bid", returning("{ status: 0, ad }"), "bid-invalid", `generateBid returned bid nothing; a bid must be a finite number (ad https://buyer.example/ad-1, ${script})`],
  ["a bid of NaN", returning("{ status: 0, ad, bid: NaN }"), "bid-invalid", `generateBid returned bid null (NaN and Infinity become null in JSON); a bid must be a finite number (ad https://buyer.example/ad-1, ${script})`],
  ["an endless bid", returning("{ status: 0, ad, bid: 1 / 0 }"), "bid-invalid", `generateBid returned bid null (NaN and Infinity become null in JSON); a bid must be a finite number (ad https://buyer.example/ad-1, ${script})`],
  ["a bid of true", returning("{ status: 0, ad, bid: true }"), "bid-invalid", `generateBid returned bid true; a bid must be a finite number (ad https://buyer.example/ad-1, ${script})`],
  ["a bid that is an object", returning("{ status: 0, ad, bid: { amount: 1 } }"), "bid-invalid", `generateBid returned bid {"amount":1}; a bid must be a finite number (ad https://buyer.example/ad-1, ${script})`],
  ["a bid that is text but no number", returning("{ status: 0, ad, bid: '1 USD' }"), "bid-invalid", `generateBid returned bid "1 USD"; a bid must be a finite number (ad https://buyer.example/ad-1, ${script})`],
  ["no ad", returning("{ status: 0, bid }"), "bid-invalid", `generateBid returned ad nothing, which has no render_uri (ad https://buyer.example/ad-1, ${script})`],
  ["an ad that is an address", returning("{ status: 0, ad: ad.render_uri, bid }"), "bid-invalid", `generateBid returned ad "https://buyer.example/ad-1", which has no render_uri (ad https://buyer.example/ad-1, ${script})`],
  ["an ad with a render_url", returning("{ status: 0, ad: { render_url: 'x', metadata: {} }, bid }"), "bid-invalid", `generateBid returned ad {"render_url":"x","metadata":{}}, which has no render_uri (ad https://buyer.example/ad-1, ${script})`],
  ["metadata that are text", returning("{ status: 0, ad: { ...ad, metadata: '{}' }, bid }"), "bid-invalid", `generateBid returned an ad whose metadata is "{}", no object (ad https://buyer.example/ad-1, ${script})`],
  ["one malformed result among three", returning("bid === 2 ? { status: 0, ad } : { status: 0, ad, bid }"), "bid-invalid", `generateBid returned bid nothing; a bid must be a finite number (ad https://buyer.example/ad-2, ${script})`],
  ["a failed status after a good bid", returning("{ status: bid === 3 ? 1 : 0, ad, bid }"), "bid-invalid", `generateBid returned status 1; only 0 is success (ad https://buyer.example/ad-3, ${script})`],
  ["only bids below zero", returning("{ status: 0, ad, bid: -bid }"), "bid-negative", `its best bid is -1 (ad https://buyer.example/ad-1, ${script})`],
])("drops the audience, and nobody else, for %s", async (_case, source, rule, detail) => {
  const device = await runAuctionWith(source);

  expect(bidsOf(device)).toEqual([]);
  expect(ledgerOf(device).filter((line) => line.startsWith("custom audience"))).toEqual([
    `${subject} | ${rule} | ${detail}`,
  ]);
  expect(device.events.at(-1)).toMatchObject({ renderUri: "https://other.example/ad" });
});

// spec: on-device 1.1, 1.4
it.each([
  ["the best of its bids", returning("{ status: 0, ad, bid }"), 3, 3],
  ["the first of equal bids", returning("{ status: 0, ad, bid: 2 }"), 1, 2],
  ["a bid of zero", returning("{ status: 0, ad, bid: 0 }"), 1, 0],
  ["zero rather than less", returning("{ status: 0, ad, bid: bid === 2 ? 0 : -bid }"), 2, 0],
  ["a bid that is a number as text", returning("{ status: 0, ad, bid: ' ' + bid + '.50 ' }"), 3, 3.5],
  ["a bid in exponential text", returning("{ status: 0, ad, bid: bid + 'e-1' }"), 3, 0.3],
  ["a status that is zero as text", returning("{ status: '0', ad, bid }"), 3, 3],
  ["a status that is zero in other words", returning("{ status: '0.0', ad, bid }"), 3, 3],
  ["a class of functions that is not hoisted", `const generateBid = (ad) => ({ status: 0, ad, bid: ad.metadata.bid });`, 3, 3],
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
    returning("{ status: 0, ad: { render_uri: 'https://elsewhere.example/x', metadata: {} }, bid }"),
  );

  expect(device.events.at(-1)).toMatchObject({ renderUri: "https://elsewhere.example/x", bid: 1 + 2 });
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
      [script]: "let count = 0; function generateBid(ad) { count += 1; return { status: 0, ad, bid: count }; }",
    },
  });
  await join(device, aCustomAudience({ ads: [anAd(1), anAd(2)] }), aCustomAudience({ name: "boots" }));

  await device.adServices.selectAds(anAdSelectionConfig());

  expect(bidsOf(device).map(([, bid]) => bid)).toEqual([2, 1]);
});

it("seeds Math.random for each audience by itself, and the same in every run", async () => {
  const rolled = async (): Promise<readonly number[]> => {
    const device = createDevice({ routes: { [script]: returning("{ status: 0, ad, bid: Math.random() }") } });
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

  const runs = device.events.filter((event) => event.type === "logic.finished" && event.script === script);
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
  ["a script that goes one level deeper", `function generateBid(${seven}) { return user_signals.user.age; }`, 2, "Cannot read properties of undefined (reading 'age')"],
  ["a script with six parameters that throws", `function generateBid(${seven.replace(", user_signals", "")}) { return user_signals.age; }`, 1, "user_signals is not defined"],
  ["a seventh parameter with a default, which does not count", `function generateBid(${seven} = {}) { return missing; }`, 1, "missing is not defined"],
  ["a seven-parameter script with a bad return value", `function generateBid(${seven}) { return { status: 1 }; }`, 1, "returned status 1"],
])("does not save %s", async (_case, source, runCount, words) => {
  const device = await runAuctionWith(source);

  const runs = device.events.filter((event) => event.type === "logic.finished" && event.script === script);
  expect(runs).toHaveLength(runCount);
  expect(ledgerOf(device)).toEqual([expect.stringContaining(words)]);
});
