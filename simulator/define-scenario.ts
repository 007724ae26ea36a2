import type { ScenarioInput } from "./scenario-schema.ts";

/** Types a scenario that is written in TypeScript; it is checked when it is loaded. */
export function defineScenario(scenario: ScenarioInput): ScenarioInput {
  return scenario;
}
