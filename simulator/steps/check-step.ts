import { checkArguments } from "./check-arguments.ts";
import { checkConsole, checkNotRequested, checkRequested, checkRules } from "./check-seen.ts";
import type { StepExpect } from "./step-expect-schema.ts";
import { isNobodyWon, renderException, type StepRecord } from "./step-record.ts";

/** An expectation of a step that was not met: which one, if the scenario has it, and what there was instead. */
export interface UnmetExpectation {
  readonly key?: string;
  readonly message: string;
}

/** An exception that no expectation speaks of was not expected. */
export function checkStep(
  expected: StepExpect | undefined,
  record: StepRecord,
): readonly UnmetExpectation[] {
  if (expected === undefined) return checkUnspoken({}, record);
  if (record.skipped !== undefined) {
    return [{ message: `expected it to be carried out, but ${record.skipped.detail}` }];
  }
  const checks = Object.entries(CHECKS) as readonly [keyof StepExpect, Check<never>][];
  const unmet = checks.flatMap(([key, check]) => {
    const wanted = expected[key];
    const problems = wanted === undefined ? [] : check(wanted as never, record);
    return problems.map((message) => ({ key, message }));
  });
  return [...unmet, ...checkUnspoken(expected, record)];
}

/** Whoever expects one of these has spoken of how the call ends. */
const HOW_IT_ENDS: readonly (keyof StepExpect)[] = [
  "winner",
  "buyer",
  "bid",
  "succeeds",
  "exception",
  "exceptionMessage",
  "status",
  "message",
  "messageContains",
];

function checkUnspoken(expected: StepExpect, record: StepRecord): readonly UnmetExpectation[] {
  const isSpokenOf = HOW_IT_ENDS.some((key) => expected[key] !== undefined);
  return record.threw === undefined || isSpokenOf ? [] : [{ message: wordThrow(record) }];
}

/** One sentence per difference. */
type Check<Wanted> = (wanted: Wanted, record: StepRecord) => readonly string[];

const CHECKS: { readonly [Key in keyof StepExpect]-?: Check<NonNullable<StepExpect[Key]>> } = {
  winner: (wanted, record) => compare("winner", wanted, winnerOf(record)),
  buyer: (wanted, record) => compare("buyer", wanted, record.selected?.buyer ?? endOf(record)),
  bid: (wanted, record) => compare("bid", wanted, record.selected?.bid ?? endOf(record)),
  succeeds: (_wanted, record) => (record.threw === undefined ? [] : [wordThrow(record)]),
  exception: (wanted, record) =>
    compare("exception", wanted, record.threw?.exception ?? endOf(record)),
  exceptionMessage: (wanted, record) =>
    compare("exceptionMessage", wanted, record.threw?.exceptionMessage ?? endOf(record)),
  status: (wanted, { failure }) => compare("status", wanted, failure?.status ?? 0),
  message: (wanted, { failure }) => compare("message", wanted, failure?.serviceMessage ?? ""),
  messageContains: (wanted, { failure }) => {
    const words = failure?.serviceMessage ?? "";
    return words.includes(wanted) ? [] : compare("a message that contains", wanted, words);
  },
  requested: checkRequested,
  notRequested: checkNotRequested,
  arguments: checkArguments,
  console: checkConsole,
  rules: checkRules,
};

function compare(what: string, wanted: string | number, got: string | number): readonly string[] {
  return wanted === got ? [] : [`expected ${what} ${show(wanted)}, got ${show(got)}`];
}

function show(value: string | number): string | number {
  return value === "" ? "nothing" : value;
}

function winnerOf(record: StepRecord): string {
  return record.returned?.renderUri ?? (isNobodyWon(record) ? "nobody" : endOf(record));
}

/** How the call ended, where something else was looked for. */
function endOf(record: StepRecord): string {
  if (record.threw !== undefined) return `${renderException(record.threw)}${whyOf(record)}`;
  return record.selected === undefined ? "success" : record.selected.renderUri;
}

function wordThrow(record: StepRecord): string {
  return `expected it to succeed, got ${endOf(record)}`;
}

function whyOf({ failure }: StepRecord): string {
  return failure?.rule === undefined ? "" : ` (${failure.rule}: ${failure.detail ?? ""})`;
}
