import type { LintRule } from "../lint-rule.ts";

/** Checked where the comments are read. */
export const unexplainedDisable: LintRule = {
  code: "FL901",
  name: "unexplained-disable",
  severity: "error",
  about: "A comment that switches a rule off without saying why.",
  hint: "Write: // fledgling-lint-disable-next-line rule -- reason",
  check: () => [],
};
