import { decisionFunctionAround } from "../facts/decision-functions.ts";
import { globalUsesIn } from "../facts/global-uses.ts";
import { DECISION_FUNCTIONS } from "../../../sdk/model/decision-functions.ts";
import type { DecisionFunction } from "../../../sdk/model/decision-function.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

const FUNCTIONS: readonly DecisionFunction[] = DECISION_FUNCTIONS;
const GLOBALS: readonly string[] = [...new Set(FUNCTIONS.flatMap(({ globals }) => globals))];

/** What the device adds for some functions, used in another. @see spec on-device 1.5 and 1.6 */
export const misplacedGlobal: LintRule = {
  code: "FL107",
  name: "misplaced-global",
  severity: "error",
  about:
    "`registerAdBeacon` outside of reporting, `forDebuggingOnly` outside of bidding and scoring.",
  hint: "Move it there, or ask with typeof before you use it.",
  check({ script }) {
    return globalUsesIn(script, GLOBALS).flatMap(({ name, at }): readonly Finding[] => {
      const around = decisionFunctionAround(script, at)?.definition;
      if (around === undefined || around.globals.some((each) => each === name)) return [];
      const homes = [
        ...new Set(
          FUNCTIONS.filter(({ globals }) => globals.some((each) => each === name)).map(
            ({ functionName }) => functionName,
          ),
        ),
      ];
      return [
        {
          at,
          message: `${name} exists in ${homes.join(" and ")} only: in ${around.functionName} using it throws.`,
        },
      ];
    });
  },
};
