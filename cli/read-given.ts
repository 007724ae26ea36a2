import {
  DECISION_FUNCTIONS,
  MediationError,
  type DecisionFunctionId,
  type DecisionParameter,
} from "../sdk/index.ts";
import type { Given } from "../testing/index.ts";
import type { CliIo } from "./cli-io.ts";
import { parseFields } from "./parse-fields.ts";
import { readArguments } from "./read-arguments.ts";

interface ArgumentOptions {
  /** A file; `-` is standard input. */
  readonly args?: string;
  /** `name=value` each. */
  readonly arg?: readonly string[];
}

interface GivenArguments {
  readonly given: Given;
  /** Names of arguments that nobody gave. */
  readonly samples: readonly string[];
}

/**
 * The arguments of a call as a command line gives them: those of `--arg` on top of those of `--args`.
 *
 * @throws MediationError ERR_CLI_UNREADABLE, ERR_CLI_USAGE
 */
export async function readGiven(
  id: DecisionFunctionId,
  { args, arg = [] }: ArgumentOptions,
  io: CliIo,
): Promise<GivenArguments> {
  const parameters = DECISION_FUNCTIONS.find((each) => each.id === id)?.parameters ?? [];
  const file = args === "-" ? undefined : args;
  const given = args === undefined ? {} : await readArguments(file, io);
  if (isList(given)) {
    if (arg.length > 0) throw needsNames();
    return { given, samples: [] };
  }
  const named = parseFields(arg, (path) => isText(parameters, path), { ...given }) as Given;
  const names = parameters.map(({ name }) => name);
  return { given: named, samples: names.filter((name) => !Object.hasOwn(named, name)) };
}

function isList(given: Given): given is Extract<Given, readonly unknown[]> {
  return Array.isArray(given);
}

/** Whether the sample has text in that place: an id of digits is no number. */
function isText(parameters: readonly DecisionParameter[], path: string): boolean {
  const [first, ...rest] = path.split(".");
  const sample = parameters.find(({ name }) => name === first)?.sample;
  const found = rest.reduce<unknown>((at, key) => Object(at)[key], sample);
  return typeof found === "string";
}

function needsNames(): MediationError {
  return new MediationError("ERR_CLI_USAGE", "--arg names arguments, and --args has a list.", {
    hint: "Write a map of arguments by name into the file.",
  });
}
