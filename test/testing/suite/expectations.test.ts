import { expect, it } from "vitest";
import { failuresOf } from "./test-suite.ts";

const seller = `
function scoreAd(ad, bid, config, signals) {
  console.log("bid " + bid);
  if (bid > 9) throw new RangeError("too much");
  if (bid === 8) for (;;) Date.now();
  forDebuggingOnly.reportAdAuctionWin("https://s.example/won");
  return { status: bid < 0 ? 1 : 0, score: bid, tags: [{ a: 1, b: 2 }], rest: true };
}
function selectOutcome([outcome]) {
  return outcome === undefined ? null : { status: 0, result: outcome.bid > 1 ? outcome : null };
}
function reportResult(config) {
  registerAdBeacon({ click: "https://s.example/click" });
  return { status: 0, results: { signals_for_buyer: '{"a":1,"b":2}', reporting_uri: config.seller } };
}
function generateBid(ad) {
  return { status: 0, ad: { ...ad, ad_counter_keys: [1] }, bid: 2, adCost: 0.5, render: 0 };
}
function reportWin() {
  return { status: 0, results: { reporting_uri: "https://b.example/win" } };
}
const later = async () => 1;
`;

const win = { call: 1, winUrl: "https://s.example/won", lossUrl: "" };

it.each([
  ["score", "function: scoreAd, given: { bid: 2 }, expect: { score: 2 }"],
  ["part of what is returned", "function: scoreAd, expect: { returns: { tags: [{ b: 2 }] } }"],
  [
    "all that is returned, in any order",
    "function: scoreAd, expect: { returnsExactly: { score: 1, tags: [{ b: 2, a: 1 }], rest: true, status: 0 } }",
  ],
  ["console", 'function: scoreAd, expect: { console: ["bid 1"] }'],
  ["an error", "function: scoreAd, given: { bid: 10 }, expect: { throws: too much }"],
  ["any error", "function: scoreAd, given: { bid: 10 }, expect: { throws: true }"],
  ["a time-out", "function: scoreAd, given: { bid: 8 }, expect: { timesOut: true }"],
  ["a refusal", "function: scoreAd, given: { bid: -1 }, expect: { refused: true }"],
  ["the reason of a refusal", "function: scoreAd, given: { bid: -1 }, expect: { refused: status }"],
  ["words of a refusal", "function: scoreAd, given: { bid: -1 }, expect: { refused: only 0 is }"],
  [
    "a result that is refused",
    "function: scoreAd, given: { bid: -1 }, expect: { returns: { score: -1 } }",
  ],
  [
    "debug reports",
    "function: scoreAd, expect: { debugReports: [{ call: 1, winUrl: https://s.example/won }] }",
  ],
  ["nobody", "function: selectOutcome, expect: { chosen: null }"],
  ["somebody", 'function: selectOutcome, args: [[{ id: "-7", bid: 2 }]], expect: { chosen: "-7" }'],
  ["signals as text", `function: reportResult, expect: { signalsForBuyer: '{"a":1,"b":2}' }`],
  ["signals as what they hold", "function: reportResult, expect: { signalsForBuyer: { b: 2 } }"],
  ["an address", "function: reportResult, expect: { reportingUri: seller.example }"],
  ["the buyer's address", "function: reportWin, expect: { reportingUri: https://b.example/win }"],
  ["beacons", "function: reportResult, expect: { beacons: { click: https://s.example/click } }"],
  [
    "everything of a bid",
    "function: generateBid, expect: { bid: 2, adCost: 0.5, adCounterKeys: [1], metadata: {}, renderUri: https://buyer.example/ads/1 }",
  ],
  [
    "a bid of version 3",
    "function: generateBidV3, given: { custom_audience: { name: a } }, expect: { refused: shape }",
  ],
  [
    "several calls",
    "function: scoreAd, calls: [{ given: { bid: 2 }, expect: { score: 2 } }, { expect: { score: 1 } }]",
  ],
  ["nothing in particular", "function: scoreAd"],
])("is met: %s", async (_what, test) => {
  const failures = await failuresOf(seller, `{ name: a, ${test} }`);

  expect(failures).toEqual([]);
});

const differs = (key: string, expected: unknown, received: unknown) => ({
  key,
  difference: { expected, received },
});

