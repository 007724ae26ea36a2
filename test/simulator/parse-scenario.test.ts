import { expect, it } from "vitest";
import { parseScenario } from "../../simulator/parse-scenario.ts";
import { STEPS } from "../../simulator/steps/index.ts";
import type { StepDefinition } from "../../simulator/steps/step-definition.ts";
import { errorOf } from "../support/error-of.ts";

const valid = `version: 1
app: { appId: com.example.game }
slots: { home-banner: { format: banner } }
`;

/** The problems that `text` is refused for, as a user reads them. */
async function problemsIn(text: string): Promise<readonly string[]> {
  const { code, message } = await errorOf(() => parseScenario(text, { path: "s.yaml" }));
  const [summary, ...problems] = message.split("\n");
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  expect([code, summary]).toEqual([
    "ERR_SCENARIO_INVALID",
    `Cannot use scenario "s.yaml": ${count}`,
  ]);
  return problems.map((problem) => problem.trim());
}

/** The problems of a valid scenario with `yaml` below it: line 4 is its first line. */
async function problemsWith(yaml: string): Promise<readonly string[]> {
  return await problemsIn(`${valid}${yaml}`);
}

it("fills in every default", () => {
  const scenario = parseScenario(valid, { path: "s.yaml" });

  expect(scenario).toEqual({
    version: 1,
    seed: 1,
    profile: "android-all-on",
    app: {
      appId: "com.example.game",
      mediation: {
        flow: "waterfall",
        firstPartyOptimisation: true,
        bidding: { selection: "highest-bid", signalsTimeoutMs: 1_000, bidTimeoutMs: 2_000 },
        hybrid: { order: "waterfall-first", bidIsFloor: false },
        caps: {},
        floorBoundary: "inclusive",
        nodeTimeoutMs: 5_000,
        initializeTimeoutMs: 5_000,
        lateAnswers: "discard",
        adExpiryMs: 3_600_000,
        adCacheSize: 2,
        showTimeoutMs: 5_000,
        reportTimeoutMs: 5_000,
        totalTimeoutMs: 30_000,
        endpointTimeoutMs: 3_000,
        advisedChainLength: 10,
      },
      privacy: {},
    },
    slots: { "home-banner": { format: "banner" } },
    device: {
      startsAtMs: Date.UTC(2024, 0, 1),
      customAudiences: [],
      conditions: {},
      scriptCosts: { startMs: 0, perCallMs: 0 },
    },
    sellers: {},
    buyers: {},
    networks: {},
    adapters: [],
    adServer: { host: "adserver.example", slots: {} },
    hosts: {},
    network: {},
    force: {},
    revealValuations: false,
    steps: [
      { verb: "request", value: "home-banner" },
      { verb: "show", value: "home-banner" },
    ],
    expect: { notReported: [] },
  });
});

it("reads JSON, indented with tabs, as well", () => {
  const text = `{\n\t"version": 1,\n\t"app": { "appId": "com.example.game" },\n\t"slots": { "home-banner": { "format": "banner" } }\n}`;

  const scenario = parseScenario(text, { path: "s.json" });

  expect(scenario).toEqual(parseScenario(valid, { path: "s.yaml" }));
});

it("serves scripts of seller and buyers from well-known addresses unless told otherwise", () => {
  const text = `${valid}
device:
  customAudiences: [{ buyer: shoes.example, name: runners, trustedBiddingKeys: [size] }]
`.replace(
    "com.example.game }",
    `com.example.game, mediation: { firstParty: {
    adSelection: { seller: ssp.example, customAudienceBuyers: [] }, contextualBuyer: { buyer: a.example } } } }`,
  );

  const { app, device } = parseScenario(text, { path: "s.yaml" });

  expect(app.mediation.firstParty).toMatchObject({
    networkId: "first-party",
    adSelection: { decisionLogicUri: "https://ssp.example/decision-logic.js" },
    contextualBuyer: { decisionLogicUri: "https://a.example/decision-logic.js" },
  });
  expect(device.customAudiences).toEqual([
    {
      buyer: "shoes.example",
      name: "runners",
      biddingLogicUri: "https://shoes.example/bidding-logic.js",
      dailyUpdateUri: "https://shoes.example/daily-update",
      userBiddingSignals: {},
      trustedBiddingData: {
        trustedBiddingUri: "https://shoes.example/trusted-signals",
        trustedBiddingKeys: ["size"],
      },
      ads: [],
    },
  ]);
});

