import { readFile } from "node:fs/promises";
import { afterAll, expect, it } from "vitest";
import { createIsolateSandbox, type DecisionFunctionId } from "../../../sdk/index.ts";
import { checkLaws, LAWS, type LawCheck } from "../../../testing/index.ts";
import { runTestFile } from "../suite/test-suite.ts";

const sandbox = createIsolateSandbox();
afterAll(() => sandbox.dispose());

const check = async (source: string, options: LawCheck) =>
  await checkLaws({ name: "a.js", source }, options, sandbox);

interface Culprit {
  readonly law: string;
  readonly function: DecisionFunctionId;
  readonly source: string;
  readonly why: string;
}

/** One script for each law: the only one that it breaks. */
const CULPRITS: readonly Culprit[] = [
  {
    law: "never-throws",
    function: "scoreAd",
    source: `function scoreAd(ad, bid) {
  if (bid > 3) throw new Error("no " + bid);
  return { status: 0, score: 0 };
}`,
    why: 'Error: no 3.01 (a.js:2:22), in scoreAd({"render_uri":"https://buyer.example/ads/1","metadata":{}}, …)',
  },
  {
    law: "valid-shape",
    function: "scoreAd",
    source: "function scoreAd(ad, bid) { return bid < 1 ? null : { status: 0, score: 0 }; }",
    why: "scoreAd returned null; it must be an object with status 0",
  },
  {
    law: "keeps-no-state",
    function: "selectOutcome",
    source: `let calls = 0;
function selectOutcome(outcomes) {
  calls += 1;
  return { status: calls > 1 ? "0" : 0, result: null };
}`,
    why: 'it returns {"status":0,"result":null} when it is called first, and {"status":"0","result":null} for the same arguments later',
  },
  {
    law: "repeatable",
    function: "reportWin",
    source: `function reportWin() {
  const reporting_uri = "https://b.example/" + (Date.now() > 1.8e12);
  return { status: 0, results: { reporting_uri } };
}`,
    why: 'it returns {"status":0,"results":{"reporting_uri":"https://b.example/false"}}, and returns {"status":0,"results":{"reporting_uri":"https://b.example/true"}} with another seed and Date',
  },
  {
    law: "score-monotone-in-bid",
    function: "scoreAd",
    source: `function scoreAd(ad, bid, { auction_signals: { min_price = 0 } }) {
  return { status: 0, score: bid < min_price ? 0 : Math.abs(bid - 2) };
}`,
    why: "a bid of 0 scores 2, and a bid of 0.01 only 1.99",
  },
  {
    law: "floor-respected",
    function: "selectOutcome",
    source: `function selectOutcome(outcomes) {
  return { status: 0, result: outcomes.toSorted((a, b) => b.bid - a.bid)[0] };
}`,
    why: "it chooses -1, whose bid of 0 is below selection_signals.bid_floor, which is 1",
  },
  {
    law: "outcome-order-does-not-matter",
    function: "selectOutcome",
    source: `function selectOutcome(outcomes, { bid_floor }) {
  return { status: 0, result: outcomes.find(({ bid }) => bid >= bid_floor) };
}`,
    why: 'it chooses "-2", which bids 1, in order of id, and "-1", which bids 0, in another order',
  },
];

it.each(CULPRITS)("shrinks what breaks $law, and no other law", async (culprit) => {
  const verdicts = await check(culprit.source, { function: culprit.function });

  const broken = verdicts.flatMap((verdict) =>
    verdict.kind === "broken" ? [[verdict.law, verdict.why]] : [],
  );
  expect(broken).toEqual([[culprit.law, culprit.why]]);
});

it.each(CULPRITS)("writes a test that fails where $law is broken", async (culprit) => {
  const { law, function: id, source } = culprit;
  const [verdict] = await check(source, { function: id, laws: [law] });
  const test = verdict?.kind === "broken" ? verdict.test : "";

  const { tests, problem } = await runTestFile("a.test.yaml", {
    "a.js": source,
    "a.test.yaml": `script: a.js\ntests:\n${test}\n`,
  });

  expect(problem).toBeUndefined();
  expect(tests.map(({ failures }) => failures.length)).toEqual([1]);
});

