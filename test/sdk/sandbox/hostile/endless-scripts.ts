import type { HostileScript } from "./hostile-script.ts";

const timedOut = ["timed-out"] as const;
const outgrownOrTimedOut = ["out-of-memory", "timed-out"] as const;

/** `(module (func (export "f") (loop br 0)))` */
const endlessWebAssembly =
  "0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,9,1,7,0,3,64,12,0,11,11";

/** Scripts that never end, or take care that reading what they leave behind never does. */
export const endlessScripts: readonly HostileScript[] = [
  { name: "a loop", source: "function run() { while (true); }", endings: timedOut },
  { name: "a loop at the top", source: "for (;;);", endings: timedOut },
  {
    name: "a loop that catches everything",
    source: "function run() { for (;;) try { null.x; } catch {} }",
    endings: timedOut,
  },
  {
    name: "a loop in finally",
    source: "function run() { try { return 1; } finally { while (true); } }",
    endings: timedOut,
  },
  { name: "a loop in eval", source: "const run = () => eval('for (;;);');", endings: timedOut },
  {
    name: "a loop in a function made of text",
    source: "const run = () => new Function('for (;;);')();",
    endings: timedOut,
  },
  {
    name: "a loop in WebAssembly",
    source: `const run = () => new WebAssembly.Instance(
      new WebAssembly.Module(new Uint8Array([${endlessWebAssembly}]))).exports.f();`,
    endings: timedOut,
  },
  {
    name: "a wait until tomorrow",
    source: "const run = () => { const end = Date.now() + 864e5; while (Date.now() < end); };",
    endings: timedOut,
  },
  {
    name: "a wait that shrugs off the end of its time",
    source: "const run = () => { for (;;) try { Date.now(); } catch {} };",
    endings: timedOut,
  },
  {
    name: "a catastrophic regular expression",
    source: "const run = () => /^(a+)+$/.test('a'.repeat(40) + 'b');",
    endings: timedOut,
  },
  {
    name: "a regular expression that backtracks through a lookbehind",
    source: "const run = () => ('b' + 'a'.repeat(50)).replace(/(?<=^(a|aa)+)$/u, '');",
    endings: timedOut,
  },
  {
    name: "a regular expression with nested quantifiers, at the top",
    source: "'x'.repeat(60).match(/(x+x+)+y/u);",
    endings: timedOut,
  },
  {
    name: "a flood of microtasks",
    source: "const run = () => { Promise.resolve().then(run); };",
    endings: timedOut,
  },
  {
    name: "a flood of microtasks behind a loop",
    source: "const again = () => { Promise.resolve().then(again); }; again(); while (true);",
    endings: timedOut,
  },
  {
    name: "an async function that waits for nothing, for ever",
    source: "async function run() { for (;;) await null; }",
    endings: timedOut,
  },
  {
    name: "promise reactions that double",
    source: "const run = () => { Promise.resolve().then(run); Promise.resolve().then(run); };",
    endings: outgrownOrTimedOut,
  },
  {
    name: "a generator without end, spread",
    source: "function* all() { for (;;) yield 0; } const run = () => [...all()];",
    endings: outgrownOrTimedOut,
  },
  {
    name: "recursion that tries again in finally",
    source: "function run() { try { run(); } finally { run(); } }",
    endings: timedOut,
  },
  {
    name: "recursion that tries again on overflow",
    source: "function run() { try { run(); } catch { run(); } }",
    endings: timedOut,
  },
  {
    name: "a sort that never agrees with itself, over and over",
    source: "const run = () => { for (;;) [3, 1, 2].sort(() => 1); };",
    endings: timedOut,
  },
  {
    name: "a result whose getter never returns",
    source: "const run = () => ({ get bid() { while (true); } });",
    endings: timedOut,
  },
  {
    name: "a result whose toJSON never returns",
    source: "const run = () => ({ toJSON() { while (true); } });",
    endings: timedOut,
  },
  {
    name: "a result that has a new toJSON each time",
    source: "const again = () => ({ get bid() { return again(); } }); const run = again;",
    endings: ["threw"],
  },
  {
    name: "a result whose then never returns",
    source: "const run = () => ({ get then() { while (true); } });",
    endings: timedOut,
  },
  {
    name: "a result whose status never becomes a number",
    source: "const run = () => ({ status: { valueOf() { while (true); }, toJSON() {} } });",
    endings: timedOut,
    evaluation: { stopAtFailedStatus: true },
  },
  {
    name: "a result that never stops naming its keys",
    source: "const run = () => new Proxy({}, { ownKeys() { while (true); } });",
    endings: timedOut,
  },
  {
    name: "a function that never says how many parameters it has",
    source: "function run() {} Object.defineProperty(run, 'length', { get() { while (true); } });",
    endings: timedOut,
  },
  {
    name: "a function that is never found",
    source: "Object.defineProperty(globalThis, 'run', { get() { while (true); } });",
    endings: timedOut,
  },
  {
    name: "an error whose message never comes",
    source: `const run = () => {
      throw Object.defineProperty(new Error(), "message", { get() { while (true); } });
    };`,
    endings: timedOut,
  },
  {
    name: "an error at the top whose message never comes",
    source: 'throw Object.defineProperty(new Error(), "message", { get() { while (true); } });',
    endings: timedOut,
  },
  {
    name: "a stack that is never prepared",
    source: "Error.prepareStackTrace = () => { while (true); }; const run = () => null.bid;",
    endings: timedOut,
  },
  {
    name: "a stack that is never prepared, at the top",
    source: "Error.prepareStackTrace = () => { while (true); }; null.bid;",
    endings: timedOut,
  },
  {
    name: "a thrown object that never becomes text",
    source: "throw { toJSON() { throw 1; }, toString() { while (true); } };",
    endings: timedOut,
  },
  {
    name: "a promise left rejected with an error whose message never comes",
    source: `const endless = Object.defineProperty(new Error(), "message", { get() { while (true); } });
      function run() { Promise.reject(endless); Promise.resolve().then(() => { throw endless; }); return 1; }`,
    endings: ["returned"],
    returns: 1,
  },
  {
    name: "a line for the console that never ends",
    source: "function run() { console.log({ toJSON() { while (true); } }); }",
    endings: timedOut,
  },
  {
    name: "a finaliser that never ends",
    source: `const registry = new FinalizationRegistry(() => { while (true); });
      function run() { for (let i = 0; i < 1e5; i++) registry.register({}, i); return 1; }`,
    endings: ["returned", "timed-out"],
  },
  {
    name: "a wait for another thread",
    source: "const run = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
    endings: ["threw"],
  },
  {
    name: "a wait for another thread that does not block",
    source: `const run = () =>
      Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0).value.then(run) && 1;`,
    endings: ["returned"],
    returns: 1,
  },
  {
    name: "a compilation in the background that leads to a loop",
    source: `WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => { while (true); });
      const run = () => 1;`,
    endings: ["returned"],
    returns: 1,
  },
  {
    name: "a wait for one millisecond that leads to a loop",
    source: `Atomics.waitAsync(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1).value.then(() => { while (true); });
      const run = () => 1;`,
    endings: ["returned"],
    returns: 1,
  },
  {
    name: "a failed import that leads to a loop",
    source: 'import("x").catch(() => { while (true); }); const run = () => 1;',
    endings: timedOut,
  },
  {
    name: "a search of four thousand million holes",
    source: "const run = () => Array(2 ** 32 - 1).indexOf(1);",
    endings: timedOut,
    canAbortHost: true,
  },
  {
    name: "a search of everything that has a length",
    source: "const run = () => Array.prototype.indexOf.call({ length: 2 ** 53 - 1 }, 1);",
    endings: timedOut,
    canAbortHost: true,
  },
  {
    name: "a move of everything that has a length",
    source: "const run = () => [].copyWithin.call({ length: 2 ** 53 - 1 }, 1);",
    endings: timedOut,
    canAbortHost: true,
  },
  {
    name: "a search for what is nowhere in 500 million characters",
    source: 'const run = () => { for (;;) "x".repeat(2 ** 29 - 24).indexOf("xy"); };',
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a bigint that squares itself",
    source: "function run() { for (let x = 3n ** 100000n; ; x *= x); }",
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a bigint with millions of digits, in decimal",
    source: "const run = () => String((2n ** 20_000_000n - 1n) ** 3n).length;",
    endings: ["out-of-memory", "returned", "timed-out"],
    canAbortHost: true,
  },
  {
    name: "a replacement in a text of 256 million characters",
    source: 'const run = () => "ab".repeat(2 ** 27).replace(/a/gu, "bbbb").length;',
    endings: ["out-of-memory", "threw", "timed-out"],
    canAbortHost: true,
  },
];