it("takes null for what a custom audience does not have on the device", () => {
  const text = `${valid}
device:
  customAudiences:
    - { buyer: shoes.example, name: runners, userBiddingSignals: null, trustedBiddingUri: null, ads: null }
`;

  const { device } = parseScenario(text, { path: "s.yaml" });

  expect(device.customAudiences).toEqual([
    {
      buyer: "shoes.example",
      name: "runners",
      biddingLogicUri: "https://shoes.example/bidding-logic.js",
      dailyUpdateUri: "https://shoes.example/daily-update",
    },
  ]);
});

it("calls a node like its network unless it has a name of its own", () => {
  const text = `${valid}
networks: { alpha: { adapter: fixed-price, options: { cpmUsd: 1 } } }
adServer: { slots: { home-banner: { kind: chain, nodes: [
  { networkId: alpha, ecpmUsd: 2 }, { nodeId: cheap, networkId: alpha, ecpmUsd: 1 } ] } } }
`;

  const { adServer } = parseScenario(text, { path: "s.yaml" });

  expect(adServer.slots["home-banner"]).toEqual({
    kind: "chain",
    nodes: [
      { nodeId: "alpha", networkId: "alpha", ecpmUsd: 2 },
      { nodeId: "cheap", networkId: "alpha", ecpmUsd: 1 },
    ],
  });
});

it("reads every kind of step", () => {
  const text = `${valid}
steps:
  - request: home-banner
  - show
  - impression
  - click: home-banner
  - { event: reward, data: { coins: 5 }, slotId: home-banner }
  - { event: reward, data: plain text }
  - advance: 1.5h
  - join: { buyer: shoes.example, name: runners, trustedBiddingUri: null, activationTime: "2024-01-01T00:00:00+01:00" }
  - leave: { buyer: shoes.example, name: runners }
`;

  const { steps } = parseScenario(text, { path: "s.yaml" });

  expect(steps).toEqual([
    { verb: "request", value: "home-banner" },
    { verb: "show" },
    { verb: "impression" },
    { verb: "click", value: "home-banner" },
    { verb: "event", value: "reward", data: { coins: 5 }, slotId: "home-banner" },
    { verb: "event", value: "reward", data: "plain text" },
    { verb: "advance", value: 5_400_000 },
    {
      verb: "join",
      value: {
        buyer: "shoes.example",
        name: "runners",
        biddingLogicUri: "https://shoes.example/bidding-logic.js",
        dailyUpdateUri: "https://shoes.example/daily-update",
        activationTimeMs: Date.UTC(2023, 11, 31, 23),
        userBiddingSignals: {},
        ads: [],
      },
    },
    { verb: "leave", value: { buyer: "shoes.example", name: "runners" } },
  ]);
});

it("reports every problem at once, in the order of the file", async () => {
  const problems = await problemsIn(`version: 1
naem: shoes
profile: andriod
app:
  appID: com.example.game
  mediation:
    firstParty:
      adSelection: { seler: ssp.example, customAudienceBuyers: shoes.example }
    nodeTimeoutMs: -5
slots:
  home-banner: { format: baner, sizes: [[320]] }
device:
  startsAt: yesterday
`);

  expect(problems).toEqual([
    's.yaml:2:1  naem: unknown key, did you mean "name"?',
    's.yaml:3:10  profile: expected one of "android", "android-all-on", "proposal", got "andriod", did you mean "android"?',
    's.yaml:5:3  app.appID: unknown key, did you mean "appId"?',
    's.yaml:8:22  app.mediation.firstParty.adSelection.seler: unknown key, did you mean "seller"?',
    's.yaml:8:64  app.mediation.firstParty.adSelection.customAudienceBuyers: expected a list, got "shoes.example"',
    "s.yaml:9:20  app.mediation.nodeTimeoutMs: expected more than 0, got -5",
    's.yaml:11:26  slots.home-banner.format: expected one of "banner", "interstitial", "rewarded", "native", "app-open", got "baner", did you mean "banner"?',
    "s.yaml:11:41  slots.home-banner.sizes[0]: expected at least 2 entries, got a list",
    's.yaml:13:13  device.startsAt: expected a time such as 2024-03-01T12:00:00Z, got "yesterday"',
  ]);
});

