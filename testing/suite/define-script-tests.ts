import type { z } from "zod";
import type { ScenarioRun } from "../../simulator/index.ts";
import type { CalledScript } from "../script-call/call-script.ts";
import type {
  CallTestSchema,
  LawTestSchema,
  ScenarioTestSchema,
  TestFileSchema,
} from "./test-file-schema.ts";

/** Looks at a result for itself; what it throws is why the test fails. */
export type Check<Result> = (result: Result) => void | Promise<void>;

type CallTestInput = z.input<typeof CallTestSchema> & { readonly check?: Check<CalledScript> };
/** Under a name of its own, or nobody could tell which of the two results it is given. */
type ScenarioTestInput = z.input<typeof ScenarioTestSchema> & {
  readonly checkRun?: Check<ScenarioRun>;
};

type LawTestInput = z.input<typeof LawTestSchema>;

/** What a file of tests may hold, and a check for each. */
export interface ScriptTestsInput extends Omit<z.input<typeof TestFileSchema>, "tests"> {
  readonly tests: readonly (CallTestInput | LawTestInput | ScenarioTestInput)[];
}

/** Types tests that are written in TypeScript; they are checked when they are loaded. */
export function defineScriptTests(tests: ScriptTestsInput): ScriptTestsInput {
  return tests;
}
