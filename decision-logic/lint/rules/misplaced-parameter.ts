import { decisionFunctionsIn, nameOfParameter } from "../facts/decision-functions.ts";
import { toWord } from "../facts/to-word.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** Only the place of a parameter counts, so one with another's name holds something else than it says. */
export const misplacedParameter: LintRule = {
  code: "FL204",
  name: "misplaced-parameter",
  severity: "warning",
  about: "A parameter that has the name of another argument than the one at its place.",
  hint: "Put the parameters into the device's order; for those you don't need, any name will do.",
  check({ script }) {
    return decisionFunctionsIn(script).flatMap(({ definition, node }) => {
      const { functionName, parameters } = definition;
      const places = parameters.map(({ name }) => toWord(name));
      return (node?.params ?? []).flatMap((pattern, index): readonly Finding[] => {
        const name = nameOfParameter(pattern) ?? "";
        const place = places.indexOf(toWord(name));
        if (place === -1 || place === index) return [];
        const given = parameters[index]?.name ?? "nothing";
        return [
          {
            at: pattern,
            message: `Argument ${index + 1} of ${functionName} is ${given}; ${parameters[place]?.name} is argument ${place + 1}.`,
          },
        ];
      });
    });
  },
};
