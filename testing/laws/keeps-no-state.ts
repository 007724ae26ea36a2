import { isDeepStrictEqual } from "node:util";
import { option, tuple } from "fast-check";
import { DECISION_FUNCTIONS, type ScriptGlobal } from "../../sdk/index.ts";
import type { Law } from "./law.ts";
import { wordReturned } from "./word-value.ts";

/** Who reports is called once in a world, and cannot register its beacons twice. */
const reporting: ScriptGlobal = "registerAdBeacon";

export const keepsNoState: Law = {
  name: "keeps-no-state",
  about:
    "What it returns does not depend on earlier calls in its world, nor on being called twice.",
  functions: DECISION_FUNCTIONS.filter(({ globals }) =>
    (globals as readonly ScriptGlobal[]).every((name) => name !== reporting),
  ).map(({ id }) => id),
  cases: (anArgumentList) =>
    tuple(anArgumentList, option(anArgumentList, { nil: undefined })).map(([each, between]) =>
      between === undefined ? [each, each] : [each, between, each],
    ),
  async check(calls, call) {
    const { outcome } = await call(calls);
    const unasked = calls.slice(0, -1).map(() => undefined);
    if (outcome.kind === "threw") {
      // The call between the two may throw by itself, which is for another law.
      if (outcome.call !== calls.length - 1) return undefined;
      const why = `it returns when it is called first, and throws when it is called again: ${outcome.message}`;
      return { why, expects: [...unasked, undefined] };
    }
    const values = outcome.kind === "returned" ? outcome.values : [];
    const [first, again] = [values[0], values[calls.length - 1]];
    if (first === undefined || again === undefined) return undefined;
    if (isDeepStrictEqual(first, again)) return undefined;
    const expected = first.kind === "value" ? { returnsExactly: first.value } : undefined;
    return {
      why: `it returns ${wordReturned(first)} when it is called first, and ${wordReturned(again)} for the same arguments later`,
      expects: [...unasked, expected],
    };
  },
};
