import { afterAll, describe, expect, it } from "vitest";
import type { JsonValue } from "../../sdk/foundation/json.ts";
import type {
  ReturnedValue,
  ScriptEvaluation,
  ScriptResult,
  ScriptSandbox,
} from "../../sdk/foundation/script-sandbox.ts";

/** A call without arguments of the function `run` in `source`, with what a test cares about on top. */
export function anEvaluation(
  source: string,
  changes: Partial<ScriptEvaluation> = {},
): ScriptEvaluation {
  return {
    scriptName: "https://buyer.example/bidding.js",
    source,
    functionName: "run",
    calls: [[]],
    nowMs: 1_700_000_000_000, // 2023-11-14T22:13:20Z
    randomSeed: 1,
    budgetMs: 5_000,
    ...changes,
  };
}

/** What an evaluation comes to when the function returned `values` and did nothing else. */
function returned(values: readonly JsonValue[], changes: Partial<ScriptResult> = {}): ScriptResult {
  return {
    outcome: {
      kind: "returned",
      values: values.map((value): ReturnedValue => ({ kind: "value", value })),
    },
    spentMs: 0,
    spentAtTopLevelMs: 0,
    console: [],
    beacons: [],
    debugReports: [],
    functionLength: 0,
    world: expect.anything(),
    ...changes,
  };
}

