/** Door to the laboratory: scenarios, runs, and what runs leave behind. */
export { defineScenario } from "./define-scenario.ts";
export { findScenarioFile } from "./scenario/find-scenario-file.ts";
export { loadAdapter } from "./load-adapter.ts";
export {
  loadScenario,
  prepareScenario,
  type LoadedScenario,
  type PrepareOptions,
} from "./load-scenario.ts";
export { parseScenario } from "./parse-scenario.ts";
export type { NetworkConditions } from "./change-network.ts";
export {
  DEFAULT_SERVER_URL,
  openSession,
  type Session,
  type SessionOptions,
} from "./open-session.ts";
export { runScenario, type RunOptions, type ScenarioRun } from "./run-scenario.ts";
export type { OnProgress } from "./run-steps.ts";
export { knobsOf, replayTrace, type Replay, type ReplayOptions } from "./replay/replay-trace.ts";
export type { Knob } from "./replay/list-knobs.ts";
export { SHORT_FORMS } from "./replay/short-forms.ts";
export type { KnobChange, KnobValues } from "./replay/turn-knobs.ts";
export { readOwnVersion } from "./own-version.ts";
export type { RequestRun } from "./steps/step-world.ts";
export { createScenarioServer } from "./scenario-server.ts";
export type { Scenario, ScenarioInput } from "./scenario-schema.ts";
export { compareTraces, type TraceComparison } from "./trace/compare-traces.ts";
export { wordEvent, wordPlace, wordValue } from "./trace/event-words.ts";
export { explainTrace, type Chapter, type Sentence } from "./trace/explain-trace.ts";
export type { Question } from "./trace/question.ts";
export { loadTrace } from "./trace/load-trace.ts";
export { summarizeTrace, type TraceSummary } from "./trace/summarize-trace.ts";
export { toPerfetto } from "./trace/to-perfetto.ts";
export { TRACE_VERSION } from "./trace/trace-version.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
