import { expect, it } from "vitest";
import { aCustomAudience, anAd, anAdSelectionConfig } from "../../../support/builders.ts";
import {
  createDevice,
  join,
  lastFailureOf,
  ledgerOf,
  urlsOf,
  type DeviceFixture,
} from "../../../support/device-fixture.ts";
import { errorOf } from "../../../support/error-of.ts";
import type { Route } from "../../../support/scripted-internet.ts";
import { unreachable } from "../../../support/scripted-internet.ts";

const script = "https://seller.example/decision.js";
const prefix = "Encountered failure during Ad Selection: ";

/** Three audiences bid 1, 2 and 3 for ads called so. */
async function createAuction(decisionLogic: Route, routes: Record<string, Route> = {}) {
  const device = createDevice({ routes: { [script]: decisionLogic, ...routes } });
  await join(
    device,
    ...[1, 2, 3].map((bid) => aCustomAudience({ name: `bids ${bid}`, ads: [anAd(bid)] })),
  );
  return device;
}

function scoring(expression: string): string {
  return `function scoreAd(ad, bid) { return ${expression}; }`;
}

/** `1: rule` for each of the three ads that did not win. */
function lossesOf(device: DeviceFixture): readonly string[] {
  return device.events.flatMap((event) =>
    event.type === "bid.rejected" ? [`${event.bid}: ${event.rule}`] : [],
  );
}

// spec: on-device 1.4, 2.6
it.each([
  [
    "the highest score",
    scoring("{ status: 0, score: bid }"),
    3,
    ["1: score-lower", "2: score-lower"],
  ],
  [
    "a low bid with a high score",
    scoring("{ status: 0, score: 10 - bid }"),
    1,
    ["2: score-lower", "3: score-lower"],
  ],
  [
    "the first of equal scores",
    scoring("{ status: 0, score: 1 }"),
    1,
    ["2: score-tie", "3: score-tie"],
  ],
  [
    "a score that is a number as text",
    scoring("{ status: 0, score: '' + bid }"),
    3,
    ["1: score-lower", "2: score-lower"],
  ],
  [
    "the only score above zero",
    scoring("{ status: 0, score: bid - 2 }"),
    3,
    ["1: score-not-positive", "2: score-not-positive"],
  ],
  [
    "the only ad with a score at all",
    scoring("bid === 2 ? { status: 0, score: 1 } : { status: 0 }"),
    2,
    ["1: score-invalid", "3: score-invalid"],
  ],
  [
    "anything above Java's smallest number",
    scoring("{ status: 0, score: bid * Number.MIN_VALUE }"),
    3,
    ["1: score-not-positive", "2: score-lower"],
  ],
  [
    "eight parameters",
    "function scoreAd(ad, bid, config, seller, trusted, contextual, user, audience) { return { status: 0, score: audience === undefined ? bid : 0 }; }",
    3,
    ["1: score-lower", "2: score-lower"],
  ],
  [
    "debug reports",
    "function scoreAd(ad, bid) { forDebuggingOnly.reportAdAuctionLoss('x'); return { status: 0, score: bid }; }",
    3,
    ["1: score-lower", "2: score-lower"],
  ],
])("selects %s", async (_case, source, winner, losses) => {
  const device = await createAuction(source);

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe(`https://buyer.example/ad-${winner}`);
  expect(lossesOf(device)).toEqual(losses);
});

it("says with the values why each of the others lost", async () => {
  const device = await createAuction(scoring("{ status: 0, score: [NaN, 5, 5][bid - 1] }"));

  await device.adServices.selectAds(anAdSelectionConfig());

  expect(ledgerOf(device)).toEqual([
    `ad https://buyer.example/ad-1 | score-invalid | bid 1; scoreAd returned score null (NaN and Infinity become null in JSON), which counts as 0 (${script})`,
    `ad https://buyer.example/ad-3 | score-tie | bid 3; scoreAd of ${script} gave 5, as it did to https://buyer.example/ad-2, which comes first`,
  ]);
});

