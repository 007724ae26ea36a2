import { absentNamesIn } from "../facts/absent-names.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** What only Chrome's worklets have. */
export const chromeOnly: LintRule = {
  code: "FL104",
  name: "chrome-only",
  severity: "error",
  about: "Functions that only Chrome's worklets have: setBid, sendReportTo, privateAggregation, …",
  hint: "Ask with typeof before you use it.",
  check({ script }) {
    return absentNamesIn(script, "chrome-only").map(({ name, at, hint }): Finding => ({
      at,
      message: `${name} is Chrome's: on an Android device it is not defined.`,
      hint,
    }));
  },
};
