import { afterAll, expect, it } from "vitest";
import type { ScriptEvaluation } from "../../../sdk/foundation/script-sandbox.ts";
import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import { anEvaluation } from "../../contract/script-sandbox.contract.ts";

const living = createIsolateSandbox();
const fresh = createIsolateSandbox({ worlds: "fresh" });
afterAll(() => Promise.all([living.dispose(), fresh.dispose()]));

/** Where a script ran, once it is certain that it came to the same as in a fresh world. */
async function worldOf(source: string, changes: Partial<ScriptEvaluation> = {}) {
  const evaluation = anEvaluation(source, changes);
  const result = await living.evaluate(evaluation);
  expect(result).toEqual({ ...(await fresh.evaluate(evaluation)), world: result.world });
  return result.world;
}

it.each([
  "function run(ad, signals) { return { status: 0, ad, bid: signals.floor * 1.1 }; }",
  "const rank = { a: 1 }; let count = 0; var last; const run = (key) => ({ ...rank, count: ++count, last: last = key });",
  "const run = () => { const found = []; found[0] = 1; found.push(2); return found.concat([3]).map(String); };",
  "const run = () => { const counts = {}; for (const word of ['a', 'b', 'a']) counts[word] = (counts[word] ?? 0) + 1; return counts; };",
  "class Bid { #cpm = 2; static make() { return new Bid(); } get cpm() { return this.#cpm; } } const run = () => Bid.make().cpm;",
  "class Base { name() { return 'base'; } } class Own extends Base { name() { return super.name() + '!'; } } const run = () => new Own().name();",
  "function run() { return inner(); function inner() { return typeof inner; } }",
  "var twice = 1; var twice; function run() { return twice; }",
  "const run = () => [Date.now(), new Date(0).toISOString(), new Date().toString(), Math.random()];",
  "const run = () => [(1234.5).toLocaleString(), 'a'.localeCompare('b'), new Date(0).toLocaleDateString('de')];",
  "const run = () => ['a-b'.replace(/-(.)/u, (_, letter) => letter.toUpperCase()), /(?<x>b)/.exec('abc').groups.x];",
  "const run = () => { const { a, b: [c = 2, ...d] = [], ...rest } = { a: 1, e: 5 }; return [a, c, d, rest]; };",
  "const run = () => { outer: for (const a of [1, 2]) for (const b of [1, 2]) if (a * b === 2) break outer; return 1; };",
  "const run = () => new Map(Object.entries({ a: 1 })).get('a') + new Set([1, 1]).size;",
  "const run = () => [1, 10, 2].toSorted().concat([3, 1, 2].sort((a, b) => a - b));",
  "const run = () => JSON.parse(JSON.stringify({ a: [1, { b: null }] }), (key, value) => value);",
  "const run = () => Object.prototype.hasOwnProperty.call({ a: 1 }, 'a') && Object.hasOwn({ a: 1 }, 'a');",
  "const run = () => { console.log('a', { b: 1 }, [undefined]); console.warn(10); return typeof missing; };",
  "const limits = Object.freeze({ floor: 1 }); const run = () => Object.keys(limits).length;",
  "const run = () => [...'abc'].length;",
  "function run() { return arr().length; } const arr = () => Array.from({ length: 3 }, (_, i) => i ** 2);",
  "const run = () => ({ set a(value) {}, get b() { return 1; } }).b;",
  "const run = (Promise) => typeof Promise;",
  "const run = (key) => { const counts = { key: 1 }; delete counts[key]; return Object.hasOwn(counts, key); };",
  "const run = () => { const ad = { bid: 1 }; return [delete ad.bid, delete ad['bid'], ad.hasOwnProperty('b' + 'id')]; };",
])("lets %j share a world", async (source) => {
  expect(
    await worldOf(source, {
      calls: [
        ["key", { floor: 2 }],
        ["key", { floor: 3 }],
      ],
    }),
  ).toEqual({
    kind: "living",
  });
});

