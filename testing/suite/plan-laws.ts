import { resolveProfile, type DecisionFunctionId } from "../../sdk/index.ts";
import type { ScriptFile } from "../../simulator/index.ts";
import { layerArguments, ofFunction } from "./layer-arguments.ts";
import type { FileContext } from "./planning.ts";
import type { ReadTest } from "./read-tests.ts";
import type { LawTest } from "./test-file-schema.ts";
import type { PlannedLaws } from "./test-plan.ts";

/** Plans a test that holds a function to laws. */
export function toLaws(
  { test, path, check }: Extract<ReadTest, { readonly kind: "laws" }>,
  { source, defaults, seed: wanted }: FileContext,
  script: ScriptFile,
): PlannedLaws {
  // That there is one has been checked.
  const functionId = (test.function ?? defaults.function) as DecisionFunctionId;
  const { name, laws, runs, parameters } = test;
  const seed = wanted ?? test.seed ?? defaults.seed ?? 1;
  return {
    kind: "laws",
    name,
    placeOf: (...keys) => source.locate([...path, ...keys], "key"),
    script,
    lawCheck: {
      function: functionId,
      seed,
      given: layerArguments(ofFunction(functionId, defaults.given), test.given),
      profile: resolveProfile(test.profile ?? defaults.profile ?? "android-all-on"),
      testKeys: ownKeys(test),
      ...(laws !== "all" && { laws }),
      ...(runs !== undefined && { runs }),
      ...(parameters !== undefined && { parameters }),
    },
    seed,
    expect: {},
    check,
  };
}

/** What a test in the same file has to say as well, because the file does not. */
function ownKeys({ script, profile }: LawTest) {
  return Object.fromEntries(
    Object.entries({ script, profile }).filter(([, value]) => value !== undefined),
  );
}
