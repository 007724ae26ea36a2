/** Door for those who test: decision scripts, called one by one; network adapters, their contract and a world to try them in. */
export {
  networkAdapterContract,
  type ContractOptions,
  type ContractTest,
} from "./adapter/adapter-contract.ts";
export {
  createAdapterWorld,
  type AdapterWorld,
  type AdapterWorldOptions,
  type Serve,
  type ServedAnswer,
} from "./adapter/adapter-world.ts";
export { createCoverageReport, type CoverageReport } from "./coverage/coverage-report.ts";
export type { CoverageCount, CoverageCounts, CoveredFile } from "./coverage/covered-file.ts";
export {
  findCoverageGaps,
  percentOf,
  type CoverageGap,
  type CoverageThresholds,
} from "./coverage/find-coverage-gaps.ts";
export { findOfferedScripts } from "./coverage/find-offered-scripts.ts";
export { renderLcov } from "./coverage/render-lcov.ts";
export {
  arbitraryArguments,
  type Arguments,
  type ArbitraryArgumentsOptions,
} from "./laws/arbitrary-arguments.ts";
export { arbitraryBid, arbitraryOutcomes, arbitrarySignals } from "./laws/arbitrary-values.ts";
export { checkLaws, type BrokenLaw, type LawCheck, type LawVerdict } from "./laws/check-laws.ts";
export type { Breach, Caller, Law, When } from "./laws/law.ts";
export { LAWS } from "./laws/laws.ts";
export type { CostSpread } from "./measure/find-spread.ts";
export {
  measureScript,
  type Measured,
  type MeasureOptions,
  type ScriptMeasurement,
} from "./measure/measure-script.ts";
export {
  callScript,
  type CalledScript,
  type ScriptCall,
  type ScriptText,
} from "./script-call/call-script.ts";
export { listFunctions, type OfferedFunction } from "./script-call/list-functions.ts";
export { recallCall, repeatCall, type RecalledCall } from "./script-call/replay-call.ts";
export { hashResult, listTracedCalls, type TracedCall } from "./script-call/traced-calls.ts";
export { budgetOf, globalsOf } from "./script-call/function-limits.ts";
export type { Given } from "./script-call/name-arguments.ts";
export { defineScriptTests, type ScriptTestsInput } from "./suite/define-script-tests.ts";
export { findTestFiles } from "./suite/find-test-files.ts";
export { planTests, type PlanResult } from "./suite/plan-tests.ts";
export { runTests, type RunTestsOptions } from "./suite/run-tests.ts";
export { isTestFileName } from "./suite/test-file-names.ts";
export type {
  CalledFunction,
  Difference,
  FileOutcome,
  TestFailure,
  TestOutcome,
  TestRunOutcome,
} from "./suite/test-outcome.ts";
