import { checkScenario } from "./scenario/check-scenario.ts";
import { readDocument } from "./scenario/read-document.ts";
import type { Scenario } from "./scenario-schema.ts";

/**
 * Reads a scenario from YAML or JSON text. Every problem is reported at once, with its line and column.
 *
 * @throws MediationError ERR_SCENARIO_INVALID
 */
export function parseScenario(text: string, { path }: { readonly path: string }): Scenario {
  return checkScenario(readDocument(text, path));
}
