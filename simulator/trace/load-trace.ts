import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { MediationError, type MediationEvent } from "../../sdk/index.ts";
import { whyUnreadable } from "../scenario/why-unreadable.ts";
import { parseTrace, parseTraceSoFar, type TraceSoFar } from "./parse-trace.ts";

interface Place {
  readonly cwd?: string;
}

/**
 * Reads a trace from a file: whole, from `session.started` to `session.finished`.
 *
 * @throws MediationError ERR_TRACE_INVALID, ERR_TRACE_UNREADABLE
 */
export async function loadTrace(
  path: string,
  place: Place = {},
): Promise<readonly MediationEvent[]> {
  return parseTrace(await readText(path, place), path);
}

/**
 * Reads as much of a trace as can be read, and says where it breaks off.
 *
 * @throws MediationError ERR_TRACE_INVALID, ERR_TRACE_UNREADABLE
 */
export async function loadTraceSoFar(path: string, place: Place = {}): Promise<TraceSoFar> {
  return parseTraceSoFar(await readText(path, place), path);
}

async function readText(path: string, { cwd = process.cwd() }: Place): Promise<string> {
  return await readFile(resolve(cwd, path), "utf8").catch((cause: unknown) => {
    const message = `Cannot read trace "${path}": ${whyUnreadable(cause)}.`;
    const hint = "Name a file that was written with: fledgling run scenario.yaml --trace FILE";
    throw new MediationError("ERR_TRACE_UNREADABLE", message, { hint, cause });
  });
}