it.each([
  ["function run() { try { null.a; } catch { return 1; } }", "it catches errors (line 1)"],
  ["\nfunction run() { return this === undefined; }", "it uses this outside of a class (line 2)"],
  [
    "const ad = { bid() { return this === ad; } }; const run = () => ad.bid();",
    "it uses this outside of a class (line 1)",
  ],
  ["var run = () => typeof this;", "it uses this outside of a class (line 1)"],
  ["class A { [this.run = () => 1] = 1; } new A();", "it uses this outside of a class (line 1)"],
  ["function run() { return arguments.length; }", "it uses arguments (line 1)"],
  ["function run(a) { a = 2; return \\u0061rguments[0]; }", "it uses arguments (line 1)"],
  ["const run = () => eval('1');", "it uses eval (line 1)"],
  [
    "const run = () => Object.hasOwn(run, 'caller') + ({}).hasOwnProperty.call(function () {}, 'caller');",
    "it uses caller (line 1)",
  ],
  ["function run() { with ({ a: 1 }) return a; }", "it uses with (line 1)"],
  ["const tag = (parts) => parts[0]; const run = () => tag`a`;", "it tags a template (line 1)"],
  ["async function run() {}", "it is asynchronous (line 1)"],
  ["function* all() { yield 1; } const run = () => [...all()];", "it has a generator (line 1)"],
  ["const run = () => import('x');", "it imports (line 1)"],
  ["const run = () => { debugger; };", "it has a DebuggerStatement (line 1)"],
  [
    "function run() { return f(); function f() { return 1; } { function f() { return 2; } } }",
    "it declares a function in a block (line 1)",
  ],
  [
    "function run() { const key = 'call' + 'er'; return delete run[key]; }",
    "it asks whether it may delete (line 1)",
  ],
  [
    "const run = () => { const key = 'call' + 'er'; return [delete (function () {})?.[key]]; };",
    "it asks whether it may delete (line 1)",
  ],
  ["if (true) function run() { return 1; }", "it declares a function in a block (line 1)"],
  ["var escape = typeof escape; const run = () => escape;", "it declares escape (line 1)"],
  ["function Map() {} const run = () => typeof Map;", "it declares Map (line 1)"],
  ["let undefined; const run = () => 1;", "it declares undefined (line 1)"],
  ["let forDebuggingOnly = 1; const run = () => 1;", "it declares forDebuggingOnly (line 1)"],
  [
    "class List extends Array {} const run = () => new List(3).length;",
    "it extends a built-in class (line 1)",
  ],
  ["let __rb_entry_point; const run = () => 1;", "it uses __rb_entry_point (line 1)"],
  ["const run = () => 1; }", "it does not parse, or nests too deeply"],
  ["const run = () => 1; return 1;", "it does not parse, or nests too deeply"],
  ["const run = (a, a) => a;", "it does not parse, or nests too deeply"],
  ["function run(a, a) { return a; }", "it does not parse in strict mode"],
  ["const run = () => 010;", "it does not parse in strict mode"],
  ["var let = 1; const run = () => let;", "it does not parse in strict mode"],
  [`const run = () => 1;${" ".repeat(2 ** 18)}`, "it is very long"],
])("gives %j a fresh world, as it may notice by its syntax", async (source, because) => {
  const globals = ["forDebuggingOnly"] as const;

  expect(await worldOf(source, { globals, calls: [[1, 2]] })).toEqual({ kind: "fresh", because });
});

