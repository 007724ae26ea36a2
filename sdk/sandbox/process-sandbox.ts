import { availableParallelism } from "node:os";
import type { ScriptSandbox } from "../foundation/script-sandbox.ts";
import { decideResult } from "./decide-result.ts";
import {
  createDisposedError,
  parseScriptLimits,
  refuseBelow,
  type ScriptLimitOptions,
} from "./script-limits.ts";
import { ScriptPool } from "./script-pool.ts";
import { toScriptRun } from "./script-run.ts";
import { createSourceMaps } from "./source-map.ts";

export interface ProcessSandboxOptions extends ScriptLimitOptions {
  /** How many scripts may run at the same time; as many as there are processors, but four, by default. */
  readonly childCount?: number;
  /**
   * Has scripts interpreted only, as on phones that are slow or do not trust code made at run time. Results are the
   * same, unless the watchdog ends what takes so much longer.
   */
  readonly jitless?: boolean;
}

/**
 * Runs scripts in processes of their own, which start when they are needed and stay. A script that kills,
 * hangs or bloats its process costs its own evaluation and nobody else's.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function createProcessSandbox(options: ProcessSandboxOptions = {}): ScriptSandbox {
  const { childCount = Math.min(availableParallelism(), 4), jitless = false } = options;
  refuseBelow(1, "childCount", childCount);
  const limits = parseScriptLimits(options);
  const maps = createSourceMaps();
  const pool = new ScriptPool({ ...limits, jitless }, childCount);
  let isDisposed = false;

  return {
    async evaluate(evaluation) {
      if (isDisposed) throw createDisposedError(evaluation.scriptName);
      const run = toScriptRun(evaluation, maps);
      return decideResult(
        evaluation,
        { ...limits, maps },
        "kind" in run ? run : await pool.run(run),
      );
    },
    async dispose() {
      if (isDisposed) return;
      isDisposed = true;
      await pool.dispose();
    },
  };
}
