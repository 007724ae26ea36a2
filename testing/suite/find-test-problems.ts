import { DECISION_FUNCTIONS, nearestWord, type DecisionFunctionId } from "../../sdk/index.ts";
import type { Finding, Path } from "../../simulator/index.ts";
import { lawsOf } from "../laws/laws.ts";
import { DECISION_FIELDS, KEYS_OF_ONE_CALL, type ValueExpect } from "./expect-schema.ts";
import type { CallTest, Defaults, LawTest, ScenarioTest } from "./test-file-schema.ts";

/** What is wrong with a test that calls a function, although each of its values is of the right kind. */
export function findCallProblems(test: CallTest, defaults: Defaults): readonly Finding[] {
  const functionId = test.function ?? defaults.function;
  return [
    ...findMissing({ script: test.script ?? defaults.script, function: functionId }),
    ...findMisplaced(test),
    ...(functionId === undefined ? [] : findForeign(test, functionId)),
  ];
}

/** One that holds a function to laws: some are about other functions. */
export function findLawProblems(test: LawTest, defaults: Defaults): readonly Finding[] {
  const id = test.function ?? defaults.function;
  const missing = findMissing({ script: test.script ?? defaults.script, function: id });
  if (id === undefined) return missing;
  const known = lawsOf(id).map(({ name }) => name);
  const { laws, name, given } = test;
  const strange = (laws === "all" ? [] : laws).flatMap((law, index): readonly Finding[] =>
    known.includes(law)
      ? []
      : [{ ...foreign([law], { id, noun: "law", known }), path: ["laws", index], at: "value" }],
  );
  return [...missing, ...strange, ...findForeign({ name, given }, id)];
}

/** One that runs a scenario: what is changed is no longer what the scenario speaks of. */
export function findScenarioProblems(test: ScenarioTest, defaults: Defaults): readonly Finding[] {
  const missing = findMissing({ scenario: test.scenario ?? defaults.scenario });
  if (test.set === undefined || test.expect !== undefined) return missing;
  const message = "is missing: what the scenario expects does not hold for what is changed";
  return [...missing, { path: ["expect"], at: "key", message }];
}

function findMissing(needed: Readonly<Record<string, unknown>>): readonly Finding[] {
  return Object.entries(needed)
    .filter(([, value]) => value === undefined)
    .map(([key]) => ({ path: [key], at: "key", message: "is missing, here and in the file" }));
}

/** Everything about one call belongs to it, where there are several. */
function findMisplaced({ given, args, calls, expect = {} }: CallTest): readonly Finding[] {
  const twice = [{ given, args, path: [] as Path }, ...(calls ?? []).map(toPlaced)]
    .filter((each) => each.given !== undefined && each.args !== undefined)
    .map(({ path }) => misplaced([...path, "args"], 'there are arguments by name, in "given"'));
  if (calls === undefined) return twice;
  const beside = 'belongs to one of the "calls"';
  const ofOneCall = Object.keys(expect).filter((key) => KEYS_OF_ONE_CALL.includes(key));
  return [
    ...twice,
    ...(args === undefined ? [] : [misplaced(["args"], beside)]),
    ...ofOneCall.map((key) => misplaced(["expect", key], beside)),
  ];
}

function misplaced(path: Path, message: string): Finding {
  return { path, at: "key", message };
}

interface Placed extends Pick<CallTest, "given" | "args"> {
  readonly expect?: ValueExpect | undefined;
  readonly path: Path;
}

function toPlaced(call: Omit<Placed, "path">, index: number): Placed {
  return { ...call, path: ["calls", index] };
}

/** Arguments and results that other functions have. */
function findForeign(test: CallTest, id: DecisionFunctionId): readonly Finding[] {
  const parameters = DECISION_FUNCTIONS.find((each) => each.id === id)?.parameters ?? [];
  const names = parameters.map(({ name }) => name);
  const read: readonly string[] = DECISION_FIELDS[id];
  const strangers = Object.values(DECISION_FIELDS)
    .flat()
    .filter((field) => !read.includes(field));
  return [{ ...test, path: [] }, ...(test.calls ?? []).map(toPlaced)].flatMap(
    ({ given = {}, expect = {}, path }: Placed) => [
      ...Object.keys(given)
        .filter((name) => !names.includes(name))
        .map((name) => foreign([...path, "given", name], { id, noun: "argument", known: names })),
      ...Object.keys(expect)
        .filter((key) => strangers.some((field) => field === key))
        .map((key) => foreign([...path, "expect", key], { id, noun: "result", known: read })),
    ],
  );
}

interface Known {
  readonly id: DecisionFunctionId;
  readonly noun: string;
  readonly known: readonly string[];
}

function foreign(path: Path, { id, noun, known }: Known): Finding {
  const nearest = nearestWord(String(path.at(-1)), known);
  const advice =
    nearest === undefined ? `expected one of ${known.join(", ")}` : `did you mean "${nearest}"?`;
  return { path, at: "key", message: `${id} has no such ${noun}, ${advice}` };
}
