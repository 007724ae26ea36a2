import { MediationError } from "../sdk/index.ts";
import { findScenarioFile, loadScenario, type LoadedScenario } from "../simulator/index.ts";
import type { Shell } from "./commands/command.ts";
import { nextChange } from "./watch-files.ts";

/**
 * Runs a scenario now and after each change of a file it is made of, until the user has enough. What fails is
 * printed, and watching goes on.
 */
export async function watchScenario(
  path: string,
  run: (loaded: LoadedScenario) => Promise<void>,
  { io, printError }: Shell,
): Promise<void> {
  const { absolutePath } = await findScenarioFile(path, io.cwd);
  const interrupted = io.untilInterrupted?.() ?? new AbortController().signal;
  let files: readonly string[] = [absolutePath];
  while (!interrupted.aborted) {
    let change: Promise<void> | undefined;
    try {
      const loaded = await loadScenario(path, { cwd: io.cwd });
      ({ files } = loaded);
      // What changes during the run counts as well.
      change = nextChange(files, interrupted);
      await run(loaded);
    } catch (error) {
      printError(error);
      files = [...new Set([...files, ...missingFiles(error)])];
    }
    io.stderr(
      `watching ${files.length === 1 ? "1 file" : `${files.length} files`} – Ctrl-C ends\n`,
    );
    await (change ?? nextChange(files, interrupted));
  }
}

/** Scripts that could not be read may appear. */
function missingFiles(error: unknown): readonly string[] {
  const files = error instanceof MediationError ? error.details["files"] : undefined;
  return Array.isArray(files) ? (files as readonly string[]) : [];
}
