import type { ScenarioInput } from "../../simulator/scenario-schema.ts";

/** The smallest scenario there is, with what a test cares about on top. */
export function aScenario(changes: Partial<ScenarioInput> = {}): ScenarioInput {
  return {
    version: 1,
    app: { appId: "com.example.game" },
    slots: { "home-banner": { format: "banner" } },
    ...changes,
  };
}