it("tells programs where the problems are", async () => {
  const error = await errorOf(() => parseScenario("version: 1\nslots: 5", { path: "s.yaml" }));

  expect(error.details).toEqual({
    problems: [
      { line: 1, column: 1, path: "app", message: "is missing, expected a map" },
      { line: 2, column: 8, path: "slots", message: "expected a map, got 5" },
    ],
  });
  expect(error.hint).toBe("Change these places; docs/scenario-format.md describes every key.");
});

it.each([
  ["", "s.yaml:1:1  expected a map, got nothing (null)"],
  ["- version: 1", "s.yaml:1:1  expected a map, got a list"],
  ["just words", 's.yaml:1:1  expected a map, got "just words"'],
])("refuses a file that holds %j", async (text, problem) => {
  const problems = await problemsIn(text);

  expect(problems).toEqual([problem]);
});

it("says about a newer version what to do, and nothing else", async () => {
  const error = await errorOf(() => parseScenario("version: 2\nnew: stuff", { path: "s.yaml" }));

  expect(error.message).toBe(
    'Cannot use scenario "s.yaml": 1 problem\n  s.yaml:1:10  version: this Fledgling reads version 1, got 2',
  );
  expect(error.hint).toBe("Update Fledgling, or write the scenario in the version that it reads.");
});

it.each([
  [valid.replace("version: 1\n", ""), "s.yaml:1:1  version: is missing, expected 1"],
  [valid.replace("1", '"1"'), 's.yaml:1:10  version: expected 1, got "1"'],
  [valid.replace("1", "0"), "s.yaml:1:10  version: expected 1, got 0"],
])("needs the version as a number: %j", async (text, problem) => {
  const problems = await problemsIn(text);

  expect(problems).toEqual([problem]);
});

it.each([
  [
    "sellers: { ssp.example: [",
    "s.yaml:4:26  Flow sequence in block collection must be sufficiently indented and end with a ]",
  ],
  ['name: "never ends', 's.yaml:4:18  Missing closing "quote'],
  ["name: !custom x", "s.yaml:4:7  Unresolved tag: !custom"],
  [
    "name: *nobody",
    "s.yaml:1:1  Unresolved alias (the anchor must be set before the alias): nobody",
  ],
  ["---\nversion: 1", "s.yaml:4:1  a file is one document, and a second one begins here"],
])("points at what is not YAML: %j", async (yaml, problem) => {
  const problems = await problemsWith(yaml);

  expect(problems).toContain(problem);
});

it("reports a key that is there twice together with everything else", async () => {
  const problems = await problemsWith("seed: 1\nnaem: x\nseed: 2\n");

  expect(problems).toEqual([
    "s.yaml:6:1  the key seed is there twice",
    's.yaml:5:1  naem: unknown key, did you mean "name"?',
  ]);
});

it("refuses a value that holds itself", async () => {
  const problems = await problemsWith(
    "networks: { alpha: { adapter: x, options: &own { again: *own } } }",
  );

  expect(problems).toEqual([
    "s.yaml  nested more than 64 levels deep, or a value that holds itself",
  ]);
});

it("refuses nesting that no scenario needs", async () => {
  const deep = `${"[".repeat(1_500)}${"]".repeat(1_500)}`;

  const problems = await problemsWith(
    `networks: { alpha: { adapter: x, options: { a: ${deep} } } }`,
  );

  expect(problems).toEqual([
    expect.stringMatching(/^s\.yaml:4:\d+  nested deeper than any file needs$/),
  ]);
});

