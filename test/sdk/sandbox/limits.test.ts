import { afterAll, expect, it } from "vitest";
import type { JsonValue } from "../../../sdk/foundation/json.ts";
import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import {
  mostArgumentsLength,
  mostConsoleLineLength,
  mostConsoleLines,
  mostNesting,
  mostResultLength,
} from "../../../sdk/sandbox/script-limits.ts";
import { anEvaluation } from "../../contract/script-sandbox.contract.ts";

const sandboxes = (["living", "fresh"] as const).map((worlds) =>
  createIsolateSandbox({ worlds, memoryLimitMb: 300, watchdogMs: 10_000 }),
);
afterAll(() => Promise.all(sandboxes.map((sandbox) => sandbox.dispose())));

/** What a script comes to, which has to be the same in worlds of both kinds. */
async function evaluate(source: string, ...args: readonly JsonValue[]) {
  const evaluation = anEvaluation(source, { calls: [args] });
  const [living, fresh] = await Promise.all(
    sandboxes.map((sandbox) => sandbox.evaluate(evaluation)),
  );
  expect(living).toEqual({ ...fresh, world: living?.world });
  return living;
}

const returnsItself = "function run(given) { return given; }";
const returned = (value: JsonValue) => ({ kind: "returned", values: [{ kind: "value", value }] });
const threw = (message: string) => ({ kind: "threw", message: `RangeError: ${message}` });

/** Lists in each other. */
function aNest(levels: number): JsonValue {
  let nest: JsonValue = [];
  for (let level = 1; level < levels; level += 1) nest = [nest];
  return nest;
}

it("takes arguments up to a length, and refuses longer ones without running the script", async () => {
  const around = 200; // the rest of the evaluation, in JSON
  const longest = "x".repeat(mostArgumentsLength - around);

  const fits = await evaluate("function run(text) { return text.length; }", longest);
  const tooLong = await evaluate("function run(text) { return 1; }", longest + longest);

  expect(fits?.outcome).toEqual(returned(longest.length));
  expect(tooLong).toMatchObject({
    outcome: threw("The arguments are longer than 8388608 characters of JSON"),
    spentMs: 0,
    console: [],
  });
});

it("takes arguments up to a depth", async () => {
  const script = "function run(given) { return Array.isArray(given); }";

  expect((await evaluate(script, aNest(mostNesting)))?.outcome).toEqual(returned(true));
  for (const levels of [mostNesting + 1, 100_000]) {
    expect((await evaluate(script, aNest(levels)))?.outcome).toEqual(
      threw("The arguments nest more than 2000 levels deep"),
    );
  }
});

it("takes results up to a depth", async () => {
  const script =
    "function run(levels) { let nest = []; for (let i = 1; i < levels; i++) nest = [nest]; return nest; }";

  expect((await evaluate(script, mostNesting))?.outcome).toEqual(returned(aNest(mostNesting)));
  expect((await evaluate(script, mostNesting + 1))?.outcome).toEqual(
    threw("The results nest more than 2000 levels deep"),
  );
});

it("does not mistake brackets in texts for depth", async () => {
  const text = "[{".repeat(mostNesting);

  expect((await evaluate(returnsItself, text))?.outcome).toEqual(returned(text));
});

it("takes results up to a length", async () => {
  const script = "function run(length) { return 'x'.repeat(length); }";
  const around = 100; // quotation marks, and what says that it is a value
  const longest = mostResultLength - around;

  const fits = await evaluate(script, longest);
  const tooLong = await evaluate(script, mostResultLength);

  expect(fits?.outcome).toEqual(returned("x".repeat(longest)));
  expect(tooLong?.outcome).toEqual({
    ...threw("The results are longer than 20971520 characters of JSON"),
    call: 0,
  });
});

it("keeps so many lines of so many characters of the console, and counts the rest", async () => {
  const source = `function run(lines, length) {
    for (let line = 0; line < lines; line += 1) console.log("x".repeat(length));
  }`;

  const result = await evaluate(source, mostConsoleLines + 2, mostConsoleLineLength + 1);

  expect(result?.console).toHaveLength(mostConsoleLines + 1);
  expect(result?.console[0]?.text).toHaveLength(mostConsoleLineLength);
  expect(result?.console.at(-1)).toEqual({ level: "warn", text: "Lines left out: 2" });
});

it.each<[string, JsonValue]>([
  ["lone surrogates, in keys and values", { "\ud800": "\udfff", ok: "\ud83d\ude00" }],
  ["a key called __proto__", JSON.parse('{"__proto__":{"bid":9},"a":[{"__proto__":1}]}')],
  ["keys called like what everything has", { constructor: 1, toString: 2, toJSON: 3, length: 4 }],
  ["numbers at the edge", [5e-324, 1.7976931348623157e308, 9007199254740991, 0.1]],
  ["line separators", "\u2028\u2029\u0000"],
])("passes on %s unharmed, there and back", async (_, value) => {
  const result = await evaluate(returnsItself, value);

  expect(JSON.stringify(result?.outcome)).toBe(JSON.stringify(returned(value)));
});

it("gives a script a __proto__ that is a key like any other, and keeps pollution to its evaluation", async () => {
  const signals = JSON.parse('{"__proto__":{"bid":9}}');
  const merging = `function run(signals) {
    const merged = {};
    for (const [key, value] of Object.entries(signals)) merged[key] = value;
    return [merged.bid, ({}).bid === undefined];
  }`;
  const polluting = `function run(signals) {
    const merged = {};
    for (const [key, value] of Object.entries(signals)) Object.assign(merged[key], value);
    return ({}).bid;
  }`;

  expect((await evaluate(merging, signals))?.outcome).toEqual(returned([9, true]));
  expect((await evaluate(polluting, signals))?.outcome).toEqual(returned(9));
  expect((await evaluate("const run = () => typeof ({}).bid;"))?.outcome).toEqual(
    returned("undefined"),
  );
});

it.each([Number.NaN, Infinity, -Infinity])("makes null of %d, as JSON does", async (number) => {
  expect((await evaluate(returnsItself, number))?.outcome).toEqual(returned(null));
});
