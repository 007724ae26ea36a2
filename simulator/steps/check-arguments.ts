import type { JsonValue } from "../../sdk/index.ts";
import { indexOfArgument, type ScriptFunction } from "./script-parameters.ts";
import type { StepExpect } from "./step-expect-schema.ts";
import type { StepRecord } from "./step-record.ts";

type Arguments = Readonly<Record<string, JsonValue | undefined>>;

/** Of each function, one call has to have been given all that is named. */
export function checkArguments(
  wanted: NonNullable<StepExpect["arguments"]>,
  record: StepRecord,
): readonly string[] {
  const functions = Object.entries(wanted) as readonly [ScriptFunction, Arguments | undefined][];
  return functions.flatMap(([name, expected = {}]) => {
    const calls = callsOf(name, record);
    if (calls.some((given) => isGiven(name, expected, given))) return [];
    const asked = JSON.stringify(expected);
    return [`expected a call of ${name} with ${asked}, got ${describe(name, expected, calls)}`];
  });
}

type Call = readonly JsonValue[];

function callsOf(name: ScriptFunction, { events }: StepRecord): readonly Call[] {
  return events.flatMap((event) =>
    event.type === "logic.finished" && event.function === name
      ? ((event.arguments ?? []) as readonly Call[])
      : [],
  );
}

function isGiven(name: ScriptFunction, expected: Arguments, given: Call): boolean {
  return Object.entries(expected).every(([argument, value]) =>
    holds(argumentOf(name, argument, given), value),
  );
}

function argumentOf(name: ScriptFunction, argument: string, given: Call): JsonValue | undefined {
  const index = indexOfArgument(name, argument);
  return index === undefined ? undefined : given[index];
}

/** Whether `value` has everything that `part` has: maps may hold more, lists and plain values must be equal. */
function holds(value: JsonValue | undefined, part: JsonValue | undefined): boolean {
  if (typeof part !== "object" || part === null) return value === part;
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(part) !== Array.isArray(value)) return false;
  if (Array.isArray(part) && Object.keys(part).length !== Object.keys(value).length) return false;
  const whole = value as Arguments;
  return Object.entries(part).every(([key, each]) => holds(whole[key], each));
}

const mostCallsTold = 3;
const longestCallTold = 300;

/** Each call as far as it was asked about. */
function describe(name: ScriptFunction, expected: Arguments, calls: readonly Call[]): string {
  if (calls.length === 0) return "no call";
  const told = calls.slice(0, mostCallsTold).map((given) => {
    const asked = Object.keys(expected).map((argument) => [
      argument,
      argumentOf(name, argument, given),
    ]);
    const text = JSON.stringify(Object.fromEntries(asked));
    return text.length > longestCallTold ? `${text.slice(0, longestCallTold)}…` : text;
  });
  const more = calls.length - told.length;
  return [...told, ...(more > 0 ? [`${more} more`] : [])].join(", ");
}
