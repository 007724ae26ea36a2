import { writtenResultsIn } from "../facts/written-results.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** `signals_for_buyer` is a string that holds JSON. @see spec on-device 1.2 */
export const signalsNotText: LintRule = {
  code: "FL304",
  name: "signals-not-text",
  severity: "error",
  about: "`signals_for_buyer` that is an object, not JSON text.",
  hint: "Wrap it in JSON.stringify().",
  check(context) {
    return writtenResultsIn(context.script).flatMap(({ object }): readonly Finding[] => {
      const value = object.properties.get("signals_for_buyer")?.value;
      if (value?.type !== "ObjectExpression") return [];
      const { start, end } = value;
      const text = `JSON.stringify(${context.script.textOf(value)})`;
      return [
        {
          at: value,
          message:
            "signals_for_buyer must be text that holds JSON: an object is refused, and nobody is told of the impression.",
          fix: { range: [start, end], text },
        },
      ];
    });
  },
};
