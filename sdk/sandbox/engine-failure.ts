import { setFlagsFromString } from "node:v8";
import type ivm from "isolated-vm";
import { startStopwatch } from "./watchdog.ts";

/** How a run came back from the engine; what a script did is for the report to tell. */
export type EngineEnd =
  | { readonly kind: "completed" }
  /** The script's own exception, or a promise that it left rejected. */
  | { readonly kind: "threw"; readonly thrown: unknown }
  | { readonly kind: "killed"; readonly cpuMs: number }
  | { readonly kind: "out-of-memory" };

interface RunPlace {
  readonly isolate: ivm.Isolate;
  readonly context: ivm.Context;
  readonly wallLimitMs: number;
}

/** isolated-vm tells its own failures from a script's exceptions by these words alone. */
const timeoutText = "Script execution timed out.";

/** A script can throw the engine's words, so they count only when the fact they state is there to see. */
export function runScript(
  script: ivm.Script,
  { isolate, context, wallLimitMs }: RunPlace,
): EngineEnd {
  const stopwatch = startStopwatch();
  try {
    withoutTurbofan(() => script.runSync(context, { timeout: wallLimitMs, release: true }));
    return { kind: "completed" };
  } catch (thrown) {
    if (isolate.isDisposed) return { kind: "out-of-memory" };
    const isKilled = saysTimeout(thrown) && stopwatch.wallMs() >= wallLimitMs;
    return isKilled ? { kind: "killed", cpuMs: stopwatch.cpuMs() } : { kind: "threw", thrown };
  }
}

function saysTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message === timeoutText;
}

/**
 * V8's top compiler makes loops that fill memory through a built-in, such as
 * `while (true) list.push(new Array(1000).fill(0))`, and then hear neither the memory limit nor the watchdog.
 * The compiler below it is hardly slower. The flag is the process's, but nothing else runs on this thread.
 */
function withoutTurbofan(run: () => unknown): void {
  setFlagsFromString("--no-turbofan");
  try {
    run();
  } finally {
    setFlagsFromString("--turbofan");
  }
}
