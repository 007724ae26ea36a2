import type { LintRule } from "../lint-rule.ts";

/** Has nothing to check by itself: a script that it is about never gets as far as the rules. */
export const unparsable: LintRule = {
  code: "FL101",
  name: "unparsable",
  severity: "error",
  about: "A script that is no JavaScript.",
  hint: "Mend the syntax; a device would find no function in this script.",
  check: () => [],
};
