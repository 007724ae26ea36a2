/** Door to the laboratory: scenarios, runs, and what runs leave behind. */
export { defineScenario } from "./define-scenario.ts";
export { findScenarioFile } from "./scenario/find-scenario-file.ts";
export { loadScenario, prepareScenario, type LoadedScenario } from "./load-scenario.ts";
export { parseScenario } from "./parse-scenario.ts";
export type { NetworkConditions } from "./network-conditions.ts";
export {
  DEFAULT_SERVER_URL,
  openSession,
  TRACE_VERSION,
  type Session,
  type SessionOptions,
} from "./open-session.ts";
export { runScenario, type ScenarioRun } from "./run-scenario.ts";
export type { RequestRun } from "./steps/step-world.ts";
export { createScenarioServer } from "./scenario-server.ts";
export type { Scenario, ScenarioInput } from "./scenario-schema.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
