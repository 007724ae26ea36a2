import type { ScriptSandbox } from "../foundation/script-sandbox.ts";
import { decideResult } from "./decide-result.ts";
import { createIsolateRunner } from "./isolate-runner.ts";
import {
  createDisposedError,
  parseScriptLimits,
  type ScriptLimitOptions,
} from "./script-limits.ts";
import { toScriptRun } from "./script-run.ts";
import { createSourceMaps } from "./source-map.ts";

/**
 * Runs scripts in this process, one after the other, so that they share nothing. Only strings cross the wall.
 * An isolate is no fortress, though: a script made for it can hang or end the process (`Array(1e9).fill(0)`).
 * Scripts of strangers belong in a process sandbox.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function createIsolateSandbox(options: ScriptLimitOptions = {}): ScriptSandbox {
  const limits = parseScriptLimits(options);
  const maps = createSourceMaps();
  const runner = createIsolateRunner(limits);
  let isDisposed = false;

  return {
    async evaluate(evaluation) {
      if (isDisposed) throw createDisposedError(evaluation.scriptName);
      const run = toScriptRun(evaluation, maps);
      return decideResult(evaluation, { ...limits, maps }, "kind" in run ? run : runner.run(run));
    },
    async dispose() {
      isDisposed = true;
      runner.dispose();
    },
  };
}
