import { closeSync, openSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { MediationError, type MediationEvent } from "../sdk/index.ts";
import { reasonOf } from "./file-error.ts";

export interface TraceFile {
  /** One JSON line each. */
  write(events: readonly MediationEvent[]): void;
  close(): void;
}

/**
 * Opens the file before the run, so that nobody waits for a run whose trace is lost.
 *
 * @throws MediationError ERR_TRACE_UNWRITABLE
 */
export function openTraceFile(
  path: string,
  { cwd, inputs }: { readonly cwd: string; readonly inputs: readonly string[] },
): TraceFile {
  const absolutePath = resolve(cwd, path);
  if (inputs.includes(absolutePath)) throw unwritable(path, "the scenario is read from it");
  const file = attempt(path, () => openSync(absolutePath, "w"));
  return {
    write(events) {
      const lines = events.map((event) => `${JSON.stringify(event)}\n`).join("");
      attempt(path, () => writeFileSync(file, lines));
    },
    close: () => closeSync(file),
  };
}

function attempt<T>(path: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw unwritable(path, reasonOf(error), error);
  }
}

function unwritable(path: string, why: string, cause?: unknown): MediationError {
  return new MediationError(
    "ERR_TRACE_UNWRITABLE",
    `Cannot write the trace to "${path}": ${why}.`,
    {
      hint: "Name a file in a folder that exists and that you may write to.",
      cause,
    },
  );
}
