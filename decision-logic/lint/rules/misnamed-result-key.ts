import { nearestKey } from "../facts/nearest-key.ts";
import { writtenResultsIn } from "../facts/written-results.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** A key that the device does not read, where one that it does read is missing. */
export const misnamedResultKey: LintRule = {
  code: "FL303",
  name: "misnamed-result-key",
  severity: "error",
  about: "A key of a result that is almost, but not quite, one that the device reads.",
  hint: "Call it what the device calls it.",
  check(context) {
    return writtenResultsIn(context.script).flatMap((written) => {
      const all = [...written.object.properties].map(([name, property]) => ({
        name,
        property,
        meant: nearestKey(name, written),
      }));
      return all.flatMap(({ name, property, meant }): readonly Finding[] => {
        if (meant === undefined) return [];
        const isOnly = all.filter((other) => other.meant === meant).length === 1;
        const { start, end } = property.key;
        const text = property.shorthand ? `${meant}: ${name}` : meant;
        const message = `The device reads ${meant}, and takes no notice of ${name}.`;
        return [
          { at: property.key, message, ...(isOnly && { fix: { range: [start, end], text } }) },
        ];
      });
    });
  },
};
