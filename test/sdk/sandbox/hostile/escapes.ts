import type { HostileScript } from "./hostile-script.ts";

const returned = ["returned"] as const;

/** What only a script outside of its isolate could see. */
const hostNames = "['process', 'require', 'module', 'Buffer', 'ivm', 'setTimeout', 'fetch']";
const foundBy = (evaluate: string): string =>
  `${hostNames}.filter((name) => { try { return ${evaluate}("typeof " + name) !== "undefined"; } catch {} })`;

/** Scripts that try to get out, to take hold of what is ours, or to pass for something else. */
export const escapes: readonly HostileScript[] = [
  {
    name: "the constructor of a constructor",
    source: `const make = (code) => ({}).constructor.constructor("return " + code)();
      const run = () => ${foundBy("make")};`,
    endings: returned,
    returns: [],
  },
  {
    name: "the constructor of each function we put there",
    source: `const ours = [console.log, Date, Date.now, Math.random, Intl.NumberFormat, Atomics.wait,
        registerAdBeacon, forDebuggingOnly.reportAdAuctionWin, __rb_entry_point];
      const run = () => ours.flatMap((each) => {
        const make = (code) => each.constructor("return " + code)();
        return ${foundBy("make")};
      });`,
    endings: returned,
    returns: [],
    evaluation: { globals: ["registerAdBeacon", "forDebuggingOnly"] },
  },
  {
    name: "the constructor of an argument",
    source: `function run(signals) {
      const make = (code) => signals.list.constructor.constructor("return " + code)();
      return ${foundBy("make")};
    }`,
    endings: returned,
    returns: [],
    evaluation: { calls: [[{ list: [] }]] },
  },
  {
    name: "eval, near and far",
    source: `const run = () => [...${foundBy("eval")}, ...${foundBy("(0, eval)")}];`,
    endings: returned,
    returns: [],
  },
  {
    name: "the names left by whoever prepared the context",
    source: `const run = () => Object.getOwnPropertyNames(globalThis)
      .filter((name) => /^(?:_|\\$|fledg|ivm|first)/iu.test(name));`,
    endings: returned,
    returns: [],
  },
  {
    name: "the frames of whoever called",
    source: `Error.prepareStackTrace = (_, frames) => frames.map((frame) => [
        frame.getThis() === undefined || frame.getThis() === globalThis,
        frame.getFunction() === undefined || frame.getFunction() === run,
        frame.constructor.constructor === Function,
      ].every(Boolean)).every(Boolean);
      function run() { return new Error().stack; }`,
    endings: returned,
    returns: true,
  },
  {
    name: "the realm of the frames of an error at the top",
    source: `let realms; Error.prepareStackTrace = (_, frames) => {
        console.log(frames instanceof Array, frames.every((frame) => frame instanceof Object)); return ""; };
      throw new Error("look");`,
    endings: ["threw"],
  },
  {
    name: "the caller of the function",
    source: "function run() { return [run.caller, arguments.callee.caller]; }",
    endings: returned,
    returns: [null, null],
  },
  {
    name: "an import of the host's modules",
    source: 'const run = () => import("node:fs").then((fs) => fs.writeFileSync("owned", ""));',
    endings: returned,
  },
  { name: "an import at the top", source: 'import fs from "node:fs";', endings: ["threw"] },
  {
    name: "the address of the module",
    source: "const run = () => import.meta.url;",
    endings: ["threw"],
  },
  {
    name: "a function of WebAssembly that asks for the host's",
    source: `const run = () => WebAssembly.Module.imports(
      new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));`,
    endings: returned,
    returns: [],
  },
  {
    name: "memory shared with somebody",
    source: `const shared = new Int32Array(new SharedArrayBuffer(8));
      const run = () => [Atomics.notify(shared, 0), Atomics.add(shared, 1, 5), shared[1]];`,
    endings: returned,
    returns: [0, 0, 5],
  },
  {
    name: "the entry point, called with something else",
    source: `for (const given of [() => () => "owned", "text", null, {}]) try { __rb_entry_point(given); } catch {}
      try { __rb_entry_point(undefined, "thrown"); } catch {}
      const run = () => __rb_entry_point().length > 0;`,
    endings: returned,
    returns: true,
  },
  {
    name: "the entry point, replaced",
    source: 'try { __rb_entry_point = () => "owned"; } catch {} const run = () => 1;',
    endings: returned,
    returns: 1,
  },
  {
    name: "the entry point, called again by what it calls",
    source:
      "let depth = 0; function run() { if (depth++ < 3) __rb_entry_point(() => run); return depth; }",
    endings: returned,
    returns: 4,
  },
  {
    name: "traps on the prototype of everything",
    source: `for (const name of ["get", "set", "value", "apply", "construct", "ownKeys", "has", "kind"])
        Object.defineProperty(Object.prototype, name, {
          __proto__: null, get() { throw new Error("owned"); }, set() { throw new Error("owned"); },
        });
      const run = () => [new Date(0).getTime(), typeof Math.random(), Intl.NumberFormat().format(1)];`,
    endings: returned,
    returns: [0, "number", "1"],
  },
  {
    name: "a toJSON on the prototype of everything",
    source: 'Object.prototype.toJSON = () => "own words"; const run = () => ({ status: 0 });',
    endings: returned,
    returns: "own words",
  },
  {
    name: "a then on the prototype of everything",
    source: "Object.prototype.then = () => {}; const run = () => ({ status: 0 });",
    endings: returned,
  },
  {
    name: "setters on the prototype of arrays",
    source: `for (let i = 0; i < 10; i++) Object.defineProperty(Array.prototype, i, { set() { throw new Error("owned"); } });
      function run(first) { console.log(first, "heard"); return first; }`,
    endings: returned,
    returns: 7,
    evaluation: { calls: [[7]] },
  },
  {
    name: "a call and an apply that listen",
    source: `const heard = [];
      for (const name of ["call", "apply", "bind"]) {
        const real = Function.prototype[name];
        Function.prototype[name] = function (...given) { heard.push(name); return Reflect.apply(real, this, given); };
      }
      const run = () => { console.log(1); Date.now(); new Date(); Math.random(); return heard; };`,
    endings: returned,
    returns: [],
  },
  {
    name: "the real Date behind ours",
    source: `const run = () => [new Date().constructor, Date.prototype.constructor, Object(Date),
      Reflect.construct(Date, [], class {}).constructor].filter((found) => found.now && found.now() > 1_700_000_001_000);`,
    endings: returned,
    returns: [],
  },
  {
    name: "other clocks",
    source: `const run = () => [typeof performance, typeof Temporal,
      new Intl.DateTimeFormat("en", { year: "numeric" }).format()];`,
    endings: returned,
    returns: ["undefined", "undefined", "2023"],
  },
  {
    name: "a thrown nothing",
    source: "const run = () => { throw undefined; };",
    endings: ["threw"],
  },
  { name: "a thrown function", source: "throw function owned() {};", endings: ["threw"] },
  {
    name: "a thrown proxy that has been revoked",
    source: "const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;",
    endings: ["threw"],
  },
  {
    name: "a thrown object that refuses to become text",
    source:
      "throw { toString() { throw this; }, toJSON() { throw this; }, get stack() { throw this; } };",
    endings: ["threw"],
  },
  {
    name: "an error with a message of 16 million characters",
    source: 'const run = () => { throw new Error("x".repeat(2 ** 24)); };',
    // On a busy machine, its CPU time is over first.
    endings: ["out-of-memory", "threw", "timed-out"],
  },
  {
    name: "an error that says that the memory is gone",
    source: 'throw new RangeError("Isolate was disposed during execution due to memory limit");',
    endings: ["threw"],
  },
  {
    name: "an error with a stack of its own invention",
    source: `const error = new Error("a"); error.stack = "Error: a\\n    at run (node:fs:1:1)";
      const run = () => { throw error; };`,
    endings: ["threw"],
  },
  {
    name: "an error that is its own cause",
    source:
      'const error = new Error("a"); error.cause = error; const run = () => { throw error; };',
    endings: ["threw"],
  },
  {
    name: "a result that is a revoked proxy",
    source:
      "const { proxy, revoke } = Proxy.revocable({}, {}); const run = () => { revoke(); return proxy; };",
    endings: ["threw"],
  },
  {
    name: "a result that lies about its length",
    source:
      "const run = () => new Proxy([], { get: (_, name) => (name === 'length' ? 2 ** 53 : undefined) });",
    endings: ["out-of-memory", "threw", "timed-out"],
    canAbortHost: true,
  },
  {
    name: "a result with a prototype for a key",
    source: 'const run = () => JSON.parse(\'{"__proto__": {"owned": true}}\');',
    endings: returned,
  },
  {
    name: "a result with lone surrogates, in key and value",
    source: 'const run = () => ({ "\\ud800": "\\udfff" });',
    endings: returned,
    returns: { "\ud800": "\udfff" },
  },
];
