import {
  createLivingIsolate,
  disposeIsolate,
  isWornOut,
  type LivingIsolate,
} from "../living-isolate.ts";
import { runScript } from "../run-script.ts";
import type { ScriptLimits } from "../script-limits.ts";
import type { RunEnd, ScriptRun } from "../script-run.ts";
import { runUnderWatchdog } from "../watchdog.ts";
import type { EvaluationCost } from "./evaluation-cost.ts";
import { findOverhead, withoutOverhead } from "./overhead.ts";
import { createStopwatch, type Stopwatch } from "./stopwatch.ts";
import { timeCalls, timedPrelude } from "./timed-prelude.ts";

/** Runs scripts on this thread, each in a fresh world, and takes the time. */
export interface CostRunner {
  run(run: ScriptRun): RunEnd;
}

export function createCostRunner({ memoryLimitMb, watchdogMs }: ScriptLimits): CostRunner {
  const stopwatch = createStopwatch();
  let living: LivingIsolate | undefined;
  let overhead: EvaluationCost | undefined;

  const attempt = (run: ScriptRun, wallLimitMs: number) => {
    living ??= createTimedIsolate(memoryLimitMb, stopwatch);
    const timed = { ...run, functionName: timeCalls(run.functionName) };
    const { end, killedAfterCpuMs, isIsolateClean } = runScript(living, timed, wallLimitMs);
    const cost = stopwatch.take();
    if (!isIsolateClean || isWornOut(living)) {
      disposeIsolate(living);
      living = undefined;
    }
    return { value: { end, cost }, killedAfterCpuMs };
  };

  return {
    run(run) {
      overhead ??= findOverhead(
        (source) =>
          attempt({ ...run, source, input: withOneCall(run.input) }, watchdogMs).value.cost,
        run.functionName,
      );
      const { end, cost } = runUnderWatchdog(watchdogMs, (wallLimitMs) =>
        attempt(run, wallLimitMs),
      );
      const net = cost && withoutOverhead(cost, overhead);
      return { ...end, world: { kind: "fresh" }, ...(net && { cost: net }) };
    },
  };
}

/** Somebody may only want to know what there is to call. */
function withOneCall(input: string): string {
  return JSON.stringify({ ...(JSON.parse(input) as object), calls: [[]] });
}

function createTimedIsolate(memoryLimitMb: number, stopwatch: Stopwatch): LivingIsolate {
  const mark = (): void => stopwatch.mark(living.isolate);
  const living = createLivingIsolate(memoryLimitMb, { preludeText: timedPrelude, onMark: mark });
  return living;
}