it.each([
  ["score", "function: scoreAd, given: { bid: 2 }, expect: { score: 3 }", differs("score", 3, 2)],
  [
    "part of what is returned",
    "function: scoreAd, expect: { returns: { rest: false, more: 1 } }",
    differs("returns", { rest: false, more: 1 }, { rest: true }),
  ],
  [
    "a list that is longer",
    "function: scoreAd, expect: { returns: { tags: [] } }",
    differs("returns", { tags: [] }, { tags: [{ a: 1, b: 2 }] }),
  ],
  [
    "all that is returned",
    "function: scoreAd, expect: { returnsExactly: { status: 0, score: 1 } }",
    differs(
      "returnsExactly",
      { status: 0, score: 1 },
      { status: 0, score: 1, tags: [{ a: 1, b: 2 }], rest: true },
    ),
  ],
  ["console", "function: scoreAd, expect: { console: [] }", differs("console", [], ["bid 1"])],
  [
    "another error",
    "function: scoreAd, given: { bid: 10 }, expect: { throws: too little }",
    differs("throws", "too little", "RangeError: too much"),
  ],
  [
    "no error",
    "function: scoreAd, expect: { throws: too much }",
    { key: "throws", message: "expected it to throw, but it returned" },
  ],
  [
    "an error that nobody expected",
    "function: scoreAd, given: { bid: 10 }, expect: { score: 10 }",
    {
      message:
        'RangeError: too much (seller.js:4:22), in scoreAd({"render_uri":"https://buyer.example/ads/1","metadata":{}}, …)',
    },
  ],
  [
    "no time-out",
    "function: scoreAd, expect: { timesOut: true }",
    { key: "timesOut", message: "expected it to time out, but it returned" },
  ],
  [
    "a refusal that nobody expected",
    "function: scoreAd, given: { bid: -1 }, expect: { score: -1 }",
    {
      message: "the device cannot use the result: scoreAd returned status 1; only 0 is success",
    },
  ],
  [
    "no refusal",
    "function: scoreAd, expect: { refused: true }",
    {
      key: "refused",
      message: "the device can use the result",
      difference: { expected: "refused", received: { score: 1 } },
    },
  ],
  [
    "another refusal",
    "function: scoreAd, given: { bid: -1 }, expect: { refused: shape }",
    differs("refused", "shape", "scoreAd returned status 1; only 0 is success"),
  ],
  [
    "debug reports",
    "function: scoreAd, expect: { debugReports: [] }",
    differs("debugReports", [], [win]),
  ],
  [
    "beacons",
    "function: reportResult, expect: { beacons: { view: https://s.example/click } }",
    differs("beacons", { view: "https://s.example/click" }, { click: "https://s.example/click" }),
  ],
  [
    "who is chosen",
    'function: selectOutcome, args: [[{ id: "-7", bid: 2 }]], expect: { chosen: null }',
    differs("chosen", null, "-7"),
  ],
  [
    "one of several calls",
    "function: scoreAd, calls: [{ expect: { score: 1 } }, { given: { bid: 3 }, expect: { score: 4 } }]",
    { call: 1, ...differs("score", 4, 3) },
  ],
  [
    "a call that the device does not make",
    "function: scoreAd, calls: [{ given: { bid: -1 }, expect: { refused: true } }, {}]",
    { call: 1, message: "it was not called: the device stops after a status other than 0" },
  ],
])("is not met: %s", async (_what, test, failure) => {
  const failures = await failuresOf(seller, `{ name: a, ${test} }`);

  expect(failures).toEqual([failure]);
});

it("says why a device reads another score than the script returned", async () => {
  const script = "function scoreAd() { return { status: 0, score: NaN }; }";

  const failures = await failuresOf(script, "{ name: a, function: scoreAd, expect: { score: 1 } }");

  expect(failures).toEqual([
    {
      ...differs("score", 1, 0),
      message:
        "scoreAd returned score null (NaN and Infinity become null in JSON), which counts as 0",
    },
  ]);
});

it.each([
  [
    "async function scoreAd() { return { status: 0, score: 1 }; }",
    "it returned a promise, which nobody awaits",
  ],
  ["function scoreAd() {}", undefined],
])("holds what is no value against what should be returned: %s", async (script, message) => {
  const failures = await failuresOf(
    script,
    "{ name: a, function: scoreAd, expect: { returns: { score: 1 } } }",
  );

  const difference = { expected: { score: 1 }, received: undefined };
  expect(failures).toEqual([{ key: "returns", difference, ...(message && { message }) }]);
});

it("seeds chance, and begins at the moment it is told", async () => {
  const script = "function scoreAd() { return { status: 0, score: Math.random() + Date.now() }; }";
  const of = (settings: string): Promise<unknown> =>
    failuresOf(script, `{ name: a, function: scoreAd, ${settings}, expect: { score: 0 } }`);

  const scores = await Promise.all([
    of("seed: 1, now: '2024-03-01T12:00:00Z'"),
    of("seed: 1, now: '2024-03-01T12:00:00Z'"),
    of("seed: 2, now: '2024-03-01T12:00:00Z'"),
    of("seed: 1, now: '2024-03-01T12:00:01Z'"),
  ]);

  const texts = scores.map((score) => JSON.stringify(score));
  expect(texts[0]).toBe(texts[1]);
  expect(new Set(texts).size).toBe(3);
});

it("gives a script as much virtual time as it is told", async () => {
  const script =
    "function scoreAd() { const end = Date.now() + 50; while (Date.now() < end); return { status: 0, score: 1 }; }";
  const of = (settings: string): Promise<unknown> =>
    failuresOf(script, `{ name: a, function: scoreAd, ${settings} }`);

  const failures = await Promise.all([
    of("budget: 200ms, expect: { score: 1 }"),
    of("budget: 20ms, expect: { timesOut: true }"),
  ]);

  expect(failures).toEqual([[], []]);
});
