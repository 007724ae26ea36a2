import {
  createLivingIsolate,
  disposeIsolate,
  isWornOut,
  type LivingIsolate,
} from "./living-isolate.ts";
import { createLivingWorlds } from "./living-worlds.ts";
import { runScript } from "./run-script.ts";
import type { ScriptLimits } from "./script-limits.ts";
import type { RunEnd, ScriptRun } from "./script-run.ts";
import { runUnderWatchdog } from "./watchdog.ts";

export interface IsolateRunner {
  /** Returns when the script has ended, one way or another. */
  run(run: ScriptRun): RunEnd;
  dispose(): void;
}

/**
 * Runs scripts on this thread: each in a world that lives on, where that is the same, and otherwise in a fresh
 * context of one isolate, which lives until it wears out.
 */
export function createIsolateRunner(limits: ScriptLimits): IsolateRunner {
  const { memoryLimitMb, watchdogMs } = limits;
  const livingWorlds = createLivingWorlds(memoryLimitMb);
  let living: LivingIsolate | undefined;

  const disposeFresh = (): void => {
    if (living !== undefined) disposeIsolate(living);
    living = undefined;
  };

  const runFresh = (run: ScriptRun, wallLimitMs: number, because?: string) => {
    living ??= createLivingIsolate(memoryLimitMb);
    const { end, killedAfterCpuMs, isIsolateClean } = runScript(living, run, wallLimitMs);
    if (!isIsolateClean || isWornOut(living)) disposeFresh();
    const value: RunEnd = { ...end, world: { kind: "fresh", ...(because && { because }) } };
    return { value, killedAfterCpuMs };
  };

  const runOnce = (run: ScriptRun, wallLimitMs: number) => {
    if (limits.worlds === "fresh") return runFresh(run, wallLimitMs);
    const lived = livingWorlds.run(run, wallLimitMs);
    if (typeof lived === "string") return runFresh(run, wallLimitMs, lived);
    return { value: lived.end, killedAfterCpuMs: lived.killedAfterCpuMs };
  };

  return {
    run: (run) => runUnderWatchdog(watchdogMs, (wallLimitMs) => runOnce(run, wallLimitMs)),
    dispose() {
      livingWorlds.dispose();
      disposeFresh();
    },
  };
}
