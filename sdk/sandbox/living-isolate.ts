import ivm from "isolated-vm";
import { debuggingOnly } from "./globals/debugging-only.ts";
import { createIsolateInUtc } from "./isolate-in-utc.ts";
import { prelude, preludeFileName, reportCall } from "./script-globals.ts";
import { createSupervisor, type Supervisor } from "./supervisor.ts";

/** One isolate with our own scripts compiled; it serves many evaluations, each in a context of its own. */
export interface LivingIsolate {
  readonly isolate: ivm.Isolate;
  /** Takes the time, in an isolate that is measured. */
  readonly mark: ivm.Callback | undefined;
  readonly prelude: ivm.Script;
  readonly debuggingOnly: ivm.Script;
  readonly reportCall: ivm.Script;
  readonly supervisor: Supervisor;
  readonly freshHeapBytes: number;
}

export interface LivingIsolateOptions {
  /** Lets a session inspect it. */
  readonly inspector?: boolean;
  /** In place of the prelude that scripts find. */
  readonly preludeText?: string;
  /** Called when a script starts; the prelude finds it under `markName`. */
  readonly onMark?: () => void;
}

export function createLivingIsolate(
  memoryLimitMb: number,
  options: LivingIsolateOptions = {},
): LivingIsolate {
  const { inspector = false, preludeText = prelude, onMark } = options;
  const isolate = createIsolateInUtc(memoryLimitMb, { inspector });
  const compile = (text: string): ivm.Script =>
    isolate.compileScriptSync(text, { filename: preludeFileName });
  return {
    isolate,
    mark: onMark && new ivm.Callback(onMark),
    prelude: compile(preludeText),
    debuggingOnly: compile(debuggingOnly),
    reportCall: compile(reportCall),
    supervisor: createSupervisor(isolate, onMark),
    freshHeapBytes: heapBytes(isolate),
  };
}

const toleratedLeftoverBytes = 2 * 2 ** 20;

/**
 * Tells whether what earlier evaluations left behind could cost the next one some of its memory. Garbage does
 * not count against the limit, but nobody can tell it from what stays, so a little of either is enough.
 */
export function isWornOut({ isolate, freshHeapBytes }: LivingIsolate): boolean {
  return isolate.isDisposed || heapBytes(isolate) > freshHeapBytes + toleratedLeftoverBytes;
}

export function disposeIsolate({ isolate }: LivingIsolate): void {
  if (!isolate.isDisposed) isolate.dispose();
}

function heapBytes(isolate: ivm.Isolate): number {
  const heap = isolate.getHeapStatisticsSync();
  return heap.used_heap_size + heap.externally_allocated_size;
}
