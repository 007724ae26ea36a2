import type { DecisionFunctionId, Profile } from "../../sdk/index.ts";
import type { LoadedScenario, Position, ScriptFile } from "../../simulator/index.ts";
import type { LawCheck } from "../laws/check-laws.ts";
import type { Given } from "../script-call/name-arguments.ts";
import type { Check } from "./define-script-tests.ts";
import type { Snapshots } from "./snapshots.ts";
import type { CallExpect, ScenarioExpect, ValueExpect } from "./expect-schema.ts";

/** A file of tests with everything it needs from the file system: running it reads nothing more. */
export interface PlannedFile {
  /** As it was asked for; what messages name. */
  readonly path: string;
  readonly tests: readonly PlannedTest[];
  readonly snapshots: Snapshots;
  /** Absolute paths of the file and of everything its tests are made of. */
  readonly files: readonly string[];
}

export type PlannedTest = PlannedCall | PlannedLaws | PlannedScenario;

interface Planned {
  readonly name: string;
  /** Where the file has it, and any key within it; a program has no such places. */
  readonly placeOf: (...keys: readonly PropertyKey[]) => Position | undefined;
  /** Takes whatever the test results in. */
  readonly check: Check<never> | undefined;
}

/** One function of a script, called once, or several times in one world. */
export interface PlannedCall extends Planned {
  readonly kind: "call";
  readonly script: ScriptFile;
  readonly function: DecisionFunctionId;
  readonly calls: readonly {
    readonly given: Given;
    readonly expect: ValueExpect;
    /** Below the test, where its expectations are. */
    readonly keys: readonly PropertyKey[];
  }[];
  readonly profile: Profile;
  readonly seed: number;
  readonly nowMs: number | undefined;
  readonly budgetMs: number | undefined;
  readonly expect: CallExpect;
}

/** One function of a script, held to laws. */
export interface PlannedLaws extends Planned {
  readonly kind: "laws";
  readonly script: ScriptFile;
  readonly lawCheck: LawCheck;
  readonly seed: number;
  /** There is nothing beside the laws. */
  readonly expect: { readonly snapshot?: never };
}

/** A whole run. */
export interface PlannedScenario extends Planned {
  readonly kind: "scenario";
  /** With what the test expects of requests, reports and steps. */
  readonly scenario: LoadedScenario;
  readonly seed: number;
  readonly expect: ScenarioExpect;
}