/** What every place to run scripts must do. Call it once from each implementation's own test file. */
export function describeScriptSandboxContract(
  implementation: string,
  createSandbox: (limits?: { readonly watchdogMs?: number }) => ScriptSandbox,
): void {
  describe(`script sandbox contract: ${implementation}`, () => {
    const sandbox = createSandbox();
    const impatientSandbox = createSandbox({ watchdogMs: 50 });
    afterAll(() => Promise.all([sandbox.dispose(), impatientSandbox.dispose()]));

    /** Evaluates one expression in a script and returns its value. */
    const valueOf = async (expression: string, changes: Partial<ScriptEvaluation> = {}) => {
      const source = `function run() { return ${expression}; }`;
      const { outcome } = await sandbox.evaluate(anEvaluation(source, changes));
      expect(outcome).toEqual({
        kind: "returned",
        values: [expect.objectContaining({ kind: "value" })],
      });
      return outcome.kind === "returned" && outcome.values[0]?.kind === "value"
        ? outcome.values[0].value
        : undefined;
    };
    const outcomeOf = async (source: string, changes: Partial<ScriptEvaluation> = {}) =>
      (await sandbox.evaluate(anEvaluation(source, changes))).outcome;

    describe("calls", () => {
      it("passes each call its arguments and returns what the function returned, in order", async () => {
        const evaluation = anEvaluation("function run(ad, signals) { return { ad, signals }; }", {
          calls: [
            [{ render_uri: "https://buyer.example/1" }, { floor: 2 }],
            ["text", null],
            [[1, 2.5], true],
          ],
        });

        const result = await sandbox.evaluate(evaluation);

        const values = [
          { ad: { render_uri: "https://buyer.example/1" }, signals: { floor: 2 } },
          { ad: "text", signals: null },
          { ad: [1, 2.5], signals: true },
        ];
        expect(result).toEqual(returned(values, { functionLength: 2 }));
      });

      it.each([
        "function run() { return 1; }",
        "const run = () => 1;",
        "let run = function () { return 1; };",
        "var run = () => 1; // no line break at the end",
        "globalThis.run = () => 1;",
        '"use strict"; const run = () => 1;',
        "const run = () => 1\n<!-- an old comment",
      ])("finds the function in %j", async (source) => {
        expect(await sandbox.evaluate(anEvaluation(source))).toEqual(returned([1]));
      });

      it("keeps the script's variables from call to call, and from no evaluation to the next", async () => {
        const source =
          "let count = 0; globalThis.total ??= 0; const run = () => `${++count} ${++total}`;";
        const evaluation = anEvaluation(source, { calls: [[], []] });

        const first = await sandbox.evaluate(evaluation);
        const second = await sandbox.evaluate(evaluation);

        expect(first).toEqual(returned(["1 1", "2 2"]));
        expect(second).toEqual(first);
      });

      it("gives scripts a copy of the arguments", async () => {
        const ad = { metadata: { price: 1 } };
        const source = "function run(ad) { ad.metadata.price += 1; return ad.metadata.price; }";

        const result = await sandbox.evaluate(anEvaluation(source, { calls: [[ad], [ad]] }));

        expect(result).toEqual(returned([2, 2], { functionLength: 1 }));
        expect(ad).toEqual({ metadata: { price: 1 } });
      });

      it("makes no call when there is none to make", async () => {
        const result = await sandbox.evaluate(anEvaluation("const run = (a) => a;", { calls: [] }));

        expect(result).toEqual(returned([], { functionLength: 1 }));
      });

      it("runs promise reactions after the calls, as one script on a device does", async () => {
        const source =
          "let ready = false; Promise.resolve().then(() => (ready = true)); const run = () => ready;";

        expect(await outcomeOf(source, { calls: [[], []] })).toEqual(
          returned([false, false]).outcome,
        );
      });
    });

    describe("results", () => {
      it.each<[string, ReturnedValue]>([
        [
          "{ a: NaN, b: Infinity, c: undefined, d: () => 1 }",
          { kind: "value", value: { a: null, b: null }, undefinedKeys: ["c", "d"] },
        ],
        ["[undefined, 1]", { kind: "value", value: [null, 1] }],
        ["null", { kind: "value", value: null }],
        ["NaN", { kind: "value", value: null }],
        ["new Date(0)", { kind: "value", value: "1970-01-01T00:00:00.000Z" }],
        [
          "{ toJSON: () => 'own words' }",
          { kind: "value", value: "own words", undefinedKeys: ["toJSON"] },
        ],
        ["'\\u2028 \\ud800 \"'", { kind: "value", value: '\u2028 \ud800 "' }],
        ["undefined", { kind: "nothing", because: "undefined" }],
        ["{ toJSON: () => undefined }", { kind: "nothing", because: "undefined" }],
        ["() => 1", { kind: "nothing", because: "function" }],
        ["Symbol('s')", { kind: "nothing", because: "symbol" }],
        ["Promise.resolve(1)", { kind: "promise" }],
        ["Promise.reject(new Error('nobody listens'))", { kind: "promise" }],
        ["(async () => { throw new Error('nobody listens'); })()", { kind: "promise" }],
        ["{ then() {} }", { kind: "promise" }],
        [
          "{ status: 0, then() {} }",
          { kind: "value", value: { status: 0 }, undefinedKeys: ["then"] },
        ],
      ])("takes %s as JSON does", async (expression, value) => {
        const outcome = await outcomeOf(`function run() { return ${expression}; }`);

        expect(outcome).toEqual({ kind: "returned", values: [value] });
      });

      it.each<[string, number]>([
        ["{ status: 0 }", 3],
        ["{ status: '0' }", 3],
        ["{ status: false }", 3],
        ["{ status: 1 }", 1],
        ["{ status: -1 }", 1],
        ["{ status: null }", 1],
        ["{}", 1],
        ["null", 1],
        ["undefined", 1],
        ["5", 1],
        ["'text'", 1],
        ["Promise.resolve({ status: 0 })", 1],
      ])(
        "told to stop at a failed status and given %s, makes %i of 3 calls",
        async (result, made) => {
          const source = `function run() { console.log("called"); return ${result}; }`;
          const evaluation = anEvaluation(source, {
            calls: [[], [], []],
            stopAtFailedStatus: true,
          });

          const { console, outcome } = await sandbox.evaluate(evaluation);

          expect(console).toHaveLength(made);
          expect(outcome).toEqual({
            kind: "returned",
            values: Array(made).fill(expect.anything()),
          });
        },
      );

      it("goes on whatever the status is unless told otherwise", async () => {
        const source = "function run() { return { status: 1 }; }";

        expect(await outcomeOf(source, { calls: [[], []] })).toEqual(
          returned([{ status: 1 }, { status: 1 }]).outcome,
        );
      });
    });

    describe("errors", () => {
      it.each<[string, string, number, number, number?]>([
        ["let a = 1;\nlet b = ;", "SyntaxError: Unexpected token ';'", 2, 9],
        ["let a;\nlet a;", "SyntaxError: Identifier 'a' has already been declared", 2, 5],
        ["function run() {", "SyntaxError: Unexpected end of input", 1, 17],
        ["/* never closed", "SyntaxError: Invalid or unexpected token", 1, 1],
        ["\n  missing();", "ReferenceError: missing is not defined", 2, 3],
        ["throw new TypeError('at the top')", "TypeError: at the top", 1, 7],
        [
          "function run() {\r\n  null.bid;\r\n}",
          "TypeError: Cannot read properties of null (reading 'bid')",
          2,
          8,
          0,
        ],
        [
          "const run = () => deep();\nconst deep = () => {\n  throw new RangeError('deep');\n};",
          "RangeError: deep",
          3,
          9,
          0,
        ],
        [
          "function run() { return run(); }",
          "RangeError: Maximum call stack size exceeded",
          1,
          18,
          0,
        ],
        [
          "function run() { new Intl.NumberFormat('not a locale'); }",
          "RangeError: Incorrect locale information provided",
          1,
          18,
          0,
        ],
        ["function run() { eval('1;\\n bad()'); }", "ReferenceError: bad is not defined", 1, 18, 0],
      ])("says what is wrong with %j and where", async (source, message, line, column, call) => {
        expect(await outcomeOf(source)).toEqual({ kind: "threw", message, line, column, call });
      });

      it.each<[string, string, number?]>([
        ["", "ReferenceError: run is not defined"],
        ["const run = 5;", "TypeError: run is not a function"],
        ["class run {}", "TypeError: Class constructor run cannot be invoked without 'new'", 0],
        ["const run = () => 10n;", "TypeError: Do not know how to serialize a BigInt", 0],
        ["[".repeat(1e6), "RangeError: Maximum call stack size exceeded"],
        ["throw 'only text'", "only text"],
        ["throw null", "null"],
        ["throw { code: 7 }", '{"code":7}'],
        ["const run = () => { throw undefined; };", "undefined", 0],
        ["const run = () => { throw 'only text'; };", "only text", 0],
        ["const run = () => { throw Symbol('s'); };", "Symbol(s)", 0],
        ["const run = () => { throw { code: 7 }; };", '{"code":7}', 0],
        ["const run = () => { throw Object.create(null); };", "{}", 0],
        [
          "const run = () => { throw new Proxy({}, { get() { throw 1; } }); };",
          "something that cannot be described",
          0,
        ],
        [
          "const run = () => { throw { toJSON() { throw 1; }, toString() { throw 2; } }; };",
          "something that cannot be described",
          0,
        ],
      ])("makes one sentence of %j", async (source, message, call) => {
        expect(await outcomeOf(source)).toEqual({ kind: "threw", message, call });
      });

      it.each([
        [
          "const run = () => { const a = {}; a.self = a; return a; };",
          "TypeError: Converting circular structure to JSON",
        ],
        ["const run = () => ({ get status() { throw new Error('getter'); } });", "Error: getter"],
        ["const run = () => ({ get then() { throw new Error('getter'); } });", "Error: getter"],
        ["const run = () => ({ toJSON() { throw new Error('toJSON'); } });", "Error: toJSON"],
        ["const run = () => { throw new (class MyError extends Error {})('own'); };", "Error: own"],
        [
          "const run = () => { const e = new Error('a'); e.name = 'BidError'; throw e; };",
          "BidError: a",
        ],
      ])("ends %j as thrown by the script", async (source, start) => {
        expect(await outcomeOf(source)).toMatchObject({
          kind: "threw",
          message: expect.stringMatching(new RegExp(`^${start}`, "u")),
        });
      });

      it("finds the place whatever characters the script's name is made of", async () => {
        const scriptName = "ad-selection://x:1:2/(a)[b]*.js?$1";

        const thrown = await outcomeOf("\n\nthrow new Error('a')", { scriptName });
        const syntax = await outcomeOf("\n\n}", { scriptName });

        expect(thrown).toEqual({ kind: "threw", message: "Error: a", line: 3, column: 7 });
        expect(syntax).toEqual({
          kind: "threw",
          message: "SyntaxError: Unexpected token '}'",
          line: 3,
          column: 1,
        });
      });

      it("reports the parameter count and the console of a function that throws", async () => {
        const source = "function run(a, b, c) { console.log('was here'); throw new Error('a'); }";

        const result = await sandbox.evaluate(anEvaluation(source));

        expect(result).toEqual({
          outcome: { kind: "threw", message: "Error: a", line: 1, column: 56, call: 0 },
          spentMs: 0,
          spentAtTopLevelMs: 0,
          console: [{ level: "log", text: "was here" }],
          beacons: [],
          debugReports: [],
          functionLength: 3,
          world: expect.anything(),
        });
      });

      it.each([
        "Script execution timed out.",
        "Isolate was disposed during execution due to memory limit",
      ])("does not believe a script that throws the engine's words %j", async (message) => {
        const text = JSON.stringify(message);

        const atTop = await outcomeOf(`throw new Error(${text})`);
        const inCall = await outcomeOf(`function run() { throw new Error(${text}); }`);
        const left = await outcomeOf(`Promise.reject(new Error(${text})); const run = () => 1;`);

        const threw = { kind: "threw", message: `Error: ${message}`, line: 1 };
        expect(atTop).toEqual({ ...threw, column: 7 });
        expect(inCall).toEqual({ ...threw, column: 24, call: 0 });
        expect(left).toEqual(returned([1]).outcome);
      });
    });

    describe("time", () => {
      it("shows the time exactly at the first look and a millisecond more at each further one", async () => {
        const source = `
          const first = Date.now();
          function run() { return [first, new Date().getTime(), Date(), Date.now()]; }`;

        const result = await sandbox.evaluate(anEvaluation(source));

        const now = 1_700_000_000_000;
        const text = "Tue Nov 14 2023 22:13:20 GMT+0000 (Coordinated Universal Time)";
        expect(result).toEqual(returned([[now, now + 1, text, now + 3]], { spentMs: 3 }));
      });

      it("lets a script wait busily for six seconds", async () => {
        const source =
          "function run() { const end = Date.now() + 6000; while (Date.now() < end); return 1; }";

        const result = await sandbox.evaluate(anEvaluation(source, { budgetMs: 10_000 }));

        expect(result).toEqual(returned([1], { spentMs: 6_000 }));
      });

      it("times out a script that reads its budget away, even one that swallows the error", async () => {
        const source = `
          let caught = 0;
          function run(limit) {
            while (caught < 3) try { Date.now(); } catch { caught += 1; }
            console.log("caught", caught);
          }`;

        const result = await sandbox.evaluate(anEvaluation(source, { budgetMs: 100 }));

        expect(result).toEqual({
          outcome: { kind: "timed-out", detail: expect.stringContaining("100 ms"), call: 0 },
          spentMs: 100,
          spentAtTopLevelMs: 0,
          console: [{ level: "log", text: "caught 3" }],
          beacons: [],
          debugReports: [],
          functionLength: 1,
          world: expect.anything(),
        });
      });

      const anyResults = {
        kind: "returned",
        values: [expect.anything(), expect.anything(), expect.anything()],
      };
      const anError = { kind: "threw", message: "Error: a", line: 2, column: expect.anything() };

      it.each<[string, object]>([
        [
          "wait(40); const run = () => wait(10);",
          { outcome: anyResults, spentMs: 70, spentAtTopLevelMs: 40 },
        ],
        [
          "const run = (ms) => wait(ms);",
          { outcome: anyResults, spentMs: 50, spentAtTopLevelMs: 0 },
        ],
        [
          "wait(30); throw new Error('a');",
          { outcome: anError, spentMs: 30, spentAtTopLevelMs: 30 },
        ],
        [
          "wait(30); const run = (ms) => { if (ms === 20) throw new Error('a'); wait(ms); }",
          { outcome: { ...anError, call: 1 }, spentMs: 40, spentAtTopLevelMs: 30 },
        ],
        [
          "wait(500); const run = () => 1;",
          {
            outcome: {
              kind: "timed-out",
              detail:
                "The script watched the clock until its 100 ms were over, all of them at its top level.",
            },
            spentMs: 100,
            spentAtTopLevelMs: 100,
          },
        ],
        [
          "wait(80); const run = (ms) => wait(ms);",
          {
            outcome: {
              kind: "timed-out",
              detail:
                "The script watched the clock until its 100 ms were over: 80 ms at its top level, 20 ms in run.",
              call: 1,
            },
            spentMs: 100,
            spentAtTopLevelMs: 80,
          },
        ],
        [
          "const run = (ms) => { if (ms !== 10) try { wait(200); } catch {} };",
          {
            outcome: {
              kind: "timed-out",
              detail: "The script watched the clock until its 100 ms were over.",
              call: 1,
            },
            spentMs: 100,
            spentAtTopLevelMs: 0,
          },
        ],
      ])("tells time at the top level of %j from time in calls", async (script, expected) => {
        const source = `const wait = (ms) => { for (let ms_ = 0; ms_ < ms; ms_++) Date.now(); };
          Date.now(); ${script}`;

        const calls = [[10], [20], [20]];
        const { outcome, spentMs, spentAtTopLevelMs } = await sandbox.evaluate(
          anEvaluation(source, { calls, budgetMs: 100 }),
        );

        expect({ outcome, spentMs, spentAtTopLevelMs }).toEqual(expected);
      });

      it("does not count the last millisecond before the budget ends as too late", async () => {
        const source = "function run() { for (let i = 0; i < 100; i++) Date.now(); return 1; }";

        const result = await sandbox.evaluate(anEvaluation(source, { budgetMs: 100 }));

        expect(result).toEqual(returned([1], { spentMs: 99 }));
      });

      it.each<[string, JsonValue]>([
        ["new Date(2020, 0, 2, 3).toISOString()", "2020-01-02T03:00:00.000Z"],
        ["new Date('2020-01-02').getTime()", 1_577_923_200_000],
        ["new Date(new Date(5)).getTime()", 5],
        ["Date.UTC(2020, 0)", 1_577_836_800_000],
        ["Date.parse('1 Jan 2020')", 1_577_836_800_000],
        ["String(new Date(NaN))", "Invalid Date"],
        ["new Date(0).toTimeString()", "00:00:00 GMT+0000 (Coordinated Universal Time)"],
        ["new Date(0) instanceof Date", true],
        ["new Date(0).constructor === Date", true],
        ["Object.prototype.toString.call(new Date())", "[object Date]"],
        ["[Date.name, Date.length, Date.now.name, Date.now.length]", ["Date", 7, "now", 0]],
        ["Object.keys(globalThis).includes('Date')", false],
        ["new (class Day extends Date { day() { return this.getDate(); } })(0).day()", 1],
        ["new (class Day extends Date {})() instanceof Date", true],
        ["Reflect.construct(Date, [], Array) instanceof Array", true],
      ])("has a Date like any other: %s", async (expression, value) => {
        expect(await valueOf(expression)).toEqual(value);
      });

      it.each<[string, JsonValue]>([
        ["new Date(0).getTimezoneOffset()", 0],
        ["Intl.DateTimeFormat().resolvedOptions().timeZone", "UTC"],
        ["new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).format(0)", "12 AM"],
        [
          "new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', timeStyle: 'short' }).format(0)",
          "09:00",
        ],
        ["new Date(0).toLocaleString()", "1/1/1970, 12:00:00 AM"],
        ["new Date(0).toLocaleDateString('de-DE')", "1.1.1970"],
        ["new Date(0).toLocaleTimeString([], { timeZone: 'Asia/Tokyo' })", "9:00:00 AM"],
        ["new Intl.NumberFormat().format(1234.5)", "1,234.5"],
        ["new Intl.NumberFormat('xx').resolvedOptions().locale", "en-US"],
        ["Intl.NumberFormat('de').format(1234.5)", "1.234,5"],
        ["new Intl.NumberFormat() instanceof Intl.NumberFormat", true],
        ["[1234.5, new Date(0)].toLocaleString()", "1,234.5,1/1/1970, 12:00:00 AM"],
        ["['ö', 'z', 'a'].sort(new Intl.Collator().compare)", ["a", "ö", "z"]],
        ["'a'.localeCompare('B')", -1],
        ["'I'.toLocaleLowerCase()", "i"],
        ["12345n.toLocaleString()", "12,345"],
      ])("lives in UTC and speaks American English: %s", async (expression, value) => {
        expect(await valueOf(expression)).toEqual(value);
      });

      it("formats the script's own now", async () => {
        const expression = `[
          new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(),
          new Intl.DateTimeFormat("en-GB").formatToParts().map(({ value }) => value).join(""),
          Date.now(),
        ]`;

        expect(await valueOf(expression)).toEqual(["22:13:20", "14/11/2023", 1_700_000_000_002]);
      });
    });

    describe("limits", () => {
      it.each([
        ["a loop in the function", "console.log('on my way'); function run() { while (true); }"],
        ["a loop at the top", "console.log('on my way'); while (true);"],
        [
          "a loop of promises",
          "console.log('on my way'); const run = () => { Promise.resolve().then(run); };",
        ],
      ])("ends %s, charges its whole budget and keeps what it said", async (_, source) => {
        const result = await impatientSandbox.evaluate(anEvaluation(source));

        expect(result).toMatchObject({
          outcome: { kind: "timed-out", detail: expect.stringContaining("50 ms") },
          spentMs: 5_000,
          console: [{ level: "log", text: "on my way" }],
        });
      });

      it.each<[string, object]>([
        [
          "while (true);",
          {
            outcome: {
              kind: "timed-out",
              detail:
                "The script was still running after 50 ms of CPU time and was stopped at its top level.",
            },
            spentAtTopLevelMs: 5_000,
          },
        ],
        [
          "Date.now(); Date.now(); const run = (go) => { while (go === 3); };",
          {
            outcome: {
              kind: "timed-out",
              detail: "The script was still running after 50 ms of CPU time and was stopped.",
              call: 2,
            },
            spentAtTopLevelMs: 1,
          },
        ],
      ])("says where %j was when it was stopped", async (source, expected) => {
        const evaluation = anEvaluation(source, { calls: [[1], [2], [3]] });

        const { outcome, spentAtTopLevelMs } = await impatientSandbox.evaluate(evaluation);

        expect({ outcome, spentAtTopLevelMs }).toEqual(expected);
      });

      it.each([
        "const list = []; while (true) list.push({ index: list.length });",
        "const list = []; while (true) list.push(new Array(1000).fill(0));",
      ])("ends %j, which outgrows its memory, and runs the next script", async (source) => {
        const greedy = await sandbox.evaluate(anEvaluation(source));
        const next = await sandbox.evaluate(anEvaluation("const run = () => 1;"));

        expect(greedy).toEqual({
          outcome: { kind: "out-of-memory", detail: expect.stringContaining("10 MB") },
          spentMs: 0,
          console: [],
          beacons: [],
          debugReports: [],
          functionLength: undefined,
          world: expect.anything(),
        });
        expect(next).toEqual(returned([1]));
      });

      it("does not let a script block", async () => {
        const source =
          "function run() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); }";

        expect(await outcomeOf(source)).toEqual({
          kind: "threw",
          message: "TypeError: Atomics.wait cannot be called in this context",
          line: 1,
          column: 26,
          call: 0,
        });
      });
    });

    describe("randomness", () => {
      const draws = "Array.from({ length: 5 }, Math.random)";

      it("repeats itself for the same seed and differs for another", async () => {
        const first = await valueOf(draws, { randomSeed: 7 });
        const again = await valueOf(draws, { randomSeed: 7 });
        const other = await valueOf(draws, { randomSeed: 8 });

        expect(again).toEqual(first);
        expect(other).not.toEqual(first);
      });

      it("spreads its numbers evenly from 0 up to 1", async () => {
        const counts = `(() => {
          const counts = Array(10).fill(0);
          for (let i = 0; i < 10_000; i++) counts[Math.floor(Math.random() * 10)]++;
          return [counts.length, counts.every((count) => count > 850 && count < 1150)];
        })()`;

        expect(await valueOf(counts)).toEqual([10, true]);
      });
    });

    describe("console", () => {
      it("captures each level in order and writes values as JSON where there is any", async () => {
        const source = `
          console.log({ toJSON() { console.log("inner"); return "outer"; } });
          console.info("start", 1, { a: [null] }, undefined);
          function run() {
            console.log(new TypeError("bad"), 10n, Symbol("s"));
            console.warn();
            console.error(Object.assign(Object.create(null), { b: 1 }));
            const circular = {}; circular.self = circular;
            console.debug(circular);
            console.log({ toJSON() { throw 1; }, toString() { throw 2; } });
            Promise.resolve().then(() => console.log("afterwards"));
          }`;

        const { console } = await sandbox.evaluate(anEvaluation(source));

        expect(console).toEqual([
          { level: "log", text: "inner" },
          { level: "log", text: '"outer"' },
          { level: "info", text: 'start 1 {"a":[null]} undefined' },
          { level: "log", text: "TypeError: bad 10 Symbol(s)" },
          { level: "warn", text: "" },
          { level: "error", text: '{"b":1}' },
          { level: "debug", text: "[object Object]" },
          { level: "log", text: "something that cannot be described" },
          { level: "log", text: "afterwards" },
        ]);
      });

      it("keeps 100 lines of 1000 characters and counts the rest", async () => {
        const source =
          "function run() { for (let i = 0; i < 103; i++) console.log('x'.repeat(1001)); }";

        const { console } = await sandbox.evaluate(anEvaluation(source));

        const lines = Array.from({ length: 100 }, () => ({
          level: "log",
          text: `${"x".repeat(999)}…`,
        }));
        const leftOut = { level: "warn", text: "Lines left out: 3" };
        expect(console).toEqual([...lines, leftOut]);
      });
    });

    describe("globals", () => {
      it("has nothing that a device's sandbox lacks", async () => {
        const names = [
          ..."setTimeout setInterval setImmediate queueMicrotask fetch XMLHttpRequest WebSocket".split(
            " ",
          ),
          ..."process require module global window self document performance crypto".split(" "),
          ..."URL TextEncoder atob structuredClone ivm registerAdBeacon forDebuggingOnly".split(
            " ",
          ),
        ];

        const found = await valueOf(`${JSON.stringify(names)}.filter((name) => {
          try { return (0, eval)(name) !== undefined; } catch { return false; }
        })`);

        expect(found).toEqual([]);
      });

      it("adds no name of its own to the global object", async () => {
        const own = await valueOf(
          "Object.getOwnPropertyNames(globalThis).filter((name) => /_|fledg/iu.test(name))",
        );

        expect(own).toEqual([]);
      });

      it("works for a script that replaced every built-in it could", async () => {
        const source = `
          const spoil = () => { throw new Error("spoilt"); };
          for (const owner of [JSON, Reflect, Object, Array.prototype, String.prototype, Function.prototype]) {
            for (const name of Object.getOwnPropertyNames(owner)) {
              if (name !== "constructor" && name !== "getOwnPropertyNames") try { owner[name] = spoil; } catch {}
            }
          }
          for (const name of ["get", "set", "value", "construct", "apply"]) Object.prototype[name] = spoil;
          Array.prototype[Symbol.iterator] = spoil;
          globalThis.Error = globalThis.TypeError = globalThis.JSON = globalThis.String = spoil;
          function run(signals) { console.log("still", Date.now(), new Date(5).getTime(), signals); return signals; }`;

        const result = await sandbox.evaluate(anEvaluation(source, { calls: [[{ floor: 2 }]] }));

        expect(result).toEqual(
          returned([{ floor: 2 }], {
            functionLength: 1,
            console: [{ level: "log", text: 'still 1700000000000 5 {"floor":2}' }],
          }),
        );
      });

      it.each([
        ["registerAdBeacon({ click: 'https://a/c', 2: 'https://a/2' })", undefined, ["2", "click"]],
        ["registerAdBeacon({}); registerAdBeacon({ view: 'https://a/v' })", undefined, ["view"]],
        [
          "registerAdBeacon({ a: 'u' }); registerAdBeacon({})",
          "registerAdBeacon may be called at most once",
          ["a"],
        ],
        ["registerAdBeacon(null)", "registerAdBeacon requires 1 object parameter", []],
        ["registerAdBeacon([])", "registerAdBeacon requires 1 object parameter", []],
        ["registerAdBeacon('text')", "registerAdBeacon requires 1 object parameter", []],
        ["registerAdBeacon()", "registerAdBeacon requires 1 object parameter", []],
        [
          "registerAdBeacon({ a: 'u', b: 1, c: 'u' })",
          "registerAdBeacon object attributes must be strings",
          ["a"],
        ],
      ])("registers beacons by Android's rules: %s", async (statements, message, keys) => {
        // spec: on-device 1.5
        const source = `function run() { ${statements}; }`;

        const result = await sandbox.evaluate(
          anEvaluation(source, { globals: ["registerAdBeacon"] }),
        );

        const nothing = { kind: "returned", values: [{ kind: "nothing", because: "undefined" }] };
        const threw = { kind: "threw", message: `TypeError: ${message}` };
        expect(result.outcome).toMatchObject(message === undefined ? nothing : threw);
        expect(result.beacons.map(({ key }) => key)).toEqual(keys);
      });

      it("keeps what was registered before an error that the script catches", async () => {
        const source = `function run() {
          try { registerAdBeacon({ view: "https://seller.example/view", click: 5 }); } catch {}
          return { status: 0 };
        }`;

        const result = await sandbox.evaluate(
          anEvaluation(source, { globals: ["registerAdBeacon"] }),
        );

        const beacons = [{ key: "view", uri: "https://seller.example/view" }];
        expect(result).toEqual(returned([{ status: 0 }], { beacons }));
      });

      it("collects what each call registers for debugging, the last word of it (spec: on-device 1.6)", async () => {
        const source = `
          forDebuggingOnly.reportAdAuctionWin("https://a.example/before-the-first-call");
          function run(win, loss) {
            forDebuggingOnly.reportAdAuctionWin("https://a.example/first");
            forDebuggingOnly.reportAdAuctionWin(win);
            if (loss !== null) forDebuggingOnly.reportAdAuctionLoss(loss);
            return 0;
          }`;
        const calls = [
          ["https://a.example/win", "https://a.example/loss"],
          ["https://a.example/win", null],
          [5, { toString: "x" }],
          ["", "no address, \" and 'text"],
        ];
        const globals = ["forDebuggingOnly"] as const;

        const result = await sandbox.evaluate(anEvaluation(source, { calls, globals }));

        const debugReports = [
          { call: 0, winUrl: "https://a.example/win", lossUrl: "https://a.example/loss" },
          { call: 1, winUrl: "https://a.example/win", lossUrl: "" },
          { call: 3, winUrl: "", lossUrl: "no address, \" and 'text" },
        ];
        expect(result).toEqual(returned([0, 0, 0, 0], { debugReports, functionLength: 2 }));
      });

      it("has functions for debugging that give nothing back, and nothing but those (spec: on-device 1.6)", async () => {
        const expression = `[
          Object.keys(forDebuggingOnly).join(),
          typeof forDebuggingOnly.reportAdAuctionWin("https://a.example/"),
          typeof forDebuggingOnly.reportAdAuctionLoss("https://a.example/"),
          Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith("__rb")).length,
        ]`;

        expect(await valueOf(expression, { globals: ["forDebuggingOnly"] })).toEqual([
          "reportAdAuctionWin,reportAdAuctionLoss",
          "undefined",
          "undefined",
          0,
        ]);
      });

      it.each([
        ["forDebuggingOnly", []],
        ["forDebuggingOnly", ["registerAdBeacon"]],
        ["registerAdBeacon", ["forDebuggingOnly"]],
      ] as const)(
        "has no %s where only %j is asked for (spec: on-device 1.5, 1.6)",
        async (name, globals) => {
          expect(await valueOf(`typeof ${name}`, { globals })).toBe("undefined");
        },
      );

      it("has no console where it is to do without (spec: on-device 1.1)", async () => {
        const expression = "[typeof console, 'console' in globalThis]";

        expect(await valueOf(expression, { withoutConsole: true })).toEqual(["undefined", false]);
        expect(await valueOf(expression)).toEqual(["object", true]);
      });

      it.each(["forDebuggingOnly", "__rb_entry_point"])(
        "refuses a script that declares %s again",
        async (name) => {
          // spec: on-device 1.1, names reserved
          const outcome = await outcomeOf(`let ${name};`, { globals: ["forDebuggingOnly"] });

          expect(outcome).toEqual({
            kind: "threw",
            message: `SyntaxError: Identifier '${name}' has already been declared`,
          });
        },
      );
    });

    describe("life", () => {
      it("refuses to run anything once disposed, and may be disposed twice", async () => {
        const used = createSandbox();
        await used.evaluate(anEvaluation("const run = () => 1;"));

        await used.dispose();
        await used.dispose();

        await expect(used.evaluate(anEvaluation("const run = () => 1;"))).rejects.toMatchObject({
          code: "ERR_SANDBOX_DISPOSED",
        });
      });
    });
  });
}
