import type ivm from "isolated-vm";
import type { ScriptEvaluation, ScriptResult } from "../foundation/script-sandbox.ts";
import { runScript, type EngineEnd } from "./engine-failure.ts";
import {
  decideResult,
  nothingReported,
  parseReport,
  type EvaluationLimits,
  type EvaluationReport,
} from "./evaluation-report.ts";
import type { LivingIsolate } from "./living-isolate.ts";
import { locateSyntaxError } from "./script-error.ts";
import { appendCall, preludeInputName, renderPreludeInput } from "./script-globals.ts";

interface EvaluationEnd {
  readonly result: ScriptResult;
  /** Set when the watchdog ended the script. */
  readonly killedAfterCpuMs?: number;
  /** Only an undisturbed end proves that nothing waits in the isolate for the next evaluation. */
  readonly isIsolateClean: boolean;
}

/** Runs one evaluation in a fresh context of the isolate. */
export function runEvaluation(
  living: LivingIsolate,
  evaluation: ScriptEvaluation,
  limits: EvaluationLimits,
): EvaluationEnd {
  try {
    return runInContext(living, evaluation, limits);
  } catch (error) {
    if (!living.isolate.isDisposed) throw error;
    const result = decideResult(evaluation, limits, { end: { kind: "out-of-memory" } });
    return { result, isIsolateClean: false };
  }
}

function runInContext(
  living: LivingIsolate,
  evaluation: ScriptEvaluation,
  limits: EvaluationLimits,
): EvaluationEnd {
  const { isolate } = living;
  const compiled = compileScript(isolate, evaluation);
  if ("syntaxError" in compiled) {
    const error = locateSyntaxError(evaluation, compiled.syntaxError);
    return {
      result: { ...nothingReported, outcome: { kind: "threw", ...error } },
      isIsolateClean: true,
    };
  }

  const context = openContext(living, evaluation);
  const end = runScript(compiled.script, { isolate, context, wallLimitMs: limits.wallLimitMs });
  const report = readReport(living, context, end);
  if (!isolate.isDisposed) context.release();
  return {
    result: decideResult(evaluation, limits, { end, report }),
    isIsolateClean: end.kind === "completed",
    ...(end.kind === "killed" && { killedAfterCpuMs: end.cpuMs }),
  };
}

type Compiled = { readonly script: ivm.Script } | { readonly syntaxError: unknown };

/** Errors are those of the script alone: nobody wants to hear about a line they did not write. */
function compileScript(isolate: ivm.Isolate, evaluation: ScriptEvaluation): Compiled {
  const { source, functionName } = evaluation;
  const options = { filename: evaluation.scriptName };
  try {
    return { script: isolate.compileScriptSync(appendCall(source, functionName), options) };
  } catch (error) {
    if (isolate.isDisposed) throw error;
    try {
      isolate.compileScriptSync(source, options);
      return { syntaxError: error };
    } catch (syntaxError) {
      return { syntaxError };
    }
  }
}

function openContext(living: LivingIsolate, evaluation: ScriptEvaluation): ivm.Context {
  const context = living.isolate.createContextSync();
  context.global.setSync(preludeInputName, renderPreludeInput(evaluation));
  living.prelude.runSync(context);
  if (evaluation.globals?.includes("forDebuggingOnly")) living.debuggingOnly.runSync(context);
  return context;
}

function readReport(
  { isolate, reportCall }: LivingIsolate,
  context: ivm.Context,
  end: EngineEnd,
): EvaluationReport | undefined {
  if (isolate.isDisposed) return undefined;
  if (end.kind !== "killed") return parseReport(reportCall.runSync(context));
  try {
    return parseReport(reportCall.runSync(context, { timeout: 100 }));
  } catch {
    return undefined; // promise reactions were left that never end either
  }
}
