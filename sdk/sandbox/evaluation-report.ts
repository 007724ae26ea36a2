import { MediationError } from "../foundation/errors.ts";
import type {
  ConsoleLine,
  RegisteredBeacon,
  ReturnedValue,
  ScriptEvaluation,
  ScriptOutcome,
  ScriptResult,
} from "../foundation/script-sandbox.ts";
import type { EngineEnd } from "./engine-failure.ts";
import { locateError, locateTopLevelError } from "./script-error.ts";

export interface EvaluationLimits {
  readonly memoryLimitMb: number;
  /** CPU time after which a script counts as endless. */
  readonly watchdogMs: number;
  /** How long this try may take on the wall. */
  readonly wallLimitMs: number;
}

/** What `__rb_entry_point` says happened inside, as far as the script got. */
export interface EvaluationReport {
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
}

/** Of a script that never ran, or took everything it had to say with it. */
export const nothingReported = {
  functionLength: undefined,
  spentMs: 0,
  console: [],
  beacons: [],
} as const satisfies Partial<ScriptResult>;

/** The text is written by our own prelude, so its shape is taken for granted. */
export function parseReport(text: unknown): EvaluationReport {
  return JSON.parse(String(text)) as EvaluationReport;
}

interface EvaluationFacts {
  readonly end: EngineEnd;
  readonly report?: EvaluationReport | undefined;
}

export function decideResult(
  evaluation: ScriptEvaluation,
  limits: EvaluationLimits,
  facts: EvaluationFacts,
): ScriptResult {
  const outcome = decideOutcome(evaluation, limits, facts);
  const { functionLength, spentMs, console, beacons } = facts.report ?? nothingReported;
  return {
    outcome,
    spentMs: outcome.kind === "timed-out" ? evaluation.budgetMs : spentMs,
    console,
    beacons,
    functionLength: functionLength ?? undefined,
  };
}

function decideOutcome(
  evaluation: ScriptEvaluation,
  { memoryLimitMb, watchdogMs }: EvaluationLimits,
  { end, report }: EvaluationFacts,
): ScriptOutcome {
  if (end.kind === "out-of-memory") {
    return {
      kind: "out-of-memory",
      detail: `The script outgrew its ${memoryLimitMb} MB of memory.`,
    };
  }
  if (report?.isOverBudget === true) {
    const detail = `The script watched the clock until its ${evaluation.budgetMs} ms were over.`;
    return { kind: "timed-out", detail };
  }
  if (end.kind === "killed") {
    const detail = `The script was still running after ${watchdogMs} ms of CPU time and was stopped.`;
    return { kind: "timed-out", detail };
  }
  return decideOwnOutcome(evaluation, end, report?.outcome ?? null);
}

/** What the script itself did, when neither the engine nor the clock ended it. */
function decideOwnOutcome(
  evaluation: ScriptEvaluation,
  end: EngineEnd,
  reported: EvaluationReport["outcome"],
): ScriptOutcome {
  if (reported?.kind === "returned") return reported;
  if (reported?.kind === "threw") {
    return { kind: "threw", ...locateError(evaluation, reported.message, reported.stack) };
  }
  if (end.kind === "threw") {
    return { kind: "threw", ...locateTopLevelError(evaluation, end.thrown) };
  }
  throw new MediationError("ERR_INTERNAL", `Cannot tell how "${evaluation.scriptName}" ended.`);
}
