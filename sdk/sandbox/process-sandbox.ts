import { availableParallelism } from "node:os";
import type { ScriptEvaluation, ScriptSandbox } from "../foundation/script-sandbox.ts";
import type { Observing } from "./child/messages.ts";
import { decideResult } from "./decide-result.ts";
import {
  createDisposedError,
  parseScriptLimits,
  refuseBelow,
  type ScriptLimitOptions,
} from "./script-limits.ts";
import { ScriptPool } from "./script-pool.ts";
import { toScriptRun, type RunEnd } from "./script-run.ts";
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
  return createObservedSandbox(options);
}

/** Somebody who wants to know more of scripts than what they return. */
export interface ScriptObserver {
  readonly observing: Observing;
  /** Hears of every run how it ended, while it still knows more than its result will. */
  readonly onRunEnd: (evaluation: ScriptEvaluation, end: RunEnd) => void;
}

/** The same with somebody who looks on. */
export function createObservedSandbox(
  options: ProcessSandboxOptions,
  observer?: ScriptObserver,
): ScriptSandbox {
  const { childCount = Math.min(availableParallelism(), 4), jitless = false } = options;
  refuseBelow(1, "childCount", childCount);
  const limits = parseScriptLimits(options);
  const maps = createSourceMaps();
  const observing = observer?.observing ?? "nothing";
  const pool = new ScriptPool({ ...limits, jitless, observing }, childCount);
  let isDisposed = false;

  return {
    async evaluate(evaluation) {
      if (isDisposed) throw createDisposedError(evaluation.scriptName);
      const run = toScriptRun(evaluation, maps);
      const end = "kind" in run ? run : await pool.run(run);
      observer?.onRunEnd(evaluation, end);
      return decideResult(evaluation, { ...limits, maps }, end);
    },
    async dispose() {
      if (isDisposed) return;
      isDisposed = true;
      await pool.dispose();
    },
  };
}
