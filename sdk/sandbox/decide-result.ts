import { MediationError } from "../foundation/errors.ts";
import type {
  ScriptEvaluation,
  ScriptOutcome,
  ScriptResult,
} from "../foundation/script-sandbox.ts";
import { findViolentEnd } from "./find-violent-end.ts";
import { nestsDeeper } from "./nesting.ts";
import { nothingReported, readReport, type RunReport } from "./run-report.ts";
import { locateError } from "./script-error.ts";
import { mostNesting, type ScriptLimits } from "./script-limits.ts";
import type { RunEnd } from "./script-run.ts";
import type { SourceMaps } from "./source-map.ts";

/** The report, its outcome, the values, and one of them. */
const levelsAroundResult = 4;

/** Makes a result of what an engine brought back, wherever that was. */
export function decideResult(
  evaluation: ScriptEvaluation,
  { maps, ...limits }: ScriptLimits & { readonly maps: SourceMaps },
  end: RunEnd,
): ScriptResult {
  const read = readReport(end);
  const report = read ?? nothingReported;
  const decided =
    findViolentEnd(evaluation, limits, { end, report: read }) ??
    decideOwnOutcome({ ...evaluation, source: maps.withoutMap(evaluation.source) }, end, report);
  const outcome: ScriptOutcome =
    decided.kind === "threw"
      ? { kind: "threw", ...maps.traceToAuthor(evaluation.source, decided) }
      : decided;
  return {
    outcome,
    ...chargeTime(evaluation, { end, read, outcome }),
    console: report.console,
    beacons: report.beacons,
    debugReports: report.debugReports,
    functionLength: report.functionLength ?? undefined,
    ...(end.world && { world: end.world }),
  };
}

interface Decided {
  readonly end: RunEnd;
  readonly read: RunReport | undefined;
  readonly outcome: ScriptOutcome;
}

/** A script that was stopped is charged all it had, and where it stood when that happened. */
function chargeTime({ budgetMs }: ScriptEvaluation, { end, read, outcome }: Decided) {
  const { spentMs, spentAtTopLevelMs, isAtTopLevel } = read ?? nothingReported;
  const isCharged = outcome.kind === "timed-out";
  const isKnown = read !== undefined || end.kind === "refused";
  return {
    spentMs: isCharged ? budgetMs : spentMs,
    ...(isKnown && {
      spentAtTopLevelMs: isCharged && isAtTopLevel ? budgetMs : spentAtTopLevelMs,
    }),
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

/** What the script itself did, when neither the engine nor the clock ended it. */
function decideOwnOutcome(
  evaluation: ScriptEvaluation,
  end: RunEnd,
  { outcome }: RunReport,
): ScriptOutcome {
  if (end.kind === "refused") return { kind: "threw", ...end.error };
  if (outcome?.kind === "returned") return refuseDepth(end) ?? outcome;
  if (outcome?.kind === "threw") {
    const { message, stack, call } = outcome;
    const error = locateError(evaluation, message, stack);
    return { kind: "threw", ...error, ...(call !== undefined && { call }) };
  }
  throw new MediationError("ERR_INTERNAL", `Cannot tell how "${evaluation.scriptName}" ended.`);
}
