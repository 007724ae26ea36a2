import type { HostileScript } from "./hostile-script.ts";

/** Filling the memory takes time, and a busy machine may reach the other limit first. */
const threwOrTimedOut = ["threw", "timed-out"] as const;
const outgrownOrTimedOut = ["out-of-memory", "timed-out"] as const;

/** Scripts that want more memory than there is for them. */
export const memoryBombs: readonly HostileScript[] = [
  {
    name: "an array filled at once",
    source: "const run = () => Array(1e9).fill(0).length;",
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "an array of every length there is, filled at once",
    source: "const run = () => { const all = []; all.length = 2 ** 32 - 1; all.fill(1); };",
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "the JSON of a hundred million ones",
    source: "const run = () => JSON.stringify(Array(1e8).fill(1)).length;",
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a hundred million holes, returned",
    source: "const run = () => Array(1e8);",
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a million keys on one object",
    source:
      "const run = () => { const all = {}; for (let i = 0; i < 1e6; i++) all[`key${i}`] = i; };",
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a text split into 256 million characters",
    source: 'const run = () => "x".repeat(2 ** 28).split("").length;',
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "symbols for everybody",
    source: "const run = () => { for (let i = 0; ; i++) Symbol.for(`symbol ${i}`); };",
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a Map that grows",
    source: "const run = () => { const map = new Map(); for (let i = 0; ; i++) map.set(i, i); };",
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a Set that grows",
    source: "const run = () => { const set = new Set(); for (let i = 0; ; i++) set.add(`${i}`); };",
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a WeakMap whose keys are kept",
    source: `const run = () => {
      const kept = []; const map = new WeakMap();
      for (;;) { const key = {}; kept.push(key); map.set(key, kept); }
    };`,
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a list of objects",
    source: "const run = () => { const list = []; for (;;) list.push({ at: list.length }); };",
    endings: outgrownOrTimedOut,
  },
  {
    name: "a list of lists, at the top",
    source: "const list = []; while (true) list.push(new Array(1000).fill(0));",
    endings: outgrownOrTimedOut,
  },
  {
    name: "a chain of closures",
    source:
      "const run = () => { let last = () => 0; for (;;) { const next = last; last = () => next; } };",
    endings: outgrownOrTimedOut,
  },
  {
    name: "a chain of prototypes",
    source:
      "const run = () => { let last = {}; for (;;) last = Object.create(last, { own: { value: 1 } }); };",
    endings: outgrownOrTimedOut,
  },
  {
    name: "a list of promises",
    source:
      "const run = () => { const list = []; for (;;) list.push(Promise.resolve().then(() => list)); };",
    endings: outgrownOrTimedOut,
  },
  {
    name: "a list of errors with long stacks",
    source: `Error.stackTraceLimit = Infinity;
      const deep = (depth) => (depth === 0 ? new Error("deep") : deep(depth - 1));
      const run = () => { const list = []; for (;;) list.push(deep(1000)); };`,
    endings: outgrownOrTimedOut,
  },
  {
    name: "a list of functions made of text",
    source:
      "const run = () => { const list = []; for (;;) list.push(new Function(`return ${list.length}`)); };",
    endings: outgrownOrTimedOut,
  },
  {
    name: "a list of regular expressions",
    source:
      "const run = () => { const list = []; for (;;) list.push(new RegExp(`a{${list.length}}b`)); };",
    endings: ["out-of-memory", "threw", "timed-out"],
  },
  {
    name: "an array from a length",
    source: "const run = () => Array.from({ length: 1e9 }, (_, index) => index).length;",
    endings: outgrownOrTimedOut,
  },
  {
    name: "a hundred million characters, spread",
    source: 'const run = () => [..."x".repeat(1e8)].length;',
    endings: outgrownOrTimedOut,
  },
  {
    name: "a text that doubles and is flattened",
    source: 'const run = () => { let text = "ab"; for (;;) text += text.slice(1); };',
    endings: ["out-of-memory", "threw", "timed-out"],
  },
  {
    name: "a text that doubles",
    source: 'const run = () => { let text = "a"; for (;;) text += text; };',
    endings: threwOrTimedOut,
  },
  {
    name: "a text of 64 million characters, returned",
    source: 'const run = () => "x".repeat(2 ** 26);',
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "a million texts, returned",
    source: 'const run = () => Array(1e6).fill("0123456789");',
    endings: ["out-of-memory", "returned", "timed-out"],
  },
  {
    name: "control characters that grow sixfold in JSON, returned",
    source: 'const run = () => "\\u0001".repeat(5e6);',
    endings: ["out-of-memory", "returned", "timed-out"],
  },
  {
    name: "a result nested a hundred thousand levels deep",
    source:
      "const run = () => { let all = []; for (let i = 0; i < 1e5; i++) all = [all]; return all; };",
    endings: threwOrTimedOut,
  },
  {
    name: "array buffers",
    source: "const run = () => { const list = []; for (;;) list.push(new ArrayBuffer(1e6)); };",
    endings: threwOrTimedOut,
  },
  {
    name: "an array buffer of eight gigabytes",
    source: "const run = () => new Uint8Array(2 ** 33).length;",
    endings: threwOrTimedOut,
  },
  {
    name: "an array buffer that grows to sixteen gigabytes, filled",
    source: `const run = () => {
      const buffer = new ArrayBuffer(8, { maxByteLength: 2 ** 34 });
      buffer.resize(2 ** 34);
      new Uint8Array(buffer).fill(1);
    };`,
    endings: outgrownOrTimedOut,
    canAbortHost: true,
  },
  {
    name: "shared array buffers",
    source:
      "const run = () => { const list = []; for (;;) list.push(new SharedArrayBuffer(1e6)); };",
    endings: threwOrTimedOut,
  },
  {
    name: "many small buffers",
    source:
      "const run = () => { const list = []; for (;;) list.push(new Uint8Array(64).buffer); };",
    endings: ["out-of-memory", "threw", "timed-out"],
  },
  {
    name: "WebAssembly memory",
    source: `const run = () => {
      const memories = [];
      for (;;) { const memory = new WebAssembly.Memory({ initial: 1 }); memory.grow(1000); memories.push(memory); }
    };`,
    endings: ["out-of-memory", "threw", "timed-out"],
    canAbortHost: true,
  },
  {
    name: "a WebAssembly table",
    source:
      'const run = () => new WebAssembly.Table({ initial: 1e7, element: "externref" }).length;',
    endings: ["out-of-memory", "returned", "threw", "timed-out"],
    canAbortHost: true,
  },
  {
    name: "a call with ten million arguments",
    source: "const run = () => Math.max(...Array(1e7));",
    endings: ["out-of-memory", "threw", "timed-out"],
    canAbortHost: true,
  },
  {
    name: "an expression with a million terms",
    source: 'const run = () => eval("1" + "+1".repeat(1e6));',
    endings: ["out-of-memory", "returned", "threw", "timed-out"],
  },
  {
    name: "a million opening brackets",
    source: "[".repeat(1e6),
    endings: ["out-of-memory", "threw"],
  },
  {
    name: "a hundred thousand long lines for the console",
    source:
      'function run() { for (let i = 0; i < 1e5; i++) console.log("x".repeat(1e4)); return 1; }',
    endings: ["returned", "timed-out"],
  },
  {
    name: "beacons without end",
    source: `const all = new Proxy({}, {
      ownKeys: () => Array.from({ length: 1e5 }, (_, index) => String(index)),
      getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }),
      get: () => "https://buyer.example/".padEnd(1e4, "x"),
    });
    function run() { registerAdBeacon(all); return 1; }`,
    endings: outgrownOrTimedOut,
    canAbortHost: true,
    evaluation: { globals: ["registerAdBeacon"] },
  },
];
