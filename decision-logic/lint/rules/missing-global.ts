import { absentNamesIn } from "../facts/absent-names.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** Globals of browsers and of Node that no device has. */
export const missingGlobal: LintRule = {
  code: "FL103",
  name: "missing-global",
  severity: "error",
  about: "Globals of browsers and of Node that no device has: timers, fetch, URL, TextEncoder, …",
  hint: "Ask with typeof before you use it.",
  check({ script }) {
    return absentNamesIn(script, "missing").map(({ name, at, hint }): Finding => ({
      at,
      message: `There is no ${name} on a device: using it throws.`,
      hint,
    }));
  },
};
