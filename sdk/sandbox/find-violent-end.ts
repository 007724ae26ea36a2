import type { ScriptEvaluation, ScriptOutcome } from "../foundation/script-sandbox.ts";
import type { RunReport } from "./run-report.ts";
import type { ScriptLimits } from "./script-limits.ts";
import type { RunEnd } from "./script-run.ts";

interface RunFacts {
  readonly end: RunEnd;
  /** Undefined if the script kept it from being read. */
  readonly report: RunReport | undefined;
}

/** What ended the script before it was done. */
export function findViolentEnd(
  evaluation: ScriptEvaluation,
  { memoryLimitMb, watchdogMs }: ScriptLimits,
  { end, report }: RunFacts,
): ScriptOutcome | undefined {
  if (end.kind === "crashed") {
    const detail = `The process that ran the script ended twice without a word (${end.cause}).`;
    return { kind: "crashed", detail };
  }
  if (end.kind === "out-of-memory") {
    const detail = `The script outgrew its ${memoryLimitMb} MB of memory.`;
    return { kind: "out-of-memory", detail };
  }
  const call = report?.call === undefined ? {} : { call: report.call };
  if (report?.isOverBudget === true) {
    return { kind: "timed-out", detail: describeSpending(evaluation, report), ...call };
  }
  if (end.kind !== "killed") return undefined;
  const where = report?.isAtTopLevel === true ? " at its top level" : "";
  const detail = `The script was still running after ${watchdogMs} ms of CPU time and was stopped${where}.`;
  return { kind: "timed-out", detail, ...call };
}

/** Where the budget went, which a busy top level can eat before any ad is looked at. */
function describeSpending(
  { budgetMs, functionName }: ScriptEvaluation,
  { spentAtTopLevelMs }: RunReport,
): string {
  const ended = `The script watched the clock until its ${budgetMs} ms were over`;
  const inFunctionMs = budgetMs - spentAtTopLevelMs;
  if (inFunctionMs === 0) return `${ended}, all of them at its top level.`;
  if (spentAtTopLevelMs === 0) return `${ended}.`;
  return `${ended}: ${spentAtTopLevelMs} ms at its top level, ${inFunctionMs} ms in ${functionName}.`;
}
