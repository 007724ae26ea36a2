import type { MediationEvent } from "../sdk/index.ts";
import { runScenarioSoFar, type LoadedScenario, type Sweep } from "../simulator/index.ts";
import { describeSweep } from "../studio/index.ts";
import type { CliIo } from "./cli-io.ts";
import { checkPageFile, namePage, writePage, type PageContent } from "./page-file.ts";
import { toPageSource } from "./read-page-source.ts";
import { withProgress } from "./with-progress.ts";
import { withSandbox } from "./with-sandbox.ts";

/** What a page shows of a sweep: its scenarios against each other, and the first of them as it is. */
async function toPageContent(
  sweep: Sweep,
  [first]: readonly [LoadedScenario, ...LoadedScenario[]],
  io: CliIo,
): Promise<PageContent> {
  const { seed } = sweep;
  const run = await withSandbox((sandbox) =>
    withProgress(io, (onProgress) =>
      runScenarioSoFar(first, { seed, sandbox, onProgress, withBodies: true }),
    ),
  );
  const source = toPageSource(first.path, run);
  const mostEvents = findEndOfStep(source.events, mostStepsPlayed);
  return { runs: [{ ...source, mostEvents }], sweep: describeSweep(sweep) };
}

/** A sweep needs many requests to say anything, and whoever looks how one goes only a few. */
const mostStepsPlayed = 40;

/** How many events there are before the step after this one begins. */
function findEndOfStep(events: readonly MediationEvent[], step: number): number {
  const next = events.findIndex((event) => event.type === "step.started" && event.step > step);
  return next < 0 ? events.length : next;
}

/**
 * Prepares the page of a sweep, so that nobody waits for one whose page is lost; what it gives writes it.
 *
 * @throws MediationError ERR_CLI_UNWRITABLE
 */
export function openPageOfSweep(
  chosen: string | undefined,
  scenarios: readonly [LoadedScenario, ...LoadedScenario[]],
  io: CliIo,
): { readonly path: string; readonly write: (sweep: Sweep) => Promise<string> } {
  const path = chosen ?? namePage([scenarios[0].path]).replace(/\.html$/, "-sweep.html");
  const inputs = scenarios.flatMap(({ files }) => files);
  checkPageFile({ path, inputs }, io, chosen !== undefined);
  const write = async (sweep: Sweep): Promise<string> =>
    await writePage(path, await toPageContent(sweep, scenarios, io), io);
  return { path, write };
}
