import type ivm from "isolated-vm";
import { findDoubt } from "./find-doubt.ts";
import { worldShapeName, wrapScript, type WorldShape } from "./script-globals.ts";
import type { ScriptRun } from "./script-run.ts";

/** A context that serves many evaluations, one after the other, and remembers none of them. */
export interface LivingWorld {
  /** What evaluates the run's script, text in and text out. Or, as text, why it may not run here. */
  findScript(run: ScriptRun): ivm.Reference | string;
  /** Called with nothing, it tells what there is to tell of an evaluation that was stopped. */
  readonly door: ivm.Reference;
}

interface KnownScript {
  readonly doubt: string | undefined;
  /** By the name of the function that is called. */
  readonly compiled: Map<string, ivm.Reference | string>;
}

/** More than any scenario has; what a sweep over scripts leaves behind must not pile up. */
const mostKnownScripts = 100;

export function createLivingWorld(
  isolate: ivm.Isolate,
  prelude: ivm.Script,
  shape: WorldShape,
): LivingWorld {
  const context = isolate.createContextSync();
  context.global.setSync(worldShapeName, JSON.stringify(shape));
  const door: ivm.Reference = prelude.runSync(context, { reference: true });
  const names: string[] = JSON.parse(door.applySync(undefined, ["names"]) as string);
  const globalNames = new Set(names);
  const known = new Map<string, KnownScript>();

  const know = (source: string): KnownScript => {
    if (known.size >= mostKnownScripts) forgetAll(known);
    const script = { doubt: findDoubt(source, globalNames), compiled: new Map() };
    known.set(source, script);
    return script;
  };

  return {
    door,
    findScript(run) {
      const { doubt, compiled } = known.get(run.source) ?? know(run.source);
      if (doubt !== undefined) return doubt;
      const found = compiled.get(run.functionName) ?? compile({ isolate, context, door }, run);
      compiled.set(run.functionName, found);
      return found;
    },
  };
}

interface Compiler {
  readonly isolate: ivm.Isolate;
  readonly context: ivm.Context;
  readonly door: ivm.Reference;
}

function compile({ isolate, context, door }: Compiler, run: ScriptRun): ivm.Reference | string {
  const text = wrapScript(run.source, run.functionName);
  try {
    const script = isolate.compileScriptSync(text, { filename: run.scriptName });
    const open: ivm.Reference = script.runSync(context, { reference: true });
    return door.applySync(undefined, [open.derefInto()], { result: { reference: true } });
  } catch (error) {
    if (isolate.isDisposed) throw error;
    return "it does not parse in strict mode";
  }
}

function forgetAll(known: Map<string, KnownScript>): void {
  for (const { compiled } of known.values()) {
    for (const script of compiled.values()) if (typeof script !== "string") script.release();
  }
  known.clear();
}
