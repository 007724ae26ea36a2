import { addressesIn } from "../facts/addresses.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** The first question mark begins the query; a second one is part of a value. */
export const secondQuestionMark: LintRule = {
  code: "FL502",
  name: "second-question-mark",
  severity: "warning",
  about: "A second question mark in an address: what follows is part of the parameter before it.",
  hint: "Begin every parameter but the first with &.",
  check({ script }) {
    return addressesIn(script).flatMap((address): readonly Finding[] => {
      const text = address.text.replace(/#.*$/s, "");
      const second = text.indexOf("?", text.indexOf("?") + 1);
      const part = text.includes("?") && second > 0 ? address.partAt(second) : undefined;
      return part === undefined
        ? []
        : [
            {
              at: part.node,
              message:
                "The query has begun already: this question mark is part of the parameter before it.",
            },
          ];
    });
  },
};
