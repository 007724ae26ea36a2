import { resolveProfile, type DecisionFunctionId } from "../../sdk/index.ts";
import { readScriptFile, type ScriptFile } from "../../simulator/index.ts";
import { layerArguments, ofFunction, type NamedArguments } from "./layer-arguments.ts";
import { nameBeside, once, toImpossible, type FileContext, type Planning } from "./planning.ts";
import type { ReadTest } from "./read-tests.ts";
import type { CallTest } from "./test-file-schema.ts";
import { toLaws } from "./plan-laws.ts";
import type { PlannedCall, PlannedLaws } from "./test-plan.ts";

type ReadCall = Extract<ReadTest, { readonly kind: "call" }>;
type ReadLaws = Extract<ReadTest, { readonly kind: "laws" }>;

/** Plans tests that call a function, once or for its laws; a script that several of them name is read once. */
export function planCalls(
  context: FileContext,
): (read: ReadCall | ReadLaws) => Promise<Planning<PlannedCall | PlannedLaws>> {
  const { source, defaults, cwd } = context;
  const readScript = once((name) => readScriptFile(nameBeside(source, name), { folder: cwd }));
  return async (read) => {
    const { script } = read.test;
    try {
      const text = await readScript(script ?? defaults.script ?? "");
      const test = read.kind === "laws" ? toLaws(read, context, text) : toCall(read, context, text);
      return { kind: "planned", test };
    } catch (error) {
      const place = script === undefined ? ["script"] : [...read.path, "script"];
      return toImpossible(error, place, source);
    }
  };
}

function toCall(
  { test, path, check }: ReadCall,
  { source, defaults, seed }: FileContext,
  script: ScriptFile,
): PlannedCall {
  // That there is one has been checked.
  const functionId = (test.function ?? defaults.function) as DecisionFunctionId;
  const { name, expect = {} } = test;
  return {
    kind: "call",
    name,
    placeOf: (...keys) => source.locate([...path, ...keys], "key"),
    script,
    function: functionId,
    calls: listCalls(test, ofFunction(functionId, defaults.given)),
    profile: resolveProfile(test.profile ?? defaults.profile ?? "android-all-on"),
    seed: seed ?? test.seed ?? defaults.seed ?? 1,
    nowMs: test.now,
    budgetMs: test.budget,
    expect,
    check,
  };
}

/** Arguments of a test with several calls are under those of each. */
function listCalls(test: CallTest, ofFile: NamedArguments): PlannedCall["calls"] {
  const { args, calls, expect = {} } = test;
  const ofTest = layerArguments(ofFile, test.given);
  if (calls === undefined) return [{ given: args ?? ofTest, expect, keys: ["expect"] }];
  return calls.map((call, index) => ({
    given: call.args ?? layerArguments(ofTest, call.given),
    expect: call.expect ?? {},
    keys: ["calls", index, "expect"],
  }));
}
