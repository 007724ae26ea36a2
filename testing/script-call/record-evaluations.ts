import type { ScriptEvaluation, ScriptResult, ScriptSandbox } from "../../sdk/index.ts";

export interface RecordedEvaluation {
  readonly evaluation: ScriptEvaluation;
  readonly result: ScriptResult;
}

export interface RecordingSandbox extends ScriptSandbox {
  /** What has ended, in the order in which it began. */
  recorded(): readonly RecordedEvaluation[];
}

/** Keeps whatever runs in a sandbox; the sandbox outlives it. */
export function recordEvaluations(sandbox: ScriptSandbox): RecordingSandbox {
  const records: (RecordedEvaluation | undefined)[] = [];
  return {
    async evaluate(evaluation) {
      const place = records.push(undefined) - 1;
      const result = await sandbox.evaluate(evaluation);
      records[place] = { evaluation, result };
      return result;
    },
    dispose: async () => {},
    recorded: () => records.filter((each) => each !== undefined),
  };
}
