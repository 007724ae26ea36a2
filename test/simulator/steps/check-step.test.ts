import { expect, it } from "vitest";
import type { ScenarioInput } from "../../../simulator/index.ts";
import { aDeviceScenario, anAuction, azores, trail } from "../../support/a-device-scenario.ts";
import { runInline } from "../../support/a-waterfall.ts";

type Step = Exclude<NonNullable<ScenarioInput["steps"]>[number], string>;
type StepExpect = NonNullable<Step["expect"]>;

const loud = `
function scoreAd(ad, bid) {
  console.log("score " + bid);
  return { status: 0, score: bid };
}`;

/** What is unmet of one auction, which the ad at 3 wins. */
async function unmetByWinner(expected: StepExpect): Promise<readonly string[]> {
  const steps = [{ selectAds: anAuction, expect: expected }];
  const sellers = { "ssp.example": { decisionLogic: { inline: loud } } };
  return (await runInline(aDeviceScenario(steps, { sellers }))).unmetExpectations;
}

/** What is unmet of an auction in which the seller's script crashes. */
async function unmetByCrash(expected: StepExpect | undefined): Promise<readonly string[]> {
  const crash = "function scoreAd() { throw new Error('out of order'); }";
  const sellers = { "ssp.example": { decisionLogic: { inline: crash } } };
  const step = { selectAds: anAuction, ...(expected && { expect: expected }) };
  return (await runInline(aDeviceScenario([step], { sellers }))).unmetExpectations;
}

const crashed =
  'IllegalStateException without a message (scoring-failed: Error: out of order (https://ssp.example/decision-logic.js:1:28), in call 1 of 2: scoreAd({"render_uri":"https://shoes.example/ads/trail","metadata":{"cpm":3}}, …))';

it.each<readonly [StepExpect, StepExpect, string]>([
  [{ winner: trail }, { winner: azores }, `expected winner ${azores}, got ${trail}`],
  [{ winner: trail }, { winner: "nobody" }, `expected winner nobody, got ${trail}`],
  [
    { buyer: "shoes.example" },
    { buyer: "travel.example" },
    "expected buyer travel.example, got shoes.example",
  ],
  [{ bid: 3 }, { bid: 2 }, "expected bid 2, got 3"],
  [
    { succeeds: true },
    { exception: "IllegalStateException" },
    `expected exception IllegalStateException, got ${trail}`,
  ],
  [{ status: 0 }, { status: 1 }, "expected status 1, got 0"],
  [
    { message: "" },
    { messageContains: "shoes" },
    "expected a message that contains shoes, got nothing",
  ],
  [
    { requested: ["https://shoes.example/", "https://shoes.example/bidding-logic.js"] },
    { requested: ["https://hats.example/"] },
    "expected a request to https://hats.example/, got https://shoes.example/trusted-signals?keys=, https://travel.example/trusted-signals?keys=, https://shoes.example/bidding-logic.js, https://travel.example/bidding-logic.js, https://ssp.example/decision-logic.js",
  ],
  [
    { notRequested: ["https://ssp.example/report"] },
    { notRequested: ["https://ssp.example/"] },
    "expected no request to https://ssp.example/decision-logic.js",
  ],
  [
    { arguments: { scoreAd: { bid: 2, auction_config: { seller: "ssp.example" } } } },
    { arguments: { scoreAd: { bid: 5 } } },
    'expected a call of scoreAd with {"bid":5}, got {"bid":3}, {"bid":2}',
  ],
  [
    { arguments: { generateBid: { "0": { metadata: { cpm: 3 } } } } },
    { arguments: { generateBid: { "0": { metadata: { cpm: 4 } } } } },
    `expected a call of generateBid with {"0":{"metadata":{"cpm":4}}}, got {"0":{"render_uri":"${trail}","metadata":{"cpm":3}}}, {"0":{"render_uri":"${azores}","metadata":{"cpm":2}}}`,
  ],
  [
    {
      arguments: {
        scoreAd: { auction_config: { custom_audience_buyers: anAuction.customAudienceBuyers } },
      },
    },
    { arguments: { selectOutcome: { outcomes: [] } } },
    'expected a call of selectOutcome with {"outcomes":[]}, got no call',
  ],
  [
    { console: ["score 3", "2"] },
    { console: ["score 4"] },
    'expected "score 4" on the console, got score 3, score 2',
  ],
  [
    { rules: { [`ad ${azores}`]: "score-lower" } },
    { rules: { [`ad ${azores}`]: "score-tie" } },
    `expected score-tie for ad ${azores}, got score-lower`,
  ],
  [
    { rules: { [`ad ${azores}`]: "score-lower" } },
    { rules: { [`ad ${trail}`]: "score-lower" } },
    `expected score-lower for ad ${trail}, got score-lower for ad ${azores}`,
  ],
])("meets %j of an auction with a winner, and not %j", async (met, unmet, problem) => {
  expect(await unmetByWinner(met)).toEqual([]);
  expect(await unmetByWinner(unmet)).toEqual([`step 1 (selectAds ssp.example): ${problem}`]);
});

