import { globalUsesIn } from "../facts/global-uses.ts";
import type { LintRule } from "../lint-rule.ts";

/** Depends on the profile: most devices have a console, if a silent one. */
export const missingConsole: LintRule = {
  code: "FL108",
  name: "missing-console",
  severity: "error",
  about: "`console` where the profile gives scripts none.",
  hint: "Take it out, or ask with typeof before you use it.",
  dependsOn: "profile",
  check({ script, profile }) {
    if (profile?.settings.scriptConsoleAvailable !== false) return [];
    return globalUsesIn(script, ["console"]).map(({ at }) => ({
      at,
      message: `There is no console in profile ${profile.name}: using it throws.`,
    }));
  },
};
