import { isDeepStrictEqual } from "node:util";
import { stringify } from "yaml";
import {
  DECISION_FUNCTIONS,
  type DecisionFunction,
  type DecisionFunctionId,
  type JsonObject,
  type JsonValue,
} from "../../sdk/index.ts";
import { nameArguments } from "../script-call/name-arguments.ts";
import type { Arguments } from "./arbitrary-arguments.ts";
import type { Breach, Law } from "./law.ts";

export interface BrokenCase {
  readonly law: Law;
  readonly function: DecisionFunctionId;
  readonly calls: readonly Arguments[];
  readonly breach: Breach;
  /** Said beside the function. */
  readonly testKeys: Readonly<Record<string, unknown>>;
}

/** A test that shows what broke a law, to be pasted below `tests:` of a file of tests. */
export function writeLawTest({ law, function: id, calls, breach, testKeys }: BrokenCase): string {
  const { expects, when } = breach;
  const entries = calls.map((call, index) => {
    const expect = expects[index];
    return [
      ...writeArguments(id, call),
      ...(expect === undefined ? [] : [`expect: ${inline(expect)}`]),
    ];
  });
  const [only = [], ...others] = entries;
  const lines = [
    `name: ${inline(law.about.replace(/\.$/, ""))}`,
    ...Object.entries(testKeys).map(([key, value]) => `${key}: ${inline(value)}`),
    `function: ${id}`,
    ...(when === undefined
      ? []
      : [`seed: ${when.seed}`, `now: ${new Date(when.nowMs).toISOString()}`]),
    ...(others.length === 0
      ? only
      : ["calls:", ...entries.flatMap((entry) => indent(toEntry(entry)))]),
  ];
  return toEntry(lines).join("\n");
}

function toEntry([first = "{}", ...rest]: readonly string[]): readonly string[] {
  return [`- ${first}`, ...indent(rest)];
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** By name and without what is in the samples, where that says it all. */
function writeArguments(id: DecisionFunctionId, given: Arguments): readonly string[] {
  const of: DecisionFunction | undefined = DECISION_FUNCTIONS.find((each) => each.id === id);
  if (of === undefined) return [];
  const own = Object.fromEntries(
    of.parameters.flatMap(({ name, sample }, index) => {
      const value = takeAway(sample, given[index] ?? null);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  if (!isDeepStrictEqual(nameArguments(of, own), given)) return [`args: ${inline(given)}`];
  return Object.keys(own).length === 0 ? [] : [`given: ${inline(own)}`];
}

function takeAway(sample: JsonValue, value: JsonValue): JsonValue | undefined {
  if (isDeepStrictEqual(sample, value)) return undefined;
  if (!isMap(sample) || !isMap(value)) return value;
  const own = Object.entries(value).filter(([key, each]) => !isDeepStrictEqual(each, sample[key]));
  return Object.fromEntries(own);
}

function isMap(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function inline(value: unknown): string {
  return stringify(value, { collectionStyle: "flow", lineWidth: 0 }).trimEnd();
}
