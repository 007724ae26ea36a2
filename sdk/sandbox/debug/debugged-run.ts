import type ivm from "isolated-vm";
import { debuggingOnly } from "../globals/debugging-only.ts";
import { locateSyntaxError } from "../script-error.ts";
import {
  appendCall,
  evaluationName,
  prelude,
  preludeFileName,
  reportCall,
  worldShapeName,
} from "../script-globals.ts";
import type { RunEnd, ScriptRun } from "../script-run.ts";
import { endOfRun, saysTimeout, supervision, withoutTurbofanAsync } from "../supervisor.ts";

interface DebuggedRun {
  readonly run: ScriptRun;
  /** Time in which the script is not stopped; the engine's clock stands still while it is. */
  readonly wallLimitMs: number;
  /** Called when all is ready. */
  readonly beforeScript: () => Promise<void>;
}

const fresh = { world: { kind: "fresh" } } as const;

/**
 * Runs a script in a fresh context that a debugger can see. Nothing here blocks this thread: it is needed to hand
 * messages on, without which a script that is stopped would never go on.
 */
export async function runDebugged(isolate: ivm.Isolate, debugged: DebuggedRun): Promise<RunEnd> {
  try {
    return await runInContext(isolate, debugged);
  } catch (error) {
    if (!isolate.isDisposed) throw error;
    return { kind: "out-of-memory", ...fresh };
  }
}

async function runInContext(
  isolate: ivm.Isolate,
  { run, wallLimitMs, beforeScript }: DebuggedRun,
): Promise<RunEnd> {
  const script = await compile(isolate, run);
  if ("kind" in script) return script;
  const { context, entryPoint } = await openContext(isolate, run);
  const supervise = await openSupervisor(isolate);
  await beforeScript();
  const given = [script, context, entryPoint.derefInto()];
  const kind = await nameEnd(
    withoutTurbofanAsync(() => supervise.apply(undefined, given, { timeout: wallLimitMs })),
  );
  const report = await readReport(context, kind);
  for (const handle of [script, entryPoint, context]) handle.release();
  return { kind, ...(report !== undefined && { report }), ...fresh } as RunEnd;
}

async function nameEnd(end: Promise<unknown>): Promise<"completed" | "killed"> {
  try {
    await end;
    return "completed";
  } catch (error) {
    if (error === endOfRun) return "completed";
    if (saysTimeout(error)) return "killed";
    throw error;
  }
}

/** Errors are those of the script alone, as in a run that nobody looks into. */
async function compile(isolate: ivm.Isolate, run: ScriptRun): Promise<ivm.Script | RunEnd> {
  const { source, functionName, scriptName: filename } = run;
  const refuse = (error: unknown): RunEnd => {
    if (isolate.isDisposed) throw error;
    return { kind: "refused", error: locateSyntaxError(run, error), ...fresh };
  };
  try {
    return await isolate.compileScript(appendCall(source, functionName), { filename });
  } catch (error) {
    return isolate.compileScript(source, { filename }).then(() => refuse(error), refuse);
  }
}

async function openContext(isolate: ivm.Isolate, { world, input }: ScriptRun) {
  const context = await isolate.createContext({ inspector: true });
  await context.global.set(worldShapeName, JSON.stringify(world));
  await context.global.set(evaluationName, input);
  const options = { filename: preludeFileName, reference: true } as const;
  const entryPoint = await context.eval(prelude, options);
  if (world.hasDebuggingOnly) await context.eval(debuggingOnly, { filename: preludeFileName });
  return { context, entryPoint };
}

/** Seen by the debugger too: a stack without its first frame would puzzle it. */
async function openSupervisor(isolate: ivm.Isolate) {
  const context = await isolate.createContext({ inspector: true });
  return context.eval(supervision, { filename: preludeFileName, reference: true });
}

/** A script that was killed may keep it from being read, or have left promise reactions that never end either. */
async function readReport(
  context: ivm.Context,
  kind: "completed" | "killed",
): Promise<string | undefined> {
  const options = { filename: preludeFileName };
  if (kind === "completed") return String(await context.eval(reportCall, options));
  const impatiently = { ...options, timeout: 100 };
  await context.eval("", impatiently).catch(() => undefined);
  return context.eval(reportCall, impatiently).then(String, () => undefined);
}
