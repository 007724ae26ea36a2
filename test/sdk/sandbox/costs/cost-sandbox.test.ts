import { afterAll, expect, it } from "vitest";
import { createCostSandbox } from "../../../../sdk/sandbox/costs/cost-sandbox.ts";
import { anEvaluation } from "../../../contract/script-sandbox.contract.ts";

const sandbox = createCostSandbox({ watchdogMs: 200 });
afterAll(() => sandbox.dispose());

/** What a script returned, and what of it took how long; times are nobody's to predict. */
async function measure(source: string, callCount = 1) {
  const calls = Array.from({ length: callCount }, () => []);
  const { outcome } = await sandbox.evaluate(anEvaluation(source, { calls }));
  return { outcome, costs: sandbox.takeCosts() };
}

const aCost = { ms: expect.any(Number), heapBytes: expect.any(Number) };

it("takes the time of the top level and of every call", async () => {
  const { outcome, costs } = await measure("const run = () => 1;", 3);

  const value = { kind: "value", value: 1 };
  expect(outcome).toEqual({ kind: "returned", values: [value, value, value] });
  expect(costs).toEqual([{ topLevel: aCost, calls: [aCost, aCost, aCost] }]);
});

it("tells work at the top level from work in the function", async () => {
  const work = "let all = []; for (let i = 0; i < 2e4; i += 1) all.push(i);";

  const { costs: early } = await measure(`${work} function run() { return 1; }`);
  const { costs: late } = await measure(`function run() { ${work} return 1; }`);

  const heapOf = (costs: typeof early) => [
    costs[0]?.topLevel.heapBytes ?? 0,
    costs[0]?.calls[0]?.heapBytes ?? 0,
  ];
  const [atTop = 0, inFunction = 0] = heapOf(early);
  const [atTopOfLate = 0, inFunctionOfLate = 0] = heapOf(late);
  expect(atTop).toBeGreaterThan(10 * inFunction);
  expect(inFunctionOfLate).toBeGreaterThan(10 * atTopOfLate);
});

it.each([
  ["throws in a call", 'function run() { throw new Error("no"); }', [aCost]],
  ["has no such function", "const other = 1;", undefined],
  ["is stopped in a call", "function run() { while (true); }", []],
  ["throws at the top level", 'throw new Error("no");', undefined],
])("has what there is to tell of a script that %s", async (_, source, calls) => {
  const { costs } = await measure(source);

  expect(costs).toEqual(calls === undefined ? [] : [{ topLevel: aCost, calls }]);
});
