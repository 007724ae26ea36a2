/**
 * A thread beside the one that runs scripts. Some built-ins hear neither the engine's watchdog nor its memory
 * limit (`Array(1e9).fill(0)`, huge bigints), and nothing but the end of the process ends them.
 */
import { writeSync } from "node:fs";
import process from "node:process";
import { workerData } from "node:worker_threads";
import { guardWords, type ChildSettings } from "./messages.ts";

export interface GuardData extends ChildSettings {
  /** One number: odd while an evaluation is going on, and another one for each evaluation. */
  readonly turns: Int32Array<SharedArrayBuffer>;
}

const { turns, parentPid, watchdogMs, memoryLimitMb } = workerData as GuardData;

const pollMs = 20;
/** Beyond what the engine's own watchdog may need, and what its helper threads take meanwhile. */
const mostCpuMs = 4 * watchdogMs + 250;
/** A script that gets no CPU is given up in the end, as the engine's own watchdog would. */
const mostWallMs = 30 * watchdogMs + 1000;
/** Room for long texts on their way out, and for the engine's generous reading of its own limit. */
const mostGrowthBytes = (384 + 4 * memoryLimitMb) * 2 ** 20;

let watchedTurn = 0;
let start = measure();

setInterval(() => {
  if (process.ppid !== parentPid) endProcess();
  const turn = Atomics.load(turns, 0);
  if (turn % 2 === 0) return;
  const now = measure();
  if (turn !== watchedTurn) {
    watchedTurn = turn;
    start = now;
  }
  if (now.bytes - start.bytes > mostGrowthBytes) endWith(guardWords.bloated);
  const isHung = now.cpuMs - start.cpuMs > mostCpuMs || now.wallMs - start.wallMs > mostWallMs;
  if (isHung) endWith(guardWords.hung);
}, pollMs);

function measure() {
  const { user, system } = process.cpuUsage();
  return {
    cpuMs: (user + system) / 1000,
    wallMs: performance.now(),
    bytes: process.memoryUsage.rss(),
  };
}

/** Written past the streams of this thread, which would wait for the other one. */
function endWith(lastWords: string): void {
  writeSync(2, lastWords);
  endProcess();
}

function endProcess(): void {
  process.kill(process.pid, "SIGKILL");
}
