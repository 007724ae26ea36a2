import type { ScriptEvaluation, ScriptSandbox } from "../../foundation/script-sandbox.ts";
import { createObservedSandbox, type ProcessSandboxOptions } from "../process-sandbox.ts";
import type { RunEnd } from "../script-run.ts";
import { mergeCoverage } from "./merge-coverage.ts";
import type { ScriptCoverage } from "./script-coverage.ts";

export interface CoverageSandbox extends ScriptSandbox {
  /** Of every script that it was given since it was last asked, in that order. */
  takeCoverage(): readonly ScriptCoverage[];
}

/**
 * A process sandbox that counts what of its scripts runs. Results are the same, only later, unless a script leaves
 * work to the background that never ends. An evaluation that outgrows its memory or ends its process takes its
 * counts with it.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function createCoverageSandbox(options: ProcessSandboxOptions = {}): CoverageSandbox {
  const taken = new Map<string, ScriptCoverage>();

  const note = ({ scriptName, source }: ScriptEvaluation, { coverage = [] }: RunEnd): void => {
    const key = JSON.stringify([scriptName, source]);
    const { evaluationCount, functions } = taken.get(key) ?? { evaluationCount: 0, functions: [] };
    taken.set(key, {
      scriptName,
      source,
      evaluationCount: evaluationCount + 1,
      functions: mergeCoverage(functions, coverage),
    });
  };

  return {
    ...createObservedSandbox(options, { observing: "coverage", onRunEnd: note }),
    takeCoverage() {
      const scripts = [...taken.values()];
      taken.clear();
      return scripts;
    },
  };
}
