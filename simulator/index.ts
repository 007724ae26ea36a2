/** Door to the laboratory: scenarios, runs, and what runs leave behind. */
export { defineScenario } from "./define-scenario.ts";
export { findScenarioFile } from "./scenario/find-scenario-file.ts";
export { loadAdapter } from "./load-adapter.ts";
export {
  loadScenario,
  prepareScenario,
  prepareSource,
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
export {
  runScenario,
  runScenarioSoFar,
  type RunOptions,
  type RunSoFar,
  type ScenarioRun,
} from "./run-scenario.ts";
export type { OnProgress } from "./run-steps.ts";
export { changeScenario } from "./replay/change-scenario.ts";
export { knobsOf, replayTrace, type Replay, type ReplayOptions } from "./replay/replay-trace.ts";
export type { Knob } from "./replay/list-knobs.ts";
export { SHORT_FORMS } from "./replay/short-forms.ts";
export type { KnobChange, KnobValues } from "./replay/turn-knobs.ts";
export { readOwnVersion } from "./own-version.ts";
export type { RequestRun } from "./steps/step-world.ts";
export { createScenarioServer } from "./scenario-server.ts";
export { ExpectSchema, LedgerRuleSchema } from "./scenario/expect-schema.ts";
export { DurationSchema, TimeSchema } from "./scenario/fields.ts";
export { findShapeProblems } from "./scenario/find-shape-problems.ts";
export { importFresh } from "./scenario/import-fresh.ts";
export { describeModuleTrouble } from "./scenario/module-trouble.ts";
export { readDocument } from "./scenario/read-document.ts";
export {
  listProblems,
  placeFindings,
  type Finding,
  type Locate,
  type Path,
  type Position,
  type ScenarioProblem,
  type ScenarioSource,
} from "./scenario/scenario-problem.ts";
export { whyUnreadable } from "./scenario/why-unreadable.ts";
export { readScriptFile, type ScriptFile } from "./scenario/read-script-file.ts";
export type { Scenario, ScenarioInput } from "./scenario-schema.ts";
export { checkConsole, checkRules } from "./steps/check-seen.ts";
export { StepExpectSchema } from "./steps/step-expect-schema.ts";
export { pathOfStep } from "./steps/steps-schema.ts";
export {
  sweepScenarios,
  type Sweep,
  type SweepOptions,
  type SweepPoint,
  type SweepSeries,
  type Vary,
} from "./sweep/sweep-scenarios.ts";
export type { SweepRequest } from "./sweep/list-sweep-requests.ts";
export { SWEEP_METRICS, type SweepMetric } from "./sweep/sweep-metrics.ts";
export { tellSweep, type SweepTale } from "./sweep/tell-sweep.ts";
export { wordAuction } from "./trace/auction-words.ts";
export { compareTraces, type TraceComparison } from "./trace/compare-traces.ts";
export { wordEvent, wordPlace, wordValue } from "./trace/event-words.ts";
export { explainTrace, type Chapter, type Sentence } from "./trace/explain-trace.ts";
export type { Question } from "./trace/question.ts";
export { createTeller, type Teller } from "./trace/create-teller.ts";
export { loadTrace, loadTraceSoFar } from "./trace/load-trace.ts";
export { parseTraceSoFar, type TraceSoFar } from "./trace/parse-trace.ts";
export { listEnds } from "./trace/request-ends.ts";
export { collectScripts } from "./trace/script-texts.ts";
export { summarizeTrace, type TraceSummary } from "./trace/summarize-trace.ts";
export { toPerfetto } from "./trace/to-perfetto.ts";
export { TRACE_VERSION } from "./trace/trace-version.ts";
export { createVirtualClock, type VirtualClock } from "./virtual-clock.ts";
