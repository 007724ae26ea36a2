import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import ivm from "isolated-vm";
import { afterEach, expect, it } from "vitest";
import type { ScriptEvaluation } from "../../../sdk/foundation/script-sandbox.ts";
import { createIsolateSandbox } from "../../../sdk/sandbox/isolate-sandbox.ts";
import {
  anEvaluation,
  describeScriptSandboxContract,
} from "../../contract/script-sandbox.contract.ts";

describeScriptSandboxContract("isolate, living worlds", createIsolateSandbox);

describeScriptSandboxContract("isolate, fresh worlds", (options) =>
  createIsolateSandbox({ ...options, worlds: "fresh" }),
);

const hostZone = process.env["TZ"];
afterEach(() => {
  if (hostZone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = hostZone;
});

/** What a fresh sandbox makes of one script. */
async function evaluateOnce(source: string, changes: Partial<ScriptEvaluation> = {}) {
  const sandbox = createIsolateSandbox();
  const result = await sandbox.evaluate(anEvaluation(source, changes));
  await sandbox.dispose();
  return result;
}

it.each([
  ["while (true);", "Script execution timed out.", false],
  [
    "let s = []; while (true) s.push({});",
    "Isolate was disposed during execution due to memory limit",
    true,
  ],
  ["let a = ;", "Unexpected token ';' [https://a.example/x.js:1:9]", false],
])("knows the words that the engine has for %j", (source, message, isDisposed) => {
  const isolate = new ivm.Isolate({ memoryLimit: 10 });
  const context = isolate.createContextSync();

  const run = () =>
    context.evalSync(source, {
      filename: "https://a.example/x.js",
      timeout: source.startsWith("while") ? 20 : 10_000,
    });

  expect(run).toThrow(expect.objectContaining({ message }));
  expect(isolate.isDisposed).toBe(isDisposed);
});

it.each(["Asia/Tokyo", undefined])("leaves the host in its own time zone, %s", async (zone) => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
  const hostHour = new Date(0).getHours();

  const { outcome } = await evaluateOnce("const run = () => new Date(0).getHours();");

  expect(outcome).toEqual({ kind: "returned", values: [{ kind: "value", value: 0 }] });
  expect(process.env["TZ"]).toBe(zone);
  expect(new Date(0).getHours()).toBe(hostHour);
});

it("gives a German in Tokyo the same answers as anybody", async () => {
  const source = `const run = () => [
    String(new Date(0)), new Date(0).toLocaleString(), (1234.5).toLocaleString(),
    Intl.DateTimeFormat().resolvedOptions(), new Intl.Collator("xx").resolvedOptions(),
  ];`;
  const door = JSON.stringify(import.meta.resolve("../../../sdk/sandbox/isolate-sandbox.ts"));
  const program = `
    const { createIsolateSandbox } = await import(${door});
    const result = await createIsolateSandbox().evaluate(${JSON.stringify(anEvaluation(source))});
    process.stdout.write(JSON.stringify(result.outcome));`;

  const abroad = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", program],
    { env: { ...process.env, TZ: "Asia/Tokyo", LC_ALL: "de_DE.UTF-8" } },
  );

  expect(JSON.parse(abroad.stdout)).toEqual((await evaluateOnce(source)).outcome);
});

it("gives the thirtieth script as much memory as the first", async () => {
  const source = `function run(length) {
    let list = null;
    for (let i = 0; i < length; i++) list = { list };
    return length;
  }`;
  const nearLimit = anEvaluation(source, { calls: [[300_000]] });
  const littering = anEvaluation(source, { calls: [[40_000]] });
  const sandbox = createIsolateSandbox();

  const first = await sandbox.evaluate(nearLimit);
  for (let i = 0; i < 28; i += 1) await sandbox.evaluate(littering);
  const thirtieth = await sandbox.evaluate(nearLimit);
  await sandbox.dispose();

  expect(first.outcome.kind).toBe("returned");
  expect(thirtieth).toEqual(first);
});

it("carries nothing over from a script that was stopped halfway", async () => {
  const sandbox = createIsolateSandbox({ watchdogMs: 20 });
  const loop =
    "Promise.resolve().then(function again() { Promise.resolve().then(again); }); while (true);";

  const stopped = await sandbox.evaluate(anEvaluation(loop));
  const next = await sandbox.evaluate(anEvaluation("const run = () => 1;"));
  await sandbox.dispose();

  expect(stopped.outcome.kind).toBe("timed-out");
  expect(next.outcome).toEqual({ kind: "returned", values: [{ kind: "value", value: 1 }] });
});

it("runs evaluations that were started together in the order they were started", async () => {
  const sandbox = createIsolateSandbox();
  const finished: number[] = [];

  await Promise.all(
    [3, 1, 2].map(async (turn) => {
      await sandbox.evaluate(anEvaluation("const run = (turn) => turn;", { calls: [[turn]] }));
      finished.push(turn);
    }),
  );
  await sandbox.dispose();

  expect(finished).toEqual([3, 1, 2]);
});

it.each([
  { memoryLimitMb: 7 },
  { memoryLimitMb: Number.NaN },
  { watchdogMs: 0 },
  { watchdogMs: 1.5 },
])("refuses the limits %j", (limits) => {
  expect(() => createIsolateSandbox(limits)).toThrow(
    expect.objectContaining({ code: "ERR_CONFIG_INVALID" }),
  );
});
