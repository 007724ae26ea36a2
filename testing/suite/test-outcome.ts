import type {
  ConsoleLine,
  DecisionFunctionId,
  JsonValue,
  MediationError,
} from "../../sdk/index.ts";
import type { Position } from "../../simulator/index.ts";

/** What became of a run of tests, as plain data: every report is a view of it. */
export interface TestRunOutcome {
  readonly files: readonly FileOutcome[];
  /** How many tests were not asked for. */
  readonly filteredOut: number;
  /** How many were not run any more, after one that failed. */
  readonly notRun: number;
  /** In real time. */
  readonly tookMs: number;
}

export interface FileOutcome {
  /** As it was asked for. */
  readonly path: string;
  /** In the order of the file; those that were run. */
  readonly tests: readonly TestOutcome[];
  /** Why none of them could be run. */
  readonly problem?: MediationError;
  /** Names of snapshots that no test of the file has any more. */
  readonly obsoleteSnapshots: readonly string[];
  /** Whether snapshots were written down, or taken away. */
  readonly hasUpdated: boolean;
}

/** A test that was run; it passed if it has no failure. */
export interface TestOutcome {
  readonly name: string;
  readonly place: Position | undefined;
  readonly failures: readonly TestFailure[];
  readonly seed: number;
  readonly console: readonly ConsoleLine[];
  /** Of a test that calls a function. */
  readonly called?: CalledFunction;
  /** In real time. */
  readonly tookMs: number;
}

export interface CalledFunction {
  readonly script: string;
  readonly function: DecisionFunctionId;
  /** Of each call, in order. */
  readonly arguments: readonly (readonly JsonValue[])[];
  /** Where the script has it, of a test that failed; not of a bundle, whose lines nobody wrote. */
  readonly line?: number;
}

/** What a test expected and did not get. */
export interface TestFailure {
  /** Which expectation, as the file has it; nothing if it has none that speaks of it. */
  readonly key?: string;
  /** Which of several calls, from 0. */
  readonly call?: number;
  readonly place?: Position;
  /** Why, in a sentence, where a difference does not say it. */
  readonly message?: string;
  readonly difference?: Difference;
  /** A test that shows the same, to be pasted into a file of tests as it is. */
  readonly toPaste?: string;
}

export interface Difference {
  readonly expected: JsonValue;
  /** Undefined where there was nothing. */
  readonly received: JsonValue | undefined;
}
