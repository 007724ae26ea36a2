import type { LoadedScenario, RunSoFar } from "../simulator/index.ts";
import type { CliIo } from "./cli-io.ts";
import { checkPageFile, writePage } from "./page-file.ts";
import { toPageSource } from "./read-page-source.ts";

/**
 * Prepares the page that a run leaves behind, so that nobody waits for a run whose page is lost; what it gives
 * writes it.
 *
 * @throws MediationError ERR_CLI_UNWRITABLE
 */
export function openPageOfRun(
  path: string,
  { files: inputs, path: scenarioPath }: LoadedScenario,
  io: CliIo,
): (run: RunSoFar) => Promise<void> {
  checkPageFile({ path, inputs }, io, true);
  return async (run) => {
    await writePage(path, { runs: [toPageSource(scenarioPath, run)] }, io);
  };
}
