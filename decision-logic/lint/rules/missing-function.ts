import { decisionFunctionsIn, FUNCTION_NAMES } from "../facts/decision-functions.ts";
import type { Finding, LintRule } from "../lint-rule.ts";
import { misnamedFunction } from "./misnamed-function.ts";

/** A script without the function for which the device fetches it. */
export const missingFunction: LintRule = {
  code: "FL202",
  name: "missing-function",
  severity: "error",
  about:
    "A script that lacks a function which the scenario has the device call, or has none that any device calls.",
  hint: "Write it at the top level of the script.",
  dependsOn: "scenario",
  check(context) {
    const { script, functions } = context;
    const at = { start: script.program.start, end: script.program.start };
    const present = new Set(
      decisionFunctionsIn(script).map(({ definition }) => definition.functionName),
    );
    if (functions !== undefined) {
      return functions
        .filter((name) => !present.has(name))
        .map((name): Finding => ({
          at,
          message: `The device calls ${name}, and the script has no such function.`,
        }));
    }
    if (present.size > 0 || misnamedFunction.check(context).length > 0) return [];
    return [
      {
        at,
        message: `The script has none of the functions that a device calls: ${FUNCTION_NAMES.join(", ")}.`,
      },
    ];
  },
};