// spec: on-device 1.4, column "scoreAd"; 2.5
it.each<[string, Route, string, string]>([
  [
    "has no such function",
    "1;",
    "Failure running JS in JavaScriptSandbox: Uncaught ReferenceError: scoreAd is not defined",
    `ReferenceError: scoreAd is not defined (${script})`,
  ],
  [
    "throws",
    "function scoreAd(ad) {\n  return ad.missing.score;\n}",
    "Failure running JS in JavaScriptSandbox: Uncaught TypeError: Cannot read properties of undefined (reading 'score')",
    `TypeError: Cannot read properties of undefined (reading 'score') (${script}:2:21), in call 1 of 3: scoreAd({"render_uri":"https://buyer.example/ad-1","metadata":{"bid":1}}, …)`,
  ],
  [
    "does not parse",
    "function {",
    "Failure running JS in JavaScriptSandbox: Uncaught SyntaxError: Unexpected token '{'",
    `SyntaxError: Unexpected token '{' (${script}:1:10)`,
  ],
  [
    "returns a number",
    scoring("bid"),
    "Index 0 out of bounds for length 0",
    `scoreAd returned 1; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`,
  ],
  [
    "returns a promise",
    `async ${scoring("{ status: 0, score: bid }")}`,
    "Index 0 out of bounds for length 0",
    `scoreAd returned a promise, which nobody awaits; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`,
  ],
  [
    "has no status",
    scoring("{ score: bid }"),
    "Index 0 out of bounds for length 0",
    `scoreAd returned {"score":1}; it must be an object with status 0 (ad https://buyer.example/ad-1, ${script})`,
  ],
  [
    "fails at the second ad",
    scoring("{ status: bid === 2 ? 5 : 0, score: bid }"),
    "Index 0 out of bounds for length 0",
    `scoreAd returned status 5; only 0 is success (ad https://buyer.example/ad-2, ${script})`,
  ],
  [
    "is not there",
    { status: 404 },
    "Error fetching scoring decision logic",
    `GET ${script} answered with status 404`,
  ],
  [
    "cannot be reached",
    unreachable,
    "Error fetching scoring decision logic",
    `${script} is unreachable`,
  ],
])(
  "fails the auction when the script %s, and every bid with it",
  async (_case, route, words, detail) => {
    const device = await createAuction(route);

    const error = await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

    expect(error.code).toBe("ERR_DEVICE_ILLEGAL_STATE");
    expect(lastFailureOf(device)).toMatchObject({ status: 1, serviceMessage: prefix + words });
    expect(ledgerOf(device)).toEqual([
      ...[1, 2, 3].map(
        (bid) => `ad https://buyer.example/ad-${bid} | scoring-failed | bid ${bid}; ${detail}`,
      ),
      `ad selection call-4 | scoring-failed | ${detail}`,
    ]);
    expect(device.events.filter(({ type }) => type === "ad.scored")).toEqual([]);
  },
);

it("stops at the first status that is not zero (spec: on-device 1.4)", async () => {
  const device = await createAuction(scoring("(console.log(bid), { status: bid - 1, score: 1 })"));

  await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

  const printed = device.events.flatMap((event) =>
    event.type === "console.printed" ? [event.text] : [],
  );
  expect(printed).toEqual(["1", "2"]);
});

it("asks one world for all ads of the auction, whatever their number (spec: on-device 1.1)", async () => {
  const device = await createAuction(
    "let count = 0; function scoreAd() { count += 1; return { status: 0, score: count }; }",
  );

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-3");
});

it("asks for all ads' trusted signals at once, encoded as one value (spec: on-device 2.5)", async () => {
  const device = await createAuction(scoring("{ status: 0, score: bid }"));

  await device.adServices.selectAds(
    anAdSelectionConfig({ trustedScoringSignalsUri: "https://seller.example/signals?v=1" }),
  );

  expect(urlsOf(device).at(-1)).toBe(
    "https://seller.example/signals?v=1&renderuris=https%3A%2F%2Fbuyer.example%2Fad-1%2Chttps%3A%2F%2Fbuyer.example%2Fad-2%2Chttps%3A%2F%2Fbuyer.example%2Fad-3",
  );
});

