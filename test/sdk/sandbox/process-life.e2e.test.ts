import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import process from "node:process";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished, vi } from "vitest";
import type { ScriptSandbox } from "../../../sdk/foundation/script-sandbox.ts";
import {
  createProcessSandbox,
  type ProcessSandboxOptions,
} from "../../../sdk/sandbox/process-sandbox.ts";
import { anEvaluation } from "../../contract/script-sandbox.contract.ts";

/** Signals, groups and /proc: what this file is about looks different elsewhere. */
const isLinux = process.platform === "linux";

const endless = anEvaluation("while (true);");
const double = (number: number) =>
  anEvaluation("const run = (number) => number * 2;", { calls: [[number]] });
const returned = (value: number) => ({ kind: "returned", values: [{ kind: "value", value }] });

function aSandbox(options: ProcessSandboxOptions): ScriptSandbox {
  const sandbox = createProcessSandbox(options);
  onTestFinished(() => sandbox.dispose());
  return sandbox;
}

/** The processes that `parent` has started and that run scripts. */
function scriptProcessesOf(parent: number | undefined): readonly number[] {
  const pids = readFileSync(`/proc/${parent}/task/${parent}/children`, "utf8").match(/\d+/g) ?? [];
  return pids.map(Number).filter(isScriptProcess);
}

function isScriptProcess(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("sandbox/child/entry");
  } catch {
    return false; // it has just ended
  }
}

/** A Node process, first of a group of its own, that evaluates something and writes what becomes of it. */
function startParent(program: string): ChildProcessByStdio<null, Readable, Readable> {
  const door = JSON.stringify(import.meta.resolve("../../../sdk/sandbox/process-sandbox.ts"));
  const wholeProgram = `
    const { createProcessSandbox } = await import(${door});
    const endless = ${JSON.stringify(endless)};
    const double = ${JSON.stringify(double(21))};
    const tell = (promise) => promise.then(
      ({ outcome }) => console.log(outcome.kind), (error) => console.log(error.message));
    ${program}`;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", wholeProgram], {
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  return parent;
}

async function endOf(parent: ReturnType<typeof startParent>) {
  const [[code, signal], stdout, stderr] = await Promise.all([
    once(parent, "exit"),
    text(parent.stdout),
    text(parent.stderr),
  ]);
  return { code, signal, stdout, stderr };
}

it.runIf(isLinux).each([1, 2, 3, 4])(
  "loses nothing when one of its processes is killed among evaluations, round %i",
  async () => {
    const sandbox = aSandbox({ childCount: 2 });
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    let finished = 0;

    const outcomes = await Promise.all(
      numbers.map(async (number) => {
        const { outcome } = await sandbox.evaluate(double(number));
        finished += 1;
        const [victim] = finished === 20 ? scriptProcessesOf(process.pid) : [];
        if (victim !== undefined) process.kill(victim, "SIGKILL");
        return outcome;
      }),
    );

    expect(outcomes).toEqual(numbers.map((number) => returned(number * 2)));
  },
);

it.runIf(isLinux)(
  "evaluates once more what lost its process, and calls it a crash after that",
  async () => {
    const sandbox = aSandbox({ childCount: 1, watchdogMs: 60_000 });
    const result = sandbox.evaluate(endless);
    const next = sandbox.evaluate(double(2));

    const first = await until(() => scriptProcessesOf(process.pid)[0]);
    await until(() => hasUsedCpu(first));
    process.kill(first, "SIGSEGV");
    const second = await until(() => scriptProcessesOf(process.pid).find((pid) => pid !== first));
    await until(() => hasUsedCpu(second));
    process.kill(second, "SIGSEGV");

    expect((await result).outcome).toEqual({
      kind: "crashed",
      detail: expect.stringContaining("SIGSEGV"),
    });
    expect((await next).outcome).toEqual(returned(4));
    await sandbox.dispose();
  },
);

function until<T>(look: () => T) {
  return vi.waitUntil(look, { timeout: 10_000 });
}

/** Half a second, which starting takes nobody: the script is running. */
function hasUsedCpu(pid: number): boolean {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, "utf8").split(" ").slice(13, 15);
  return Number(user) + Number(system) > 50;
}

it("rejects what is unfinished when it is disposed of", async () => {
  const sandbox = aSandbox({ childCount: 1, watchdogMs: 60_000 });
  const unfinished = Promise.allSettled([sandbox.evaluate(endless), sandbox.evaluate(double(1))]);

  await sandbox.dispose();

  const error = expect.objectContaining({ code: "ERR_SANDBOX_DISPOSED" });
  expect(await unfinished).toEqual([
    { status: "rejected", reason: error },
    { status: "rejected", reason: error },
  ]);
});

it("keeps its parent alive while it evaluates, and not a moment longer", async () => {
  const parent = startParent("tell(createProcessSandbox().evaluate(double));");

  expect(await endOf(parent)).toEqual({ code: 0, signal: null, stdout: "returned\n", stderr: "" });
});

it("says why no process starts, and tries again for the next evaluation", async () => {
  const parent = startParent(`
    const sandbox = createProcessSandbox();
    const { execPath } = process;
    process.execPath = "/nowhere/node";
    await tell(sandbox.evaluate(double));
    process.execPath = execPath;
    await tell(sandbox.evaluate(double));`);

  const { stdout, stderr } = await endOf(parent);

  expect(stderr).toBe("");
  expect(stdout).toBe(
    "Cannot start a process to run scripts in: spawn /nowhere/node ENOENT\nreturned\n",
  );
});

it.runIf(isLinux).each(["SIGKILL", "SIGTERM"] as const)(
  "leaves no process behind when %s ends its parent in the middle of a script",
  async (signal) => {
    const parent = startParent(
      "tell(createProcessSandbox({ watchdogMs: 60_000 }).evaluate(endless));",
    );
    const child = await until(() => scriptProcessesOf(parent.pid)[0]);
    await until(() => hasUsedCpu(child));

    parent.kill(signal);

    expect(await endOf(parent)).toEqual({ code: null, signal, stdout: "", stderr: "" });
    await until(() => !isScriptProcess(child));
  },
);

it.runIf(isLinux)("says nothing and leaves nothing when Ctrl-C ends them all", async () => {
  const parent = startParent(
    "tell(createProcessSandbox({ watchdogMs: 60_000 }).evaluate(endless));",
  );
  const child = await until(() => scriptProcessesOf(parent.pid)[0]);
  await until(() => hasUsedCpu(child));

  process.kill(-Number(parent.pid), "SIGINT");

  expect(await endOf(parent)).toEqual({ code: null, signal: "SIGINT", stdout: "", stderr: "" });
  await until(() => !isScriptProcess(child));
});

it.runIf(isLinux)("goes on as it was when its parent has other plans for Ctrl-C", async () => {
  const parent = startParent(`
    process.on("SIGINT", () => console.log("not now"));
    setInterval(() => {}, 1000);
    tell(createProcessSandbox({ watchdogMs: 800 }).evaluate(endless));`);
  let said = "";
  parent.stdout.setEncoding("utf8").on("data", (words: string) => (said += words));
  const child = await until(() => scriptProcessesOf(parent.pid)[0]);
  await until(() => hasUsedCpu(child));

  process.kill(-Number(parent.pid), "SIGINT");
  await until(() => said.includes("timed-out"));

  expect(said).toBe("not now\ntimed-out\n");
  expect(scriptProcessesOf(parent.pid)).toEqual([child]);
});
