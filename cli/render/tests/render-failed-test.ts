import { isDeepStrictEqual } from "node:util";
import { DECISION_FUNCTIONS, type DecisionParameter, type JsonValue } from "../../../sdk/index.ts";
import type {
  CalledFunction,
  FileOutcome,
  TestFailure,
  TestOutcome,
} from "../../../testing/index.ts";
import { wrapText } from "../wrap-text.ts";
import { placeWithin } from "./count-tests.ts";
import { renderDifference } from "./render-difference.ts";

const width = 70;
const mostCalls = 3;
const mostConsoleLines = 20;

/** Why a test failed, and everything that may tell why: in plain text, without the indent it stands in. */
export function renderFailedTest(file: FileOutcome, test: TestOutcome): readonly string[] {
  return [
    ...test.failures.flatMap((failure) => renderFailure(file, test, failure)),
    ...(test.called === undefined ? [] : renderCalls(test.called, test.failures)),
    ...renderConsole(test),
    `seed ${test.seed}`,
  ];
}

function renderFailure(
  file: FileOutcome,
  test: TestOutcome,
  { key, call, place, message, difference, toPaste }: TestFailure,
): readonly string[] {
  const ofCall = call === undefined ? "" : `call ${call + 1}`;
  const what = [ofCall, key ?? ""].filter((part) => part !== "").join(", ");
  const head = `${placeWithin(file, place ?? test.place)}  ${what}`.trimEnd();
  const reasons =
    message === undefined ? [] : message.split("\n").map((line) => wrapText(line, { width }));
  return [
    head,
    ...indent(reasons.flatMap((reason) => reason.split("\n"))),
    ...indent(difference === undefined ? [] : renderDifference(difference)),
    ...indent(toPaste === undefined ? [] : ["as a test:", ...toPaste.split("\n")]),
  ];
}

/** Of several calls, those that failed. */
function renderCalls(
  { script, line, function: id, arguments: calls }: CalledFunction,
  failures: readonly TestFailure[],
): readonly string[] {
  const { parameters = [] } = DECISION_FUNCTIONS.find((each) => each.id === id) ?? {};
  const place = line === undefined ? script : `${script}:${line}`;
  const failed = new Set(failures.flatMap(({ call }) => call ?? []));
  const indexes = [...calls.keys()].filter((index) => failed.size === 0 || failed.has(index));
  const told = indexes.slice(0, mostCalls).flatMap((index) => {
    const which = calls.length === 1 ? "" : ` in call ${index + 1} of ${calls.length}`;
    const given = renderArguments(calls[index] ?? [], parameters);
    return [`${id} of ${place} was given${which}`, ...indent(given)];
  });
  const more = indexes.length - mostCalls;
  return more > 0 ? [...told, `…and ${more} more ${more === 1 ? "call" : "calls"}`] : told;
}

/** Each on a line; samples go without saying, but for those that are short: somebody may have given the same. */
function renderArguments(
  given: readonly JsonValue[],
  parameters: readonly DecisionParameter[],
): readonly string[] {
  const own = given.flatMap((value, index) => {
    const { name = `argument ${index + 1}`, sample } = parameters[index] ?? {};
    const text = `${name}: ${JSON.stringify(value)}`;
    if (isDeepStrictEqual(value, sample) && typeof value === "object") return [];
    return [text.length > width ? `${text.slice(0, width - 1)}…` : text];
  });
  if (own.length === given.length) return own;
  return [...own, own.length === 0 ? "samples only" : "and samples"];
}

function renderConsole({ console }: TestOutcome): readonly string[] {
  if (console.length === 0) return [];
  const lines = console.slice(0, mostConsoleLines).map(({ level, text }) => `${level}  ${text}`);
  const more = console.length - lines.length;
  return ["console", ...indent([...lines, ...(more > 0 ? [`…and ${more} more lines`] : [])])];
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
