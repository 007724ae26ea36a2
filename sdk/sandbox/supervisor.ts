import { setFlagsFromString } from "node:v8";
import ivm from "isolated-vm";
import { startStopwatch } from "./watchdog.ts";

/** How a run came back from the engine; what the script did is for the report to tell. */
export type EngineEnd =
  | { readonly kind: "completed" }
  | { readonly kind: "killed"; readonly cpuMs: number }
  | { readonly kind: "out-of-memory" };

/** Runs scripts of one isolate, from a context of its own that no script can reach. */
export interface Supervisor {
  run(run: SupervisedRun): EngineEnd;
}

interface SupervisedRun {
  readonly script: ivm.Script;
  readonly context: ivm.Context;
  /** The context's `__rb_entry_point`. */
  readonly entryPoint: ivm.Reference;
  readonly wallLimitMs: number;
}

/**
 * What leaves the isolate as an exception is read by the engine with no watchdog at its side, and reading can
 * take for ever: `message` may be a getter, `stack` calls `Error.prepareStackTrace`. So nothing leaves. What is
 * thrown at the top is described inside, by a function of the script's own context, lest a getter be handed
 * something of ours. And of all promises left rejected the engine copies out the first, which is ours.
 */
export const supervision = /* js */ `
(script, context, entryPoint) => {
  "use strict";
  globalThis.firstRejected = Promise.reject(0);
  globalThis.onStart?.();
  try {
    script.runSync(context);
  } catch (thrown) {
    entryPoint(undefined, thrown);
  }
}
`;

/** Where our rejected promise comes out. */
export const endOfRun = 0;

/** `onStart` is called when all is ready for the script and nothing of it has run. */
export function createSupervisor(isolate: ivm.Isolate, onStart?: () => void): Supervisor {
  const ownContext = isolate.createContextSync();
  if (onStart !== undefined) ownContext.global.setSync("onStart", new ivm.Callback(onStart));
  const supervise = ownContext.evalSync(supervision, { reference: true });
  const drain = (): void => {
    try {
      ownContext.evalSync("", { timeout: 100 });
    } catch {} // our rejected promise again, or reactions that never end either
  };
  return {
    run({ script, context, entryPoint, wallLimitMs }) {
      const given = [script, context, entryPoint.derefInto()];
      const stopwatch = startStopwatch();
      try {
        withoutTurbofan(() => supervise.applySync(undefined, given, { timeout: wallLimitMs }));
      } catch (error) {
        if (isolate.isDisposed) return { kind: "out-of-memory" };
        if (error === endOfRun) return { kind: "completed" };
        if (!saysTimeout(error)) throw error;
        const killed = { kind: "killed", cpuMs: stopwatch.cpuMs() } as const;
        drain();
        return killed;
      }
      return { kind: "completed" };
    },
  };
}

/** isolated-vm names its own failures by their words alone; a script's words do not get here. */
export function saysTimeout(error: unknown): boolean {
  return error instanceof Error && error.message === "Script execution timed out.";
}

/**
 * V8's top compiler makes loops that fill memory through a built-in, such as
 * `while (true) list.push(new Array(1000).fill(0))`, and then hear neither the memory limit nor the watchdog.
 * The compiler below it is hardly slower. The flag is the process's, but nothing else runs on this thread.
 */
export function withoutTurbofan<T>(run: () => T): T {
  setFlagsFromString("--no-turbofan");
  try {
    return run();
  } finally {
    setFlagsFromString("--turbofan");
  }
}

/** The same for a run on another thread: this one's own code has to do without meanwhile, too. */
export async function withoutTurbofanAsync<T>(run: () => Promise<T>): Promise<T> {
  setFlagsFromString("--no-turbofan");
  try {
    return await run();
  } finally {
    setFlagsFromString("--turbofan");
  }
}
