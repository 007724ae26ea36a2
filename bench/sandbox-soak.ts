/**
 * Ten thousand evaluations in two processes, every fortieth of them hostile, while some of the processes are
 * killed. Every harmless one must come out right, the memory must stop growing, and no process may be left.
 */
import { readFileSync } from "node:fs";
import type { ScriptEvaluation } from "../sdk/foundation/script-sandbox.ts";
import { createProcessSandbox } from "../sdk/sandbox/process-sandbox.ts";
import { hostileScripts } from "../test/sdk/sandbox/hostile/index.ts";

const evaluations = 10_000;
const hostileEvery = 40;
const killEvery = 400;
const inFlight = 50;
const lineEvery = 1000;

const sandbox = createProcessSandbox({ childCount: 2, watchdogMs: 50 });
const wrong: string[] = [];
let started = 0;
let finished = 0;
let killed = 0;

console.log(`sandbox-soak: ${evaluations} evaluations, one in ${hostileEvery} hostile`);
await Promise.all(Array.from({ length: inFlight }, evaluateOnAndOn));
await sandbox.dispose();

const left = findScriptProcesses();
console.log(`  wrong ${wrong.length}  processes killed ${killed}  left behind ${left.length}`);
for (const line of wrong.slice(0, 20)) console.log(`    ${line}`);
process.exitCode = wrong.length + left.length === 0 ? 0 : 1;

async function evaluateOnAndOn(): Promise<void> {
  while (started < evaluations) {
    const number = started;
    started += 1;
    if (number % hostileEvery === 0) await evaluateHostile(number / hostileEvery);
    else await evaluateHarmless(number);
    finished += 1;
    if (finished % lineEvery === 0) report();
    if (finished % killEvery === 0) killOne();
  }
}

async function evaluateHostile(turn: number): Promise<void> {
  const script = hostileScripts[turn % hostileScripts.length];
  if (script === undefined) return;
  const { outcome } = await sandbox.evaluate(anEvaluation(script.source, script.evaluation));
  if (!script.endings.includes(outcome.kind)) wrong.push(`${script.name}: ${outcome.kind}`);
}

async function evaluateHarmless(number: number): Promise<void> {
  const evaluation = anEvaluation("const run = (given) => ({ given });", { calls: [[number]] });
  const { outcome } = await sandbox.evaluate(evaluation);
  const text = JSON.stringify(outcome);
  if (!text.includes(`{"given":${number}}`)) wrong.push(`${number}: ${text}`);
}

function anEvaluation(source: string, changes: Partial<ScriptEvaluation> = {}): ScriptEvaluation {
  return {
    scriptName: "https://buyer.example/bidding.js",
    source,
    functionName: "run",
    calls: [[]],
    nowMs: 1_700_000_000_000,
    randomSeed: 1,
    budgetMs: 5000,
    ...changes,
  };
}

function report(): void {
  const sizes = [process.pid, ...findScriptProcesses()].map(readMemoryMb);
  console.log(`  ${String(finished).padStart(6)} done  memory ${sizes.join(" + ")} MB`);
}

function killOne(): void {
  const [victim] = findScriptProcesses();
  if (victim === undefined) return;
  process.kill(victim, "SIGKILL");
  killed += 1;
}

/** Only Linux tells; elsewhere nothing is killed and memory is that of this process. */
function findScriptProcesses(): readonly number[] {
  if (process.platform !== "linux") return [];
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, "utf8");
  return (children.match(/\d+/g) ?? []).map(Number);
}

function readMemoryMb(pid: number): number {
  if (pid === process.pid) return Math.round(process.memoryUsage.rss() / 2 ** 20);
  try {
    const kilobytes = /VmRSS:\s*(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return Math.round(Number(kilobytes ?? 0) / 1024);
  } catch {
    return 0; // it has just ended
  }
}
