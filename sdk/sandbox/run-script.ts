import type ivm from "isolated-vm";
import type { LivingIsolate } from "./living-isolate.ts";
import { locateSyntaxError } from "./script-error.ts";
import { appendCall, evaluationName, markName, worldShapeName } from "./script-globals.ts";
import type { RunEnd, ScriptRun } from "./script-run.ts";

export interface ScriptEnd {
  readonly end: RunEnd;
  /** Set when the watchdog ended the script. */
  readonly killedAfterCpuMs?: number;
  /** Only an undisturbed end proves that nothing waits in the isolate for the next script. */
  readonly isIsolateClean: boolean;
}

/** Runs a script in a fresh context of the isolate. */
export function runScript(living: LivingIsolate, run: ScriptRun, wallLimitMs: number): ScriptEnd {
  try {
    const compiled = compileScript(living.isolate, run);
    if ("end" in compiled) return { end: compiled.end, isIsolateClean: true };
    return runInContext(living, { ...openContext(living, run), ...compiled, wallLimitMs });
  } catch (error) {
    if (!living.isolate.isDisposed) throw error;
    return { end: { kind: "out-of-memory" }, isIsolateClean: false };
  }
}

type Compiled = { readonly script: ivm.Script } | { readonly end: RunEnd };

/** Errors are those of the script alone: nobody wants to hear about a line they did not write. */
function compileScript(isolate: ivm.Isolate, run: ScriptRun): Compiled {
  const { source, functionName } = run;
  const options = { filename: run.scriptName };
  const refuse = (error: unknown): Compiled => ({
    end: { kind: "refused", error: locateSyntaxError(run, error) },
  });
  try {
    return { script: isolate.compileScriptSync(appendCall(source, functionName), options) };
  } catch (error) {
    if (isolate.isDisposed) throw error;
    try {
      isolate.compileScriptSync(source, options);
      return refuse(error);
    } catch (errorOfScriptAlone) {
      return refuse(errorOfScriptAlone);
    }
  }
}

interface OpenContext {
  readonly context: ivm.Context;
  readonly entryPoint: ivm.Reference;
}

function openContext(living: LivingIsolate, run: ScriptRun): OpenContext {
  const context = living.isolate.createContextSync();
  context.global.setSync(worldShapeName, JSON.stringify(run.world));
  context.global.setSync(evaluationName, run.input);
  if (living.mark !== undefined) context.global.setSync(markName, living.mark);
  const entryPoint = living.prelude.runSync(context, { reference: true });
  if (run.world.hasDebuggingOnly) living.debuggingOnly.runSync(context);
  return { context, entryPoint };
}

interface ReadyRun extends OpenContext {
  readonly script: ivm.Script;
  readonly wallLimitMs: number;
}

function runInContext(
  { isolate, supervisor, reportCall }: LivingIsolate,
  run: ReadyRun,
): ScriptEnd {
  const { script, context, entryPoint } = run;
  const end = supervisor.run(run);
  if (end.kind === "out-of-memory") return { end, isIsolateClean: false };
  if (end.kind === "killed") {
    const report = tryReading(() => reportCall.runSync(context, { timeout: 100 }));
    return {
      end: { kind: "killed", ...(report !== undefined && { report }) },
      killedAfterCpuMs: end.cpuMs,
      isIsolateClean: false,
    };
  }
  const report = String(reportCall.runSync(context));
  for (const handle of [script, entryPoint, context]) handle.release();
  return { end: { kind: "completed", report }, isIsolateClean: !isolate.isDisposed };
}

/** A script that was stopped may have left promise reactions that never end either. */
function tryReading(read: () => unknown): string | undefined {
  try {
    return String(read());
  } catch {
    return undefined;
  }
}