it("points into an alias where its anchor stands", async () => {
  const problems = await problemsWith(`buyers:
  a.example: &buyer
    biddingLogik: a.js
  b.example: *buyer
`);

  expect(problems).toEqual([
    's.yaml:6:5  buyers["a.example"].biddingLogik: unknown key, did you mean "biddingLogic"?',
    's.yaml:6:5  buyers["b.example"].biddingLogik: unknown key, did you mean "biddingLogic"?',
  ]);
});

const verbs = [...STEPS.map(({ verb }) => verb), "repeat"].join(", ");

function verbsWith(key: "expect"): string {
  const definitions: readonly StepDefinition[] = STEPS;
  return definitions.flatMap(({ verb, beside }) => (beside.includes(key) ? verb : [])).join(", ");
}

it.each([
  ["reqest: home-banner", '5:5  steps[0].reqest: unknown key, did you mean "request"?'],
  [
    "sohw",
    '5:5  steps[0]: expected one of "show", "impression", "view", "click", "reward", "hide", got "sohw", did you mean "show"?',
  ],
  ["request", '5:5  steps[0]: expected a map: write "request: <slot id>", got "request"'],
  ["advance 2h", '5:5  steps[0]: expected a map: write "advance: 2h", got "advance 2h"'],
  [
    "advance: 2 hours",
    '5:14  steps[0].advance: expected a duration such as 250ms, 5s, 10m, 2h or 3d, got "2 hours"',
  ],
  [
    "advance: 5",
    "5:14  steps[0].advance: expected a duration such as 250ms, 5s, 10m, 2h or 3d, got 5",
  ],
  ["advance: 36501d", "5:14  steps[0].advance: a hundred years (36500d) is the most"],
  ["{ show: home-banner, click: home-banner }", `5:5  steps[0]: expected exactly one of ${verbs}`],
  ["{}", `5:5  steps[0]: expected exactly one of ${verbs}`],
  [
    "5",
    '5:5  steps[0]: expected one of "show", "impression", "view", "click", "reward", "hide" or a map, got 5',
  ],
  ["{ repeat: 0, steps: [show] }", "5:15  steps[0].repeat: expected at least 1, got 0"],
  [
    "{ repeat: 2, steps: [{ reqest: home-banner }] }",
    '5:28  steps[0].steps[0].reqest: unknown key, did you mean "request"?',
  ],
  [
    "{ repeat: 2, steps: [show, { click: home-baner }] }",
    '5:41  steps[0].steps[1].click: unknown slot "home-baner", did you mean "home-banner"?',
  ],
  [
    "{ repeat: 2, steps: [{ force: { alpha: fill } }] }",
    '5:37  steps[0].steps[0].force.alpha: unknown node "alpha", the scenario has none',
  ],
  [
    "{ repeat: 2, steps: [show, { repeat: 2, steps: [show] }] }",
    "5:42  steps[0].steps[1].repeat: steps that are repeated hold no repeat themselves",
  ],
  ["{ repeat: 2 }", "5:5  steps[0]: expected steps beside repeat"],
  [
    "{ repeat: 2, steps: [] }",
    "5:25  steps[0].steps: expected at least 1 entries, got an empty list",
  ],
  [
    "{ repeat: 10000, steps: [show, show, show] }",
    "5:15  steps[0].repeat: expected at most 20000 steps with all repetitions, got 30000 up to here",
  ],
  [
    "{ request: home-banner, steps: [show] }",
    '5:5  steps[0]: "steps" does not go with request, only with repeat',
  ],
  ["{ request: home-banner, repeat: 3 }", `5:5  steps[0]: expected exactly one of ${verbs}`],
  [
    "{ show: home-banner, data: x }",
    '5:5  steps[0]: "data" does not go with show, only with event',
  ],
  ["show:", "5:10  steps[0].show: expected a string, got nothing (null)"],
  ["join: { buyer: shoes.example }", "5:5  steps[0].join.name: is missing, expected a string"],
  [
    "leave: { buyer: shoes.example, nmae: x }",
    '5:36  steps[0].leave.nmae: unknown key, did you mean "name"?',
  ],
  [
    "click: home-baner",
    '5:12  steps[0].click: unknown slot "home-baner", did you mean "home-banner"?',
  ],
  [
    "selectAds ssp.example",
    '5:5  steps[0]: expected a map: write "selectAds: { seller: …, customAudienceBuyers: […] }", got "selectAds ssp.example"',
  ],
  [
    "selectAd: { seller: a.example, customAudienceBuyers: [] }",
    '5:5  steps[0].selectAd: unknown key, did you mean "selectAds"?',
  ],
  [
    "selectAds: { seller: a.example, custmAudienceBuyers: [] }",
    '5:37  steps[0].selectAds.custmAudienceBuyers: unknown key, did you mean "customAudienceBuyers"?',
  ],
  [
    "selectAds: { seller: a.example }",
    "5:5  steps[0].selectAds.customAudienceBuyers: is missing, expected a list",
  ],
  [
    "{ advance: 1h, expect: { winner: nobody } }",
    `5:5  steps[0]: "expect" does not go with advance, only with ${verbsWith("expect")}`,
  ],
  [
    "{ runJob: maintenance, as: it }",
    '5:5  steps[0]: "as" does not go with runJob, only with selectAds, selectAdsFromOutcomes, storeOutcome',
  ],
  [
    "runJob: dailyupdate",
    '5:13  steps[0].runJob: expected one of "daily-update", "scheduled-update", "maintenance", "debug-reports", got "dailyupdate", did you mean "daily-update"?',
  ],
  [
    "{ runJob: maintenance, expect: { winer: nobody } }",
    '5:38  steps[0].expect.winer: unknown key, did you mean "winner"?',
  ],
  [
    "{ runJob: maintenance, expect: {} }",
    "5:36  steps[0].expect: expected at least one expectation",
  ],
  [
    "{ runJob: maintenance, expect: { arguments: { scoreAd: { bids: 1 } } } }",
    '5:62  steps[0].expect.arguments.scoreAd.bids: expected one of ad, bid, auction_config, seller_signals, trusted_scoring_signals, contextual_signals, custom_audience_scoring_signals, or a place from 0, did you mean "bid"?',
  ],
  [
    "{ runJob: maintenance, expect: { rules: { ad: score-loer } } }",
    '5:51  steps[0].expect.rules.ad: expected a rule that docs/ledger.md lists, got "score-loer", did you mean "score-lower"?',
  ],
  [
    "override: { reset: adSelection, remove: { customAudience: { buyer: a.example, name: x } } }",
    "5:15  steps[0].override: expected exactly one of adSelection, adSelectionFromOutcomes, customAudience, remove, reset",
  ],
  [
    "override: { remove: {} }",
    "5:25  steps[0].override.remove: expected exactly one override to remove",
  ],
])("explains what is wrong with the step %j", async (step, problem) => {
  const problems = await problemsWith(`steps:\n  - ${step}`);

  expect(problems).toEqual([`s.yaml:${problem}`]);
});

