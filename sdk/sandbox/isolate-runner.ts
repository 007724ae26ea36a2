import {
  createLivingIsolate,
  disposeIsolate,
  isWornOut,
  type LivingIsolate,
} from "./living-isolate.ts";
import { runScript } from "./run-script.ts";
import type { ScriptLimits } from "./script-limits.ts";
import type { RunEnd, ScriptRun } from "./script-run.ts";
import { runUnderWatchdog } from "./watchdog.ts";

export interface IsolateRunner {
  /** Returns when the script has ended, one way or another. */
  run(run: ScriptRun): RunEnd;
  dispose(): void;
}

/** Runs scripts on this thread: each in a fresh context of one isolate, which lives until it wears out. */
export function createIsolateRunner({ memoryLimitMb, watchdogMs }: ScriptLimits): IsolateRunner {
  let living: LivingIsolate | undefined;

  const dispose = (): void => {
    if (living !== undefined) disposeIsolate(living);
    living = undefined;
  };

  const runOnce = (run: ScriptRun, wallLimitMs: number) => {
    living ??= createLivingIsolate(memoryLimitMb);
    const { end, killedAfterCpuMs, isIsolateClean } = runScript(living, run, wallLimitMs);
    if (!isIsolateClean || isWornOut(living)) dispose();
    return { value: end, killedAfterCpuMs };
  };

  return {
    run: (run) => runUnderWatchdog(watchdogMs, (wallLimitMs) => runOnce(run, wallLimitMs)),
    dispose,
  };
}
