/** The program of a process that runs scripts: one after the other, until its parent is gone. */
import process from "node:process";
import { Worker } from "node:worker_threads";
import { messageOf } from "../../foundation/errors.ts";
import { createCostRunner } from "../costs/cost-runner.ts";
import { createCoverageRunner } from "../coverage/coverage-runner.ts";
import { createIsolateRunner } from "../isolate-runner.ts";
import type { RunEnd, ScriptRun } from "../script-run.ts";
import { siblingModule } from "../sibling-module.ts";
import { readFrame, writeFrame } from "./frames.ts";
import type { GuardData } from "./guard.ts";
import { channel, toFrame, type ChildMessage, type ChildSettings } from "./messages.ts";
import { createRequestReader } from "./requests.ts";

interface Runner {
  run(run: ScriptRun): RunEnd | Promise<RunEnd>;
  isSpent?(): boolean;
}

const createRunner = {
  nothing: createIsolateRunner,
  coverage: createCoverageRunner,
  costs: createCostRunner,
};
const settings = JSON.parse(process.argv[2] ?? "") as ChildSettings;
const runner: Runner = createRunner[settings.observing](settings);
const toRun = createRequestReader();
const turns = new Int32Array(new SharedArrayBuffer(4));

// Ctrl-C in a terminal reaches parent and children alike; what it means is for the parent to say.
process.on("SIGINT", () => {});
const workerData: GuardData = { ...settings, turns };
new Worker(siblingModule("./guard", import.meta.url), { workerData }).unref();
say({ kind: "ready" });
void serve();

/** Reading blocks, which takes less time than events do; in between, the event loop gets its turn. */
async function serve(): Promise<void> {
  const request = readFrame(channel);
  if (request === undefined) process.exit();
  const message = await runGuarded(toRun(request));
  say(message);
  // Not by `exit`, which would take apart what has to stay whole.
  if (message.kind === "ended" && message.isLast) process.kill(process.pid, "SIGKILL");
  setImmediate(() => void serve());
}

async function runGuarded(run: ScriptRun): Promise<ChildMessage> {
  Atomics.add(turns, 0, 1);
  try {
    const end = await runner.run(run);
    return { kind: "ended", end, ...(runner.isSpent?.() && { isLast: true }) };
  } catch (error) {
    return { kind: "failed", message: messageOf(error) };
  } finally {
    Atomics.add(turns, 0, 1);
  }
}

function say(message: ChildMessage): void {
  writeFrame(channel, toFrame(message));
}