it("explains what is wrong with the names of outcomes", async () => {
  const auction = "selectAds: { seller: a.example, customAudienceBuyers: []";
  const problems = await problemsWith(`steps:
  - reportImpression: { of: first }
  - { ${auction} }, as: first }
  - { ${auction} }, as: first }
  - { ${auction} }, as: "-12" }
  - selectAdsFromOutcomes: { seller: a.example, of: [first, frist, "-123"] }
  - ${auction}, chainedAdSelections: [second] }
  - reportEvent: { of: 12, key: click }
`);

  expect(problems).toEqual([
    's.yaml:5:29  steps[0].reportImpression.of: unknown outcome "first", the scenario has none',
    's.yaml:7:71  steps[2].as: an earlier outcome is called "first" too, give this one its own name',
    's.yaml:8:71  steps[3].as: expected a name that is no number, got "-12"',
    's.yaml:9:61  steps[4].selectAdsFromOutcomes.of[1]: unknown outcome "frist", did you mean "first"?',
    's.yaml:10:85  steps[5].selectAds.chainedAdSelections[0]: unknown outcome "second", expected one of first, -12',
    "s.yaml:11:24  steps[6].reportEvent.of: expected a string, got 12",
  ]);
});

it("explains what is wrong with hosts and what they serve", async () => {
  const problems = await problemsWith(`sellers:
  https://ssp.example: {}
  ssp.example:
    decisionLogic: { inlin: "function scoreAd() {}" }
    selectionLogic: https://ssp.example/select.js
    scripts: { seller.js: seller.js }
buyers:
  shoes.example: { biddingLogic: 5, trustedBiddingSignals: [1] }
hosts: { ssp.example: "127.0.0.1:9000" }
`);

  expect(problems).toEqual([
    's.yaml:5:3  sellers["https://ssp.example"]: expected a bare host such as ssp.example, got "https://ssp.example"',
    's.yaml:7:22  sellers["ssp.example"].decisionLogic.inlin: unknown key, did you mean "inline"?',
    's.yaml:8:21  sellers["ssp.example"].selectionLogic: expected a file beside the scenario, or a map with inline',
    's.yaml:9:16  sellers["ssp.example"].scripts["seller.js"]: expected a path such as /win.js, got "seller.js"',
    's.yaml:11:34  buyers["shoes.example"].biddingLogic: expected a string or a map, got 5',
    's.yaml:11:60  buyers["shoes.example"].trustedBiddingSignals: expected a map, got a list',
    's.yaml:12:23  hosts["ssp.example"]: expected an address such as http://127.0.0.1:9000, got "127.0.0.1:9000"',
  ]);
});

