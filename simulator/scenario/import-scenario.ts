import { MediationError, messageOf } from "../../sdk/index.ts";
import type { ScenarioFile } from "./find-scenario-file.ts";
import { importFresh } from "./import-fresh.ts";

/**
 * Runs a scenario that is a program and returns what it exports.
 *
 * @throws MediationError ERR_SCENARIO_UNREADABLE
 */
export async function importScenario({ path, absolutePath }: ScenarioFile): Promise<unknown> {
  const module = await importFresh(absolutePath).catch((error: unknown) => {
    const message = `Cannot read scenario "${path}": ${messageOf(error)}`;
    throw new MediationError("ERR_SCENARIO_UNREADABLE", message, {
      cause: error,
      hint: adviseOn(error, path),
    });
  });
  if (module["default"] !== undefined) return module["default"];
  throw new MediationError(
    "ERR_SCENARIO_UNREADABLE",
    `Cannot read scenario "${path}": it has no default export.`,
    { hint: 'Write "export default defineScenario({ … })".' },
  );
}

function adviseOn(error: unknown, path: string): string {
  return messageOf(error).includes("Cannot find package 'fledgling")
    ? "Install Fledgling where the scenario is: npm install --save-dev fledgling"
    : `Run "node ${path}" to see where it fails.`;
}
