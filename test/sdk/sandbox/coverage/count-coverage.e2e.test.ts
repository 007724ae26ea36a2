import { afterAll, expect, it } from "vitest";
import { createCoverageSandbox } from "../../../../sdk/sandbox/coverage/coverage-sandbox.ts";
import type { ScriptCoverage } from "../../../../sdk/sandbox/coverage/script-coverage.ts";
import { anEvaluation } from "../../../contract/script-sandbox.contract.ts";

const sandbox = createCoverageSandbox({ childCount: 1, watchdogMs: 50 });
afterAll(() => sandbox.dispose());

const script = `const run = (bid) => {
  if (bid > 2) return "high";
  return bid ? "low" : "none";
};
function unused() {
  return 0;
}
`;

/** Calls `run` once with each bid of an evaluation. */
async function evaluate(source: string, ...bids: readonly number[]): Promise<void> {
  await sandbox.evaluate(anEvaluation(source, { calls: bids.map((bid) => [bid]) }));
}

/** How often the place ran where a word stands: what the smallest range around it says. */
function countAt({ source, functions }: ScriptCoverage, word: string): number | undefined {
  const at = source.indexOf(word);
  return functions
    .flatMap(({ ranges }) => ranges)
    .filter(({ startOffset, endOffset }) => startOffset <= at && at < endOffset)
    .toSorted((a, b) => a.endOffset - a.startOffset - (b.endOffset - b.startOffset))[0]?.count;
}

function countsAt(covered: ScriptCoverage | undefined, ...words: readonly string[]) {
  return words.map((word) => (covered === undefined ? undefined : countAt(covered, word)));
}

it("counts what ran of every branch and function", async () => {
  await evaluate(script, 3, 1, 1);

  const [covered, ...others] = sandbox.takeCoverage();

  expect(others).toEqual([]);
  expect(covered?.evaluationCount).toBe(1);
  expect(countsAt(covered, "const", "if", "high", "low", "none", "return 0")).toEqual([
    1, 3, 1, 2, 0, 0,
  ]);
});

it("adds up evaluations that went other ways", async () => {
  await evaluate(script, 3);
  await evaluate(script, 0);
  await evaluate(script, 1, 1);

  const [covered] = sandbox.takeCoverage();

  expect(covered?.evaluationCount).toBe(3);
  expect(countsAt(covered, "const", "if", "high", "low", "none", "return 0")).toEqual([
    3, 4, 1, 2, 1, 0,
  ]);
});

it("counts what a script did before it threw, or was stopped", async () => {
  const source = `function run(bid) {
    if (bid === 1) throw new Error("no");
    if (bid === 2) while (true);
    return 7;
  }`;
  await evaluate(source, 1);
  await evaluate(source, 2);

  const [covered] = sandbox.takeCoverage();

  expect(countsAt(covered, "if", "throw", "if (bid === 2", "return 7")).toEqual([2, 1, 1, 0]);
});

it("knows nothing of what outgrew its memory or does not parse, except that it was tried", async () => {
  const patient = createCoverageSandbox({ childCount: 1, watchdogMs: 5000 });
  const bomb =
    "function run() { const all = []; while (true) all.push(new Array(1000).fill(all)); }";
  await patient.evaluate(anEvaluation(bomb));
  await patient.evaluate(anEvaluation("function run() {"));

  const scripts = patient.takeCoverage();
  await patient.dispose();

  expect(scripts.map(({ evaluationCount, functions }) => [evaluationCount, functions])).toEqual([
    [1, []],
    [1, []],
  ]);
});

it("keeps to the author's text, whatever that calls itself or makes up", async () => {
  const source = `//# sourceURL=fledgling:else.js
function run() { return eval("(() => 1)(); 2"); }`;
  await evaluate(source, 1);

  const [covered] = sandbox.takeCoverage();

  expect(covered?.functions).toEqual([
    {
      functionName: "",
      isBlockCoverage: true,
      ranges: [{ startOffset: 0, endOffset: source.length, count: 1 }],
    },
    {
      functionName: "run",
      isBlockCoverage: true,
      ranges: [{ startOffset: source.indexOf("function"), endOffset: source.length, count: 1 }],
    },
  ]);
});

it("tells texts apart that share a name, and forgets what it has told", async () => {
  await evaluate("const run = () => 1;", 1);
  await evaluate("const run = () => 2;", 1);

  const sources = sandbox.takeCoverage().map(({ source }) => source);

  expect(sources).toEqual(["const run = () => 1;", "const run = () => 2;"]);
  expect(sandbox.takeCoverage()).toEqual([]);
});