it("explains what is wrong with the networks' conditions", async () => {
  const problems = await problemsWith(`network:
  latencyMs: 1.5
  routes:
    - { url: "http://a.example/" }
    - { url: https://a.example/, fault: unreachabel }
    - { url: https://a.example/, fault: 5 }
    - { url: https://a.example/, fault: { statsu: 500 } }
    - { url: https://a.example/, fault: { status: 99 } }
`);

  expect(problems).toEqual([
    "s.yaml:5:14  network.latencyMs: expected a whole number, got 1.5",
    's.yaml:7:14  network.routes[0].url: expected an address that starts with https://, got "http://a.example/"',
    's.yaml:8:41  network.routes[1].fault: expected one of "unreachable", "hang", got "unreachabel", did you mean "unreachable"?',
    's.yaml:9:41  network.routes[2].fault: expected one of "unreachable", "hang" or a map, got 5',
    's.yaml:10:43  network.routes[3].fault.statsu: unknown key, did you mean "status"?',
    "s.yaml:11:51  network.routes[4].fault.status: expected at least 200, got 99",
  ]);
});

it("explains what is wrong with a chain, names and shape together", async () => {
  const problems =
    await problemsWith(`networks: { alpha: { adapter: fixed-price, options: { cpmUsd: 1 } } }
adServer:
  slots:
    home-baner: { kind: nothing }
    home-banner:
      kind: chain
      nodes:
        - { networkId: alhpa, ecpmUsd: "2" }
        - { networkId: alpha, ecpmUsd: 2 }
        - { networkId: alpha, ecpmUsd: 1 }
        - { nodeId: alpha, networkId: zeta, ecpmUsd: 1 }
expect:
  requests:
    - { kind: fileld, networkId: first-party }
    - { kind: filled, networkId: alpa, nodeId: alfa, rules: { alpha: node-timedout, zet: not-reached } }
`);

  expect(problems).toEqual([
    's.yaml:7:5  adServer.slots.home-baner: unknown slot "home-baner", did you mean "home-banner"?',
    's.yaml:11:24  adServer.slots.home-banner.nodes[0].networkId: unknown network "alhpa", did you mean "alpha"?',
    's.yaml:11:40  adServer.slots.home-banner.nodes[0].ecpmUsd: expected a number, got "2"',
    's.yaml:13:11  adServer.slots.home-banner.nodes[2].nodeId: node id "alpha" is taken by an earlier node, give this one its own',
    's.yaml:14:21  adServer.slots.home-banner.nodes[3].nodeId: node id "alpha" is taken by an earlier node, give this one its own',
    's.yaml:14:39  adServer.slots.home-banner.nodes[3].networkId: unknown network "zeta", expected one of alpha',
    's.yaml:17:15  expect.requests[0].kind: expected one of "filled", "no-fill", "failed", got "fileld", did you mean "filled"?',
    's.yaml:18:34  expect.requests[1].networkId: unknown network "alpa", did you mean "alpha"?',
    's.yaml:18:48  expect.requests[1].nodeId: unknown node "alfa", expected one of alhpa, alpha',
    's.yaml:18:70  expect.requests[1].rules.alpha: expected a rule that docs/ledger.md lists, got "node-timedout", did you mean "node-timed-out"?',
    's.yaml:18:85  expect.requests[1].rules.zet: unknown node "zet", expected one of alhpa, alpha',
  ]);
});

