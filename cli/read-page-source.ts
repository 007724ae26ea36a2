import { open } from "node:fs/promises";
import { basename, extname, resolve } from "node:path";
import {
  loadScenario,
  loadTraceSoFar,
  runScenarioSoFar,
  type RunSoFar,
} from "../simulator/index.ts";
import type { PageSource } from "../studio/index.ts";
import type { CliIo } from "./cli-io.ts";
import { withProgress } from "./with-progress.ts";
import { withSandbox } from "./with-sandbox.ts";

/** A run to show, and the files that it comes from. */
interface ReadSource {
  readonly source: PageSource;
  /** The file that the run is read from; a folder stands for one. */
  readonly path: string;
  readonly files: readonly string[];
}

/**
 * Reads a trace as far as it can be read; a scenario is run, as far as it can be, and what scripts are given and
 * return is recorded.
 *
 * @throws MediationError ERR_SCENARIO_INVALID, ERR_SCENARIO_UNREADABLE, ERR_TRACE_INVALID, ERR_TRACE_UNREADABLE
 */
export async function readPageSource(path: string, io: CliIo): Promise<ReadSource> {
  if (await isTrace(path, io.cwd)) {
    const trace = await loadTraceSoFar(path, { cwd: io.cwd });
    const files = [resolve(io.cwd, path)];
    return { source: { name: basename(path), ...trace }, path, files };
  }
  const loaded = await loadScenario(path, { cwd: io.cwd });
  const run = await withSandbox((sandbox) =>
    withProgress(io, (onProgress) =>
      runScenarioSoFar(loaded, { sandbox, onProgress, withBodies: true }),
    ),
  );
  return { source: toPageSource(loaded.path, run), path: loaded.path, files: loaded.files };
}

/** A run as a page shows it, which may have stopped on its way. */
export function toPageSource(path: string, run: RunSoFar): PageSource {
  const name = basename(path);
  if (run.kind === "broken-off") return { name, events: run.events, failure: run.error };
  const { events, unmetExpectations } = run.run;
  return { name, events, unmetExpectations };
}

const traceEndings: ReadonlySet<string> = new Set([".jsonl", ".ndjson", ".trace"]);
const traceStart = '{"type":"session.started"';

/** By its ending or by how it begins: a trace that broke off does so at its end. */
async function isTrace(path: string, cwd: string): Promise<boolean> {
  if (traceEndings.has(extname(path).toLowerCase())) return true;
  const file = await open(resolve(cwd, path)).catch(() => undefined);
  if (file === undefined) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(traceStart.length));
    return buffer.toString("utf8", 0, bytesRead) === traceStart;
  } catch {
    // A folder can be opened, and not read.
    return false;
  } finally {
    await file.close();
  }
}
