import { writtenResultsIn } from "../facts/written-results.ts";
import type { Finding, LintRule } from "../lint-rule.ts";
import { nearestKey } from "../facts/nearest-key.ts";

/** A result without something that the device looks for, `status` above all. @see spec on-device 1.2 and 1.4 */
export const missingResultKey: LintRule = {
  code: "FL302",
  name: "missing-result-key",
  severity: "error",
  about: "A result without a key that the device needs, such as `status`.",
  hint: "Add it.",
  check(context) {
    return writtenResultsIn(context.script).flatMap((written): readonly Finding[] => {
      const {
        object,
        wanted,
        key,
        function: { definition },
      } = written;
      const misspelt = new Set(
        [...object.properties.keys()].map((name) => nearestKey(name, written)),
      );
      const missing = wanted.required.filter(
        (name) => !object.properties.has(name) && !misspelt.has(name),
      );
      if (object.isOpen || missing.length === 0) return [];
      const what =
        key === undefined
          ? `The result of ${definition.functionName}`
          : `${key} of ${definition.functionName}'s result`;
      return [
        {
          at: object.node,
          message: `${what} has no ${missing.join(" and no ")}.`,
          hint: `Give back ${definition.returns}.`,
        },
      ];
    });
  },
};