it.each<readonly [StepExpect, StepExpect, string]>([
  [
    { exception: "IllegalStateException" },
    { exception: "TimeoutException" },
    "expected exception TimeoutException, got IllegalStateException",
  ],
  [
    { exceptionMessage: "" },
    { exceptionMessage: "API timed out." },
    "expected exceptionMessage API timed out., got nothing",
  ],
  [{ status: 1 }, { status: 2 }, "expected status 2, got 1"],
  [
    {
      message:
        "Encountered failure during Ad Selection: Failure running JS in JavaScriptSandbox: Uncaught Error: out of order",
    },
    { message: "out of order" },
    "expected message out of order, got Encountered failure during Ad Selection: Failure running JS in JavaScriptSandbox: Uncaught Error: out of order",
  ],
  [
    { messageContains: "out of order" },
    { messageContains: "out of time" },
    "expected a message that contains out of time, got Encountered failure during Ad Selection: Failure running JS in JavaScriptSandbox: Uncaught Error: out of order",
  ],
  // Nobody won is one thing and a crash another, although an app cannot tell them apart.
  [
    { rules: { "ad selection": "scoring-failed" }, status: 1 },
    { winner: "nobody" },
    `expected winner nobody, got ${crashed}`,
  ],
  [{ status: 1 }, { succeeds: true }, `expected it to succeed, got ${crashed}`],
  [{ status: 1 }, { bid: 3 }, `expected bid 3, got ${crashed}`],
  [{ status: 1 }, { notRequested: [] }, `expected it to succeed, got ${crashed}`],
])(
  "meets %j of an auction that crashes, and not %j (spec: on-device 6.2)",
  async (met, unmet, problem) => {
    expect(await unmetByCrash(met)).toEqual([]);
    expect(await unmetByCrash(unmet)).toEqual([`step 1 (selectAds ssp.example): ${problem}`]);
  },
);

it("expects a call that nobody speaks of to succeed", async () => {
  expect(await unmetByCrash(undefined)).toEqual([
    `step 1 (selectAds ssp.example): expected it to succeed, got ${crashed}`,
  ]);
});

it("takes an auction that nobody wins for what it is, on Android and in the proposal (spec: on-device 2.8)", async () => {
  const steps: ScenarioInput["steps"] = [
    {
      selectAds: { ...anAuction, customAudienceBuyers: ["hats.example"] },
      expect: { winner: "nobody" },
    },
  ];

  const shipped = await runInline(aDeviceScenario(steps));
  const proposed = await runInline(aDeviceScenario(steps, { profile: "proposal" }));

  expect([shipped.unmetExpectations, proposed.unmetExpectations]).toEqual([[], []]);
  expect(shipped.events.filter(({ type }) => type === "step.threw")).toHaveLength(1);
  expect(proposed.events.filter(({ type }) => type === "step.threw")).toEqual([]);
});

it("says why a step of which something is expected was skipped", async () => {
  const { unmetExpectations } = await runInline(
    aDeviceScenario([
      {
        selectAds: { ...anAuction, customAudienceBuyers: ["hats.example"] },
        as: "first",
        expect: { winner: "nobody" },
      },
      { reportImpression: { of: "first" } },
      { reportImpression: { of: "first" }, expect: { succeeds: true } },
    ]),
  );

  expect(unmetExpectations).toEqual([
    "step 3 (reportImpression of first): expected it to be carried out, but first has no outcome",
  ]);
});

it("looks at what the step itself did, not at what an SDK has given up on", async () => {
  const steps: ScenarioInput["steps"] = [
    { request: "level-end" },
    { selectAds: anAuction, expect: { winner: trail, notRequested: ["https://late.example/"] } },
    { advance: "10s" },
    { runJob: "maintenance", expect: { notRequested: ["https://"] } },
  ];
  const { events, unmetExpectations } = await runInline(
    aDeviceScenario(steps, {
      slots: { "level-end": { format: "interstitial" } },
      networks: {
        late: {
          adapter: "on-device-auction",
          options: { seller: "late.example", customAudienceBuyers: ["shoes.example"] },
        },
      },
      adServer: {
        slots: {
          "level-end": {
            kind: "chain",
            nodes: [{ networkId: "late", ecpmUsd: 1, timeoutMs: 50 }],
          },
        },
      },
      network: { routes: [{ url: "https://late.example/", latencyMs: 70 }] },
    }),
  );

  const late = events.findIndex(
    (event) => event.type === "http.finished" && event.url.startsWith("https://late.example/"),
  );
  expect(unmetExpectations).toEqual([]);
  expect(late).toBeGreaterThan(
    events.findIndex((event) => event.type === "step.started" && event.step === 2),
  );
});
