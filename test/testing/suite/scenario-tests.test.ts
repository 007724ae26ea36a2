import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runTestFile } from "./test-suite.ts";

const flagship = Object.fromEntries(
  ["scenario.yaml", "scripts/seller.js", "scripts/shoes.js", "scripts/travel.js"].map((name) => [
    name,
    readFileSync(`examples/01-waterfall/${name}`, "utf8"),
  ]),
);

async function failuresOf(
  test: string,
): Promise<readonly (readonly [string | undefined, unknown])[]> {
  const { tests, problem } = await runTestFile("a.test.yaml", {
    ...flagship,
    "a.test.yaml": `scenario: scenario.yaml\ntests:\n  - { name: a, ${test} }\n`,
  });
  if (problem !== undefined) throw problem;
  return tests.flatMap(({ failures }) =>
    failures.map(({ key, message }) => [key, message] as const),
  );
}

const slow = "set: { node.beta.timeout: 4000 }";

it.each([
  ["what the scenario expects", ""],
  ["a rule of the ledger", 'expect: { ledger: { node "beta": node-timed-out } }'],
  [
    "a run with a setting changed",
    `${slow}, expect: { requests: [{ kind: filled, networkId: beta }], reports: [] }`,
  ],
  ["an error", `${slow}, expect: { errors: [did not finish within 2000 ms] }`],
  ["what is not reported", "expect: { notReported: [https://delta.example] }"],
])("is met: %s", async (_what, test) => {
  const failures = await failuresOf(test);

  expect(failures).toEqual([]);
});

it.each([
  [
    "an end that is not the scenario's",
    "expect: { requests: [{ kind: no-fill }] }",
    [[undefined, "request-1: expected kind no-fill, got filled"]],
  ],
  [
    "another rule",
    'expect: { ledger: { node "beta": network-no-fill } }',
    [["ledger", 'expected network-no-fill for node "beta", got node-timed-out']],
  ],
  [
    "a line that nobody printed",
    "expect: { console: [hello] }",
    [["console", 'expected "hello" on the console, got nothing']],
  ],
  [
    "an error that did not come",
    "expect: { errors: [ERR_ENDPOINT] }",
    [["errors", 'expected an error with "ERR_ENDPOINT", got none']],
  ],
  [
    "a report that fails unexpectedly, in the words of the device's service",
    `${slow}, expect: { requests: [{ kind: filled }] }`,
    [
      [
        undefined,
        "ERR_SDK_REPORT_FAILED: reporting did not finish within 2000 ms: waiting for GET https://beta.example/decision-logic.js; neither seller nor buyer is told",
      ],
    ],
  ],
])("is not met: %s", async (_what, test, expected) => {
  const failures = await failuresOf(test);

  expect(failures).toEqual(expected);
});

const device = `version: 1
app: { appId: com.example.game }
device: { customAudiences: [{ buyer: b.example, name: a, ads: [{ renderUri: https://b.example/ad, metadata: {} }] }] }
sellers: { s.example: { decisionLogic: { inline: "function scoreAd(ad, bid) { console.log('scoring'); return { status: 0, score: bid }; }" } } }
buyers: { b.example: { biddingLogic: { inline: "function generateBid(ad) { return { status: 0, ad, bid: 2 }; }" } } }
steps:
  - selectAds: { seller: s.example, customAudienceBuyers: [b.example] }
    expect: { winner: https://b.example/ad }
`;

it("expects of steps what it says itself once something is changed", async () => {
  const tests = `scenario: device.yaml
tests:
  - name: as it is
    expect: { console: [scoring] }
  - name: with another seller
    set: { sellers.s.example.decisionLogic: { inline: "function scoreAd() { return { status: 0, score: 0 }; }" } }
    expect: { steps: { 1: { winner: nobody } } }
  - name: what nobody speaks of must not throw
    set: { sellers.s.example.decisionLogic: { inline: "function scoreAd() { return { status: 0, score: 0 }; }" } }
    expect: { console: [] }
  - name: as it is not
    expect: { steps: { 1: { winner: https://c.example/ad } } }
`;

  const { tests: outcomes } = await runTestFile("a.test.yaml", {
    "device.yaml": device,
    "a.test.yaml": tests,
  });

  const messages = outcomes.map(({ failures }) => failures.map(({ message }) => message));
  expect(messages).toEqual([
    [],
    [],
    [expect.stringContaining("expected it to succeed, got IllegalStateException")],
    [
      "step 1 (selectAds s.example): expected winner https://c.example/ad, got https://b.example/ad",
    ],
  ]);
});
