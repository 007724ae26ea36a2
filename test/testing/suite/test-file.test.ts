import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, it } from "vitest";
import { testFileJsonSchema } from "../../../testing/suite/test-file-schema.ts";
import { problemOf, runTestFile } from "./test-suite.ts";

const script = { "seller.js": "function scoreAd(ad, bid) { return { status: 0, score: bid }; }" };

it.each([
  [
    "keys that are misspelt",
    "funtion: scoreAd\ntests:\n  - { name: a, function: scoreAd, given: { bids: 2 }, expect: { scor: 3 } }",
    [
      'a.test.yaml:2:1  funtion: unknown key, did you mean "function"?',
      'a.test.yaml:4:44  tests[0].given.bids: unknown key, did you mean "bid"?',
      'a.test.yaml:4:65  tests[0].expect.scor: unknown key, did you mean "score"?',
    ],
  ],
  [
    "arguments and results of other functions",
    "function: scoreAd\ntests:\n  - { name: a, given: { trusted_bidding_signals: {} }, expect: { bid: 3 } }",
    [
      'a.test.yaml:4:25  tests[0].given.trusted_bidding_signals: scoreAd has no such argument, did you mean "trusted_scoring_signals"?',
      "a.test.yaml:4:66  tests[0].expect.bid: scoreAd has no such result, expected one of score",
    ],
  ],
  [
    "no function",
    "tests: [{ name: a }]",
    ["a.test.yaml:2:9  tests[0].function: is missing, here and in the file"],
  ],
  [
    "no tests",
    "tests: []",
    ["a.test.yaml:2:8  tests: expected at least one test, got an empty list"],
  ],
  [
    "a name that is taken",
    "function: scoreAd\ntests: [{ name: a }, { name: a }]",
    ["a.test.yaml:3:30  tests[1].name: an earlier test has this name: give it one of its own"],
  ],
  [
    "what belongs to one of several calls",
    "function: scoreAd\ntests: [{ name: a, args: [], calls: [{ given: {}, args: [] }], expect: { score: 1 } }]",
    [
      'a.test.yaml:3:20  tests[0].args: belongs to one of the "calls"',
      'a.test.yaml:3:51  tests[0].calls[0].args: there are arguments by name, in "given"',
      'a.test.yaml:3:74  tests[0].expect.score: belongs to one of the "calls"',
    ],
  ],
  [
    "a scenario that is nowhere, and changes of which nothing is expected",
    "tests: [{ name: a, set: { x: 1 } }]",
    [
      "a.test.yaml:2:9  tests[0].scenario: is missing, here and in the file",
      "a.test.yaml:2:9  tests[0].expect: is missing: what the scenario expects does not hold for what is changed",
    ],
  ],
  [
    "files that are not there, each said once",
    "function: scoreAd\ntests: [{ name: a, script: no.js }, { name: b, scenario: no.yaml }, { name: c, script: no.js }]",
    [
      'a.test.yaml:3:28  tests[0].script: Cannot read "no.js": there is no such file',
      'a.test.yaml:3:58  tests[1].scenario: Cannot read scenario "no.yaml": there is no such file (Check the path, or write a starter scenario with "fledgling init")',
      'a.test.yaml:3:88  tests[2].script: Cannot read "no.js": there is no such file',
    ],
  ],
  [
    "what is wrong with a scenario in it, at its place",
    "tests: [{ name: b, scenario: { version: 1, appp: {}, steps: [] } }]",
    ['a.test.yaml:2:44  appp: unknown key, did you mean "app"?'],
  ],
  [
    "a knob and a step that the scenario does not have",
    `tests:
  - name: a
    scenario: { version: 1, app: { appId: com.example.a }, steps: [advance: 1s] }
    set: { sed: 2 }
    expect: {}
  - name: b
    scenario: { version: 1, app: { appId: com.example.a }, steps: [advance: 1s] }
    expect: { steps: { 2: { succeeds: true } } }`,
    [
      'a.test.yaml:5:10  tests[0].set: There is no knob "sed" in this run (Did you mean seed? List all with: fledgling replay <trace> --knobs)',
      "a.test.yaml:9:24  tests[1].expect.steps.2: the scenario has 1 step",
    ],
  ],
  [
    "text that is no YAML",
    "tests: [",
    [
      "a.test.yaml:3:1  Flow sequence in block collection must be sufficiently indented and end with a ]",
    ],
  ],
  [
    "a check, which only programs have",
    "tests: [{ name: a, function: scoreAd, check: 1 }]",
    [
      "a.test.yaml:2:39  tests[0].check: unknown key, expected one of name, script, function, profile, seed, given, args, calls, now, budget, expect",
    ],
  ],
])("reports %s", async (_what, text, problems) => {
  const problem = await problemOf("a.test.yaml", {
    ...script,
    "a.test.yaml": `script: seller.js\n${text}\n`,
  });

  const [, ...lines] = problem.split("\n").map((line) => line.trim());
  expect(lines).toEqual(problems);
});

