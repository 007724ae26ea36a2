import type { ScriptEvaluation, ScriptResult, ScriptSandbox } from "../sdk/index.ts";

/** What a script costs a slow phone, on top of what it reads from its clock. Virtual milliseconds. */
export interface ScriptCosts {
  /** For each evaluation: a fresh world, and the script's top level. */
  readonly startMs: number;
  /** For each call of the script's function. */
  readonly perCallMs: number;
}

/** The same sandbox on a slower phone: a script whose costs are over its budget runs out of time. */
export function withScriptCosts(sandbox: ScriptSandbox, costs: ScriptCosts): ScriptSandbox {
  if (costs.startMs + costs.perCallMs === 0) return sandbox;
  return {
    evaluate: async (evaluation) => charge(evaluation, await sandbox.evaluate(evaluation), costs),
    dispose: () => sandbox.dispose(),
  };
}

function charge(
  { calls, budgetMs }: ScriptEvaluation,
  result: ScriptResult,
  { startMs, perCallMs }: ScriptCosts,
): ScriptResult {
  const { outcome } = result;
  if (outcome.kind === "timed-out") return result;
  const count = outcome.kind === "returned" ? outcome.values.length : calls.length;
  const spentMs = result.spentMs + startMs + count * perCallMs;
  const spentAtTopLevelMs = Math.min((result.spentAtTopLevelMs ?? 0) + startMs, budgetMs);
  if (spentMs < budgetMs) return { ...result, spentMs, spentAtTopLevelMs };
  const sum = `${startMs} to start, ${count} × ${perCallMs} for calls, ${result.spentMs} of its own`;
  const detail = `The script takes ${spentMs} ms on this phone (${sum}); it had ${budgetMs}.`;
  const outOfTime = { kind: "timed-out", detail } as const;
  return { ...result, outcome: outOfTime, spentMs: budgetMs, spentAtTopLevelMs };
}