it("knows a first party by the name that the scenario gives it", async () => {
  const firstParty =
    "networkId: house, adSelection: { seller: a.example, customAudienceBuyers: [] }";
  const text = valid.replace("game }", `game, mediation: { firstParty: { ${firstParty} } } }`);

  const problems = await problemsIn(
    `${text}expect: { requests: [{ kind: filled, networkId: first-party }] }`,
  );

  expect(problems).toEqual([
    's.yaml:4:49  expect.requests[0].networkId: unknown network "first-party", expected one of house',
  ]);
});

it("needs to know which answer the endpoint gives", async () => {
  const problems = await problemsWith(`adServer: { slots: { home-banner: {} } }`);

  expect(problems).toEqual([
    's.yaml:4:22  adServer.slots.home-banner.kind: is missing, expected one of "chain", "contextual-ad", "auction", "nothing"',
  ]);
});

it("refuses two scripts at one address", async () => {
  const problems = await problemsWith(`sellers:
  ssp.example: { decisionLogic: seller.js, scripts: { /decision-logic.js: other.js } }
buyers:
  ssp.example: { decisionLogic: buyer.js }
`);

  expect(problems).toEqual([
    's.yaml:5:55  sellers["ssp.example"].scripts["/decision-logic.js"]: https://ssp.example/decision-logic.js already serves another script, of the sellers',
    's.yaml:7:18  buyers["ssp.example"].decisionLogic: https://ssp.example/decision-logic.js already serves another script, of the sellers',
  ]);
});

it("needs a slot, or steps that do without one", async () => {
  const text = valid.replace("home-banner: { format: banner }", "");

  const problems = await problemsIn(text);

  expect(problems).toEqual([
    's.yaml:1:1  steps: are missing, and there is no slot to request: write steps such as "- selectAds: { seller: …, customAudienceBuyers: […] }", or slots',
  ]);
  expect(parseScenario(`${text}steps: [advance: 1h]`, { path: "s.yaml" }).slots).toEqual({});
});

it("refuses an ad server on the host of a party, whose scripts it would hide", async () => {
  const problems = await problemsWith(
    "adServer: { host: ssp.example }\nsellers: { ssp.example: {} }",
  );

  expect(problems).toEqual([
    "s.yaml:4:19  adServer.host: ssp.example is one of the sellers too, give the ad server a host of its own",
  ]);
});

it("refuses a network that is called as the first party, and an audience that is there twice", async () => {
  const problems =
    await problemsWith(`networks: { first-party: { adapter: fixed-price, options: { cpmUsd: 1 } } }
device:
  customAudiences:
    - { buyer: shoes.example, name: runners }
    - { buyer: shoes.example, name: runners }`);

  expect(problems).toEqual([
    's.yaml:4:13  networks.first-party: the first party is called "first-party" too, give the network another id',
    's.yaml:8:37  device.customAudiences[1].name: the buyer has an audience "runners" already, give this one its own name',
  ]);
});

it("knows a setting by the flag that it is on Android", async () => {
  const problems = await problemsWith(
    "profile: { base: android, set: { DISABLE_FLEDGE_ENROLLMENT_CHECK: true } }",
  );

  expect(problems).toEqual([
    's.yaml:4:34  profile.set.DISABLE_FLEDGE_ENROLLMENT_CHECK: unknown key, did you mean "enrolmentCheckDisabled"?',
  ]);
});
