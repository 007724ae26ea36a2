import { decisionFunctionsIn } from "../facts/decision-functions.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** More parameters than the device has arguments. @see spec on-device 1.2 and 1.3, rule 7 */
export const wrongArity: LintRule = {
  code: "FL203",
  name: "wrong-arity",
  severity: "warning",
  about:
    "More parameters than the device passes: the 7-parameter `generateBid`, the 8-parameter `scoreAd`, …",
  hint: "Declare those that the device passes, in its order.",
  check({ script }) {
    return decisionFunctionsIn(script).flatMap(({ definition, node }): readonly Finding[] => {
      const { functionName, parameters } = definition;
      const extra = node?.params[parameters.length];
      if (node === undefined || extra === undefined || extra.type === "RestElement") return [];
      const at = { start: extra.start, end: node.params.at(-1)?.end ?? extra.end };
      const passed = parameters.map(({ name }) => name).join(", ");
      const isRetried = definition.id === "generateBid" && node.params.length === 7;
      const what = isRetried
        ? "parameter 7 is {} if the script throws without it, else undefined"
        : `parameter ${parameters.length + 1} is undefined`;
      return [
        {
          at,
          message: `The device passes ${parameters.length} arguments to ${functionName} (${passed}): ${what}.`,
        },
      ];
    });
  },
};
