import { isDeepStrictEqual } from "node:util";
import type { ScriptOutcome } from "../../sdk/index.ts";
import { everyFunction } from "./every-function.ts";
import type { Law, When } from "./law.ts";
import { oneCall } from "./one-call.ts";
import { wordReturned } from "./word-value.ts";

/** Far enough from the usual for every part of a date to differ. */
const otherwise: When = { seed: 271_828, nowMs: Date.UTC(2031, 6, 19, 17, 42, 23, 456) };

export const repeatable: Law = {
  name: "repeatable",
  about: "It returns the same with other luck, and at another time.",
  functions: everyFunction,
  cases: oneCall,
  async check(calls, call) {
    const usual = await call(calls);
    const other = await call(calls, otherwise);
    if (isDeepStrictEqual(endOf(usual.outcome), endOf(other.outcome))) return undefined;
    const [returned] = usual.outcome.kind === "returned" ? usual.outcome.values : [];
    const [one, another] = [usual.outcome, other.outcome].map(wordEnd);
    return {
      why: `it ${one}, and ${another} with another seed and Date`,
      expects: [returned?.kind === "value" ? { returnsExactly: returned.value } : undefined],
      when: otherwise,
    };
  },
};

function endOf(outcome: ScriptOutcome) {
  return outcome.kind === "returned" ? outcome.values : outcome.kind;
}

function wordEnd(outcome: ScriptOutcome): string {
  if (outcome.kind === "threw") return `throws ${outcome.message}`;
  if (outcome.kind !== "returned") return `does not return (${outcome.detail})`;
  const [returned] = outcome.values;
  return `returns ${returned === undefined ? "nothing" : wordReturned(returned)}`;
}
