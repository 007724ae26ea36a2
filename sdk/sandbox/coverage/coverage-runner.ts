import { createIsolateRunner } from "../isolate-runner.ts";
import { createLivingIsolate, isWornOut, type LivingIsolate } from "../living-isolate.ts";
import { runScript } from "../run-script.ts";
import type { ScriptLimits } from "../script-limits.ts";
import type { RunEnd, ScriptRun } from "../script-run.ts";
import { findOwnCoverage } from "./find-own-coverage.ts";
import { startProfiler, type Profiler } from "./profiler.ts";
import type { FunctionCoverage } from "./script-coverage.ts";

/** Runs scripts on this thread, and counts what of them ran. */
export interface CoverageRunner {
  /** Settles when the script has ended, one way or another. */
  run(run: ScriptRun): Promise<RunEnd>;
  /** Whether there should be no further run in this process. */
  isSpent(): boolean;
}

interface CoveredIsolate {
  readonly living: LivingIsolate;
  readonly profiler: Profiler;
}

/** An isolate that reaches its memory limit while somebody inspects it never comes back, so it is out of reach. */
const roomToSpare = 16;

/**
 * Runs every script twice: as always, which gives the result, and then, if it stayed within its memory, in an
 * isolate that is inspected, which only counts. So nothing that inspection changes can change a result. In a world
 * that lives on, a script does not stand as its author wrote it; here, it does.
 */
export function createCoverageRunner(limits: ScriptLimits): CoverageRunner {
  const runner = createIsolateRunner(limits);
  let covered: CoveredIsolate | undefined;
  let isSpent = false;

  const cover = async (run: ScriptRun): Promise<readonly FunctionCoverage[]> => {
    covered ??= await createCoveredIsolate(limits.memoryLimitMb * roomToSpare);
    const { living, profiler } = covered;
    const { isIsolateClean } = runScript(living, run, limits.watchdogMs);
    const coverage = findOwnCoverage(run, await profiler.takeCoverage());
    // Taking an isolate down that was inspected can take the process along, so it goes with the process.
    isSpent = !isIsolateClean || isWornOut(living);
    return coverage;
  };

  return {
    async run(run) {
      const end = runner.run(run);
      if (end.kind !== "completed" && end.kind !== "killed") return end;
      return { ...end, coverage: await cover(run) };
    },
    isSpent: () => isSpent,
  };
}

async function createCoveredIsolate(memoryLimitMb: number): Promise<CoveredIsolate> {
  const living = createLivingIsolate(memoryLimitMb, { inspector: true });
  return { living, profiler: await startProfiler(living.isolate) };
}
