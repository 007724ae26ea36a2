import { MediationError } from "../foundation/errors.ts";
import type {
  ConsoleLine,
  RegisteredBeacon,
  RegisteredDebugReport,
  ReturnedValue,
  ScriptEvaluation,
  ScriptOutcome,
  ScriptResult,
} from "../foundation/script-sandbox.ts";
import { locateError } from "./script-error.ts";
import { nestsDeeper } from "./nesting.ts";
import { mostNesting, type ScriptLimits } from "./script-limits.ts";
import type { RunEnd } from "./script-run.ts";

/** What `__rb_entry_point` says happened inside, as far as the script got. */
interface RunReport {
  /** Null until the calls are over. */
  readonly outcome:
    | { readonly kind: "returned"; readonly values: readonly ReturnedValue[] }
    | { readonly kind: "threw"; readonly message: string; readonly stack: string }
    | null;
  readonly functionLength: number | null;
  readonly spentMs: number;
  readonly isOverBudget: boolean;
  readonly console: readonly ConsoleLine[];
  readonly beacons: readonly RegisteredBeacon[];
  readonly debugReports: readonly RegisteredDebugReport[];
}

/** The report, its outcome, the values, and one of them. */
const levelsAroundResult = 4;

/** Of a script that never ran, or took everything it had to say with it. */
const nothingReported: RunReport = {
  outcome: null,
  functionLength: null,
  spentMs: 0,
  isOverBudget: false,
  console: [],
  beacons: [],
  debugReports: [],
};

/** Makes a result of what an engine brought back, wherever that was. */
export function decideResult(
  evaluation: ScriptEvaluation,
  limits: ScriptLimits,
  end: RunEnd,
): ScriptResult {
  const report = readReport(end);
  const outcome =
    findViolentEnd(evaluation, limits, { end, report }) ??
    decideOwnOutcome(evaluation, end, report);
  return {
    outcome,
    spentMs: outcome.kind === "timed-out" ? evaluation.budgetMs : report.spentMs,
    console: report.console,
    beacons: report.beacons,
    debugReports: report.debugReports,
    functionLength: report.functionLength ?? undefined,
    ...(end.world && { world: end.world }),
  };
}

/** Whoever reads it further on does so level by level, and has only so much of a stack. */
function refuseDepth(end: RunEnd): ScriptOutcome | undefined {
  if (!("report" in end) || !nestsDeeper(end.report ?? "", mostNesting + levelsAroundResult)) {
    return undefined;
  }
  return {
    kind: "threw",
    message: `RangeError: The results nest more than ${mostNesting} levels deep`,
  };
}

/** The text is written by our own prelude, so its shape is taken for granted. */
function readReport(end: RunEnd): RunReport {
  const text = "report" in end ? end.report : undefined;
  if (text === undefined) return nothingReported;
  return { ...nothingReported, ...(JSON.parse(text) as Partial<RunReport>) };
}

interface RunFacts {
  readonly end: RunEnd;
  readonly report: RunReport;
}

/** What ended the script before it was done. */
function findViolentEnd(
  { budgetMs }: ScriptEvaluation,
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
  if (report.isOverBudget) {
    const detail = `The script watched the clock until its ${budgetMs} ms were over.`;
    return { kind: "timed-out", detail };
  }
  if (end.kind !== "killed") return undefined;
  const detail = `The script was still running after ${watchdogMs} ms of CPU time and was stopped.`;
  return { kind: "timed-out", detail };
}

/** What the script itself did, when neither the engine nor the clock ended it. */
function decideOwnOutcome(
  evaluation: ScriptEvaluation,
  end: RunEnd,
  { outcome }: RunReport,
): ScriptOutcome {
  if (end.kind === "refused") return { kind: "threw", ...end.error };
  if (outcome?.kind === "returned") return refuseDepth(end) ?? outcome;
  if (outcome?.kind === "threw") {
    return { kind: "threw", ...locateError(evaluation, outcome.message, outcome.stack) };
  }
  throw new MediationError("ERR_INTERNAL", `Cannot tell how "${evaluation.scriptName}" ended.`);
}