it("layers arguments: samples, the file's, the test's, the call's", async () => {
  const echo =
    "function scoreAd(ad, bid, config, signals) { return { status: 0, bid, signals, config }; }";
  const tests = `script: seller.js
function: scoreAd
given: { bid: 5, seller_signals: { a: 1, b: 1, c: 1 }, render_uri: https://a.example }
tests:
  - name: a
    given: { seller_signals: { b: 2, c: 2 } }
    calls:
      - given: { seller_signals: { c: 3 } }
        expect: { returns: { bid: 5, signals: { a: 1, b: 2, c: 3 }, config: { seller: seller.example } } }
`;

  const { tests: outcomes } = await runTestFile("a.test.yaml", {
    "seller.js": echo,
    "a.test.yaml": tests,
  });

  expect(outcomes.map(({ failures }) => failures)).toEqual([[]]);
});

it("reads JSON, unicode paths, and scripts in other folders", async () => {
  const tests = { script: "../läufer/seller.js", function: "scoreAd", tests: [{ name: "ä" }] };

  const { tests: outcomes } = await runTestFile("prüfen/größe.test.json", {
    "läufer/seller.js": script["seller.js"],
    "prüfen/größe.test.json": JSON.stringify(tests),
  });

  expect(outcomes).toMatchObject([
    { name: "ä", failures: [], called: { script: "läufer/seller.js" } },
  ]);
});

const kit = pathToFileURL(resolve("testing/index.ts")).href;

it("runs programs, whose tests may look for themselves", async () => {
  const program = `import { defineScriptTests } from "${kit}";
export default defineScriptTests({
  script: "seller.js",
  function: "scoreAd",
  tests: [
    { name: "good", check: ({ decisions }) => { if (decisions.length !== 1) throw new Error("no"); } },
    { name: "bad", async check() { throw new Error("not like that"); } },
    {
      name: "run",
      scenario: { version: 1, app: { appId: "com.example.a" }, steps: [{ advance: "1s" }] },
      checkRun: ({ events }) => { if (events.length > 0) throw new Error("something happened"); },
    },
  ],
});
`;

  const { tests } = await runTestFile("a.script-test.ts", {
    ...script,
    "a.script-test.ts": program,
  });

  expect(tests.map(({ name, failures }) => [name, failures])).toEqual([
    ["good", []],
    ["bad", [{ key: "check", message: "not like that" }]],
    ["run", [{ key: "checkRun", message: "something happened" }]],
  ]);
});

it.each([
  ["export const a = 1;", "it has no default export."],
  [
    "export default nothing;",
    "it throws when it is loaded: nothing is not defined (a.script-test.ts:1).",
  ],
])("refuses a program that exports no tests: %s", async (program, why) => {
  const problem = await problemOf("a.script-test.ts", { "a.script-test.ts": program });

  expect(problem).toBe(`Cannot read test file "a.script-test.ts": ${why}`);
});

it("publishes the schema that it reads files with", () => {
  const published = readFileSync("docs/schemas/tests.schema.json", "utf8");

  expect(JSON.parse(published)).toEqual(testFileJsonSchema());
});
