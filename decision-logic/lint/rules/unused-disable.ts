import type { LintRule } from "../lint-rule.ts";

/** Checked where the comments are read. */
export const unusedDisable: LintRule = {
  code: "FL902",
  name: "unused-disable",
  severity: "warning",
  about: "A comment that switches off a rule that has nothing to say, or does not exist.",
  hint: "Take it out.",
  check: () => [],
};