it("fails when the trusted signals cannot be fetched (spec: on-device 2.5)", async () => {
  const device = await createAuction(scoring("{ status: 0, score: bid }"), {
    "https://seller.example/signals": { status: 503 },
  });

  await errorOf(() =>
    device.adServices.selectAds(
      anAdSelectionConfig({ trustedScoringSignalsUri: "https://seller.example/signals" }),
    ),
  );

  expect(lastFailureOf(device)).toMatchObject({
    status: 1,
    serviceMessage: `${prefix}Error fetching trusted scoring signals`,
  });
});

it("calls trusted signals that are no JSON an illegal argument (spec: on-device 2.5)", async () => {
  const device = await createAuction(scoring("{ status: 0, score: bid }"), {
    "https://seller.example/signals": "<html>",
  });

  const error = await errorOf(() =>
    device.adServices.selectAds(
      anAdSelectionConfig({ trustedScoringSignalsUri: "https://seller.example/signals" }),
    ),
  );

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(ledgerOf(device).at(-1)).toBe(
    'ad selection call-4 | scoring-failed | https://seller.example/signals?renderuris=https%3A%2F%2Fbuyer.example%2Fad-1%2Chttps%3A%2F%2Fbuyer.example%2Fad-2%2Chttps%3A%2F%2Fbuyer.example%2Fad-3 answered with no JSON object: expected a value at character 1, got "<"',
  );
});

it("does not ask for trusted signals when it has no script to give them to (spec: on-device 2.5)", async () => {
  const device = await createAuction({ status: 500 });

  await errorOf(() =>
    device.adServices.selectAds(
      anAdSelectionConfig({ trustedScoringSignalsUri: "https://seller.example/signals" }),
    ),
  );

  expect(urlsOf(device).at(-1)).toBe(script);
});

it("checks the seller's signals only when the script needs them (spec: on-device 2.2)", async () => {
  const device = await createAuction(scoring("{ status: 0, score: bid }"));

  const error = await errorOf(() =>
    device.adServices.selectAds(anAdSelectionConfig({ sellerSignals: "{ floor: }" })),
  );

  expect(error.code).toBe("ERR_DEVICE_ILLEGAL_ARGUMENT");
  expect(lastFailureOf(device).serviceMessage).toBe(`${prefix}Invalid JSON args`);
  expect(urlsOf(device).at(-1)).toBe(script);
  expect(ledgerOf(device).at(-1)).toBe(
    'ad selection call-4 | signals-invalid | sellerSignals is no JSON object: expected a value at character 10, got "}"',
  );
});

it("drops audiences whose script cannot be given the auction's signals (spec: on-device 2.2, 2.4)", async () => {
  const device = createDevice();
  await join(device, aCustomAudience());

  await errorOf(() =>
    device.adServices.selectAds(anAdSelectionConfig({ adSelectionSignals: "[]" })),
  );

  expect(ledgerOf(device)).toEqual([
    "custom audience buyer.example/shoes | signals-invalid | adSelectionSignals is no JSON object: expected an object, got []",
    "ad selection call-2 | no-valid-bids | none of 1 custom audiences sent a bid that counts",
  ]);
});

it.each(["null", "undefined", "'ok'", "{}"])(
  "has words of its own for a status that is no number: %s (spec: on-device 1.1)",
  async (status) => {
    const device = await createAuction(scoring(`{ status: ${status}, score: bid }`));

    await errorOf(() => device.adServices.selectAds(anAdSelectionConfig()));

    expect(lastFailureOf(device)).toMatchObject({
      status: 1,
      serviceMessage: `${prefix}Illegal result returned by our internal batch calling function.`,
    });
  },
);

it("lets a bid of zero win, since scores decide (spec: on-device 2.6)", async () => {
  const device = createDevice({ routes: { [script]: scoring("{ status: 0, score: 1 - bid }") } });
  await join(
    device,
    aCustomAudience({ ads: [anAd(1)] }),
    aCustomAudience({ name: "bids 0", ads: [anAd(0)] }),
  );

  const outcome = await device.adServices.selectAds(anAdSelectionConfig());

  expect(outcome?.renderUri).toBe("https://buyer.example/ad-0");
});
