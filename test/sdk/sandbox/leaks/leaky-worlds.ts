import type ivm from "isolated-vm";
import { createIsolateInUtc } from "../../../../sdk/sandbox/isolate-in-utc.ts";
import { debuggingOnly } from "../../../../sdk/sandbox/globals/debugging-only.ts";
import {
  appendCall,
  evaluationName,
  livingPrelude,
  prelude,
  renderEvaluation,
  reportCall,
  worldShapeName,
  worldShapeOf,
  wrapScript,
} from "../../../../sdk/sandbox/script-globals.ts";
import { anEvaluation } from "../../../contract/script-sandbox.contract.ts";
import type { LeakAttempt } from "./leak-attempt.ts";

/** Evaluates one script after the other and says what each came to. */
type World = (source: string) => string;

const memoryLimitMb = 512;

/** Makes worlds that were meant for one evaluation and serve many: whatever can leak does so here. */
export function createCarelessWorlds(): (attempt: LeakAttempt) => World {
  const isolate = createIsolateInUtc(memoryLimitMb);

  return ({ evaluation }) => {
    const context = openContext(isolate, evaluation);
    const { hasDebuggingOnly } = worldShapeOf(anEvaluation("", evaluation));
    context.global.setSync(evaluationName, renderEvaluation(anEvaluation("", evaluation)));
    context.evalSync(prelude);
    if (hasDebuggingOnly) context.evalSync(debuggingOnly);

    return (source) => {
      const thrown = textOf(() =>
        isolate.compileScriptSync(appendCall(source, "run")).runSync(context, { timeout: 1000 }),
      );
      return `${thrown} ${textOf(() => context.evalSync(reportCall))}`;
    };
  };
}

/** Makes worlds that live on, but without anybody at the door who turns scripts away. */
export function createOpenWorlds(): (attempt: LeakAttempt) => World {
  const isolate = createIsolateInUtc(memoryLimitMb);

  return ({ evaluation }) => {
    const context = openContext(isolate, evaluation);
    const door = context.evalSync(livingPrelude, { reference: true });

    return (source) => {
      const script = isolate.compileScriptSync(wrapScript(source, "run"));
      const open = script.runSync(context, { reference: true });
      const enter = door.applySync(undefined, [open.derefInto()], { result: { reference: true } });
      const input = renderEvaluation(anEvaluation(source, evaluation));
      return textOf(() => enter.applySync(undefined, [input], { timeout: 1000 }));
    };
  };
}

function textOf(run: () => unknown): string {
  try {
    return String(run());
  } catch (error) {
    return String(error);
  }
}

function openContext(isolate: ivm.Isolate, evaluation: LeakAttempt["evaluation"]): ivm.Context {
  const context = isolate.createContextSync();
  const shape = worldShapeOf(anEvaluation("", evaluation));
  context.global.setSync(worldShapeName, JSON.stringify(shape));
  return context;
}
