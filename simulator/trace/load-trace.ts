import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { MediationError, type MediationEvent } from "../../sdk/index.ts";
import { whyUnreadable } from "../scenario/why-unreadable.ts";
import { parseTrace } from "./parse-trace.ts";

/**
 * Reads a trace from a file: whole, from `session.started` to `session.finished`.
 *
 * @throws MediationError ERR_TRACE_INVALID, ERR_TRACE_UNREADABLE
 */
export async function loadTrace(
  path: string,
  { cwd = process.cwd() }: { readonly cwd?: string } = {},
): Promise<readonly MediationEvent[]> {
  const text = await readFile(resolve(cwd, path), "utf8").catch((cause: unknown) => {
    const message = `Cannot read trace "${path}": ${whyUnreadable(cause)}.`;
    const hint = "Name a file that was written with: fledgling run scenario.yaml --trace FILE";
    throw new MediationError("ERR_TRACE_UNREADABLE", message, { hint, cause });
  });
  return parseTrace(text, path);
}
