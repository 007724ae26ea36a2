import { decisionFunctionsIn } from "../facts/decision-functions.ts";
import type { LintRule } from "../lint-rule.ts";

const scoringOrBidding = ["__rb_entry_point", "forDebuggingOnly"];
/** Android's text around reporting scripts declares these. */
const reporting = ["registerAdBeacon", "interaction_reporting_uris", "isString", "isDict"];

/** Names that the device itself declares around a script. @see spec on-device 1.1 */
export const reservedName: LintRule = {
  code: "FL106",
  name: "reserved-name",
  severity: "error",
  about: "Names at the top level that the device declares itself, or reserves.",
  hint: "Call it something else.",
  check({ script }) {
    const isReporting = decisionFunctionsIn(script).some(({ definition }) =>
      definition.globals.some((name) => name === "registerAdBeacon"),
    );
    const reserved = new Set([...scoringOrBidding, ...(isReporting ? reporting : [])]);
    return script.names.all
      .filter(({ text, isTopLevel }) => isTopLevel && reserved.has(text))
      .flatMap(({ text, definitions }) =>
        definitions.map(({ identifier }) => ({
          at: identifier,
          message: `The device declares ${text} around the script: declaring it again fails, or hides it.`,
        })),
      );
  },
};