it("has a script that breaks each law", () => {
  expect(CULPRITS.map(({ law }) => law)).toEqual(LAWS.map(({ name }) => name));
});

it("comes back to a case by its seed and path", async () => {
  const source = "function scoreAd(ad, bid) { return { status: bid > 7 ? 1 : 0, score: 0 }; }";
  const options = { function: "scoreAd", laws: ["valid-shape"], seed: 5 } as const;
  const [first] = await check(source, options);

  const path = first?.kind === "broken" ? first.path : "";
  const [again] = await check(source, { ...options, path });

  expect(first).toMatchObject({ kind: "broken", seed: 5 });
  expect(again).toMatchObject({
    kind: "broken",
    why: "scoreAd returned status 1; only 0 is success",
  });
  expect(again).toHaveProperty("calls", first?.kind === "broken" ? first.calls : undefined);
});

it("leaves what is given as it is, at any depth", async () => {
  const source = `function scoreAd(ad, bid, config, { limits }) {
  if (bid !== 2 || limits.top !== 9 || limits.list.length !== 1) throw new Error("changed");
  return { status: 0, score: 1 };
}`;
  const given = { bid: 2, seller_signals: { limits: { top: 9, list: [1] } } };

  const verdicts = await check(source, { function: "scoreAd", laws: ["never-throws"], given });

  expect(verdicts).toEqual([{ kind: "held", law: "never-throws", runs: 100 }]);
});

it("waits for a script that hangs a few times only", async () => {
  const source = "function scoreAd() { for (;;) Date.now(); }";

  const verdicts = await check(source, { function: "scoreAd" });

  expect(verdicts.map(({ kind, law }) => `${kind} ${law}`)).toEqual([
    "broken never-throws",
    "given-up valid-shape",
    "given-up keeps-no-state",
    "given-up repeatable",
    "given-up score-monotone-in-bid",
    "given-up floor-respected",
  ]);
});

it("writes a test that names its own script where the file names none", async () => {
  const text = "tests: [{ name: a, script: a.js, function: scoreAd, laws: [never-throws] }]\n";
  const files = { "a.js": "function scoreAd() { throw new Error('no'); }" };
  const { tests } = await runTestFile("a.test.yaml", { ...files, "a.test.yaml": text });
  const pasted = tests[0]?.failures[0]?.toPaste ?? "";

  const again = await runTestFile("a.test.yaml", {
    ...files,
    "a.test.yaml": `tests:\n${pasted}\n`,
  });

  expect(again.problem).toBeUndefined();
  expect(again.tests.map(({ failures }) => failures.length)).toEqual([1]);
});

it("knows the laws of a function by their names", async () => {
  const wanted = check("", { function: "scoreAd", laws: ["never-throw"] });

  await expect(wanted).rejects.toThrow('There is no law "never-throw" about scoreAd.');
  await expect(wanted).rejects.toMatchObject({ hint: 'Did you mean "never-throws"?' });
});

const page = await readFile("docs/how-to/property-test-a-script.md", "utf8");

it("shows on its page what the script of the page really comes to", async () => {
  const [, source = ""] = /^```js\n([^]*?)^```$/m.exec(page) ?? [];
  const [, text = ""] = /^```yaml\n([^]*?)^```$/m.exec(page) ?? [];

  const { tests } = await runTestFile("a.test.yaml", { "seller.js": source, "a.test.yaml": text });

  const failures = (tests[0]?.failures ?? []).map(({ key, message, toPaste = "" }) => {
    const lines = [message, "as a test:", ...toPaste.split("\n")];
    return { key, text: lines.map((line) => `${" ".repeat(12)}${line}\n`).join("") };
  });
  expect(failures.map(({ key }) => key)).toEqual(["score-monotone-in-bid"]);
  expect(page).toContain(failures[0]?.text);
});

it.each(LAWS)("has $name on its page", ({ name, about }) => {
  expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\|.*\\| ${about} +\\|$`, "m"));
});
