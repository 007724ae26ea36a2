import { closeSync, openSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { MediationError, type MediationEvent } from "../sdk/index.ts";
import { toPerfetto } from "../simulator/index.ts";
import { reasonOf } from "./file-error.ts";

export interface TraceFile {
  write(events: readonly MediationEvent[]): void;
  close(): void;
}

/** Where to write a run: its events one JSON line each, or for the viewer of Perfetto. */
interface TracePaths {
  readonly trace: string | undefined;
  readonly perfetto: string | undefined;
}

interface Place {
  readonly cwd: string;
  /** Absolute paths that must not be written to. */
  readonly inputs: readonly string[];
}

/**
 * Opens the files before the run, so that nobody waits for a run whose trace is lost.
 *
 * @throws MediationError ERR_TRACE_UNWRITABLE
 */
export function openTraceFiles({ trace, perfetto }: TracePaths, place: Place): TraceFile[] {
  if (trace !== undefined && perfetto !== undefined) {
    const isSame = resolve(place.cwd, trace) === resolve(place.cwd, perfetto);
    if (isSame) throw unwritable(perfetto, "--trace is written to it");
  }
  return [
    ...(trace === undefined ? [] : [openTraceFile(trace, toLines, place)]),
    ...(perfetto === undefined ? [] : [openTraceFile(perfetto, toPerfettoText, place)]),
  ];
}

function openTraceFile(
  path: string,
  render: (events: readonly MediationEvent[]) => string,
  { cwd, inputs }: Place,
): TraceFile {
  const absolutePath = resolve(cwd, path);
  if (inputs.includes(absolutePath)) throw unwritable(path, "the scenario is read from it");
  const file = attempt(path, () => openSync(absolutePath, "w"));
  return {
    write(events) {
      attempt(path, () => writeFileSync(file, render(events)));
    },
    close: () => closeSync(file),
  };
}

function toLines(events: readonly MediationEvent[]): string {
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}

function toPerfettoText(events: readonly MediationEvent[]): string {
  return `${JSON.stringify(toPerfetto(events))}\n`;
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