it.each([
  ["globalThis.a = 1; const run = () => a;", "it uses globalThis"],
  ["const run = () => typeof Promise;", "it uses Promise"],
  ["const run = () => { throw new Error('a'); };", "it uses Error"],
  ["const run = () => ({}).constructor === Object;", "it uses Object.prototype.constructor"],
  ["const run = () => ({})['__pro' + 'to__'] === null;", "it uses Object.prototype.__proto__"],
  [
    "const run = () => { const o = {}; o['const' + 'ructor'] = 1; return o; };",
    "it uses Object.prototype.constructor",
  ],
  ["const run = () => String(run);", "it uses Function.prototype.toString"],
  ["const run = () => `${Date}`;", "it uses Function.prototype.toString"],
  ["const run = () => { console.log(run); };", "it uses Function.prototype.toString"],
  ["function run() { return run['argu' + 'ments']; }", "it uses Function.prototype.arguments"],
  ["const run = () => Object.isFrozen(Math);", "it uses Object.isFrozen"],
  ["const run = () => Object.getOwnPropertyNames(run);", "it uses Object.getOwnPropertyNames"],
  ["const run = () => { /(a)/.test('a'); return RegExp.$1; };", "it uses RegExp.$1"],
  ["const run = () => Array.fromAsync([1]);", "it uses Array.fromAsync"],
  ["function run() { return Object.hasOwn(run, 'call' + 'er'); }", "it asks what a function owns"],
  [
    "function run() { return ({}).hasOwnProperty.call(run, 'argu' + 'ments'); }",
    "it asks what a function owns",
  ],
  ["function run() { return run.hasOwnProperty('call' + 'er'); }", "it asks what a function owns"],
  [
    "const run = () => [].constructor.from([1]).map((x) => x.constructor.constructor('return 7')());",
    "it uses Function.prototype.constructor",
  ],
  [
    "const run = () => { const o = {}; o.toString = () => 'own'; return `${o}`; };",
    "it throws, or writes to what is frozen",
  ],
  [
    "const run = () => { Math.own = 1; return Math.own; };",
    "it throws, or writes to what is frozen",
  ],
  [
    "const run = () => { Array.prototype.own = 1; return [].own; };",
    "it throws, or writes to what is frozen",
  ],
  [
    "const run = () => { const key = 'tri' + 'm'; ''.__lookupGetter__; String.prototype[key] = 1; return ''.trim; };",
    "it uses Object.prototype.__lookupGetter__",
  ],
  [
    "const run = () => { implicit = 1; return implicit; };",
    "it throws, or writes to what is frozen",
  ],
  [
    "const run = () => { const fixed = Object.freeze({ a: 1 }); fixed.a = 2; return fixed.a; };",
    "it throws, or writes to what is frozen",
  ],
  [
    "const run = () => { ''.length = 1; return (function own() { own = 1; return typeof own; })(); };",
    "it throws, or writes to what is frozen",
  ],
  [
    "const run = () => { console.log({ toJSON() { Math.own = 1; return Math.own; } }); };",
    "it writes to the console what throws",
  ],
  [
    "const run = () => { forDebuggingOnly.own = 1; return forDebuggingOnly.own; };",
    "it throws, or writes to what is frozen",
  ],
  ["const run = () => run();", "it throws, or writes to what is frozen"],
  ["", "it throws, or writes to what is frozen"],
  ["const run = () => { for (;;) Date.now(); };", "it throws, or writes to what is frozen"],
])("gives %j a fresh world, as it is about to notice", async (source, because) => {
  const globals = ["forDebuggingOnly"] as const;

  expect(await worldOf(source, { globals, budgetMs: 50 })).toEqual({ kind: "fresh", because });
});

it("gives no reason for a fresh world where that was asked for", async () => {
  const { world } = await fresh.evaluate(anEvaluation("const run = () => 1;"));

  expect(world).toEqual({ kind: "fresh" });
});

it("repeats in a fresh world what outgrew the memory of one that others use, and goes on", async () => {
  const greedy = "const run = () => { const list = []; for (;;) list.push({ list }); };";

  const { outcome, world } = await living.evaluate(anEvaluation(greedy));

  expect(outcome.kind).toBe("out-of-memory");
  expect(world).toEqual({ kind: "fresh", because: "it outgrows its memory" });
  expect(await worldOf("const run = () => 1;")).toEqual({ kind: "living" });
});

it("does not wait twice for a script that never ends", async () => {
  const impatient = createIsolateSandbox({ watchdogMs: 20 });

  const { outcome, world } = await impatient.evaluate(anEvaluation("while (true);"));
  await impatient.dispose();

  expect(outcome.kind).toBe("timed-out");
  expect(world).toEqual({ kind: "living" });
});

it("stays right when a sweep brings more scripts than it can remember", async () => {
  for (let round = 0; round < 250; round += 1) {
    const { outcome } = await living.evaluate(anEvaluation(`const run = () => ${round % 120};`));
    expect(outcome).toEqual({ kind: "returned", values: [{ kind: "value", value: round % 120 }] });
  }
});
