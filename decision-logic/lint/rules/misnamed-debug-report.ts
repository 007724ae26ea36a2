import { nearestWord } from "../../../sdk/foundation/nearest-word.ts";
import { isGlobal } from "../facts/beacons.ts";
import { keyOf } from "../facts/object-shape.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

const METHODS: readonly string[] = ["reportAdAuctionWin", "reportAdAuctionLoss"];

/** There are two, and whatever else is called throws. @see spec on-device 1.6 */
export const misnamedDebugReport: LintRule = {
  code: "FL109",
  name: "misnamed-debug-report",
  severity: "error",
  about: "A method of `forDebuggingOnly` that there isn't.",
  hint: `There are ${METHODS.join(" and ")}.`,
  check({ script }) {
    return script
      .all("MemberExpression")
      .flatMap(({ object, property, computed }): readonly Finding[] => {
        const name = keyOf({ key: property, computed });
        if (name === undefined || METHODS.includes(name)) return [];
        if (!isGlobal(script, object, "forDebuggingOnly")) return [];
        const nearest = nearestWord(name, METHODS);
        const hint = nearest === undefined ? {} : { hint: `Did you mean ${nearest}?` };
        return [
          { at: property, message: `forDebuggingOnly has no ${name}: calling it throws.`, ...hint },
        ];
      });
  },
};
