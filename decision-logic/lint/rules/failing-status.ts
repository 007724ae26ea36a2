import { writtenResultsIn } from "../facts/written-results.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** A status says that the script failed, not that an ad did. @see spec on-device 1.4 */
export const failingStatus: LintRule = {
  code: "FL305",
  name: "failing-status",
  severity: "warning",
  about: "A status other than 0 from `scoreAd`: it fails the whole auction, not one ad.",
  hint: "To turn an ad down, give it { status: 0, score: 0 }.",
  check(context) {
    return writtenResultsIn(context.script).flatMap(
      ({ object, key, function: { definition } }): readonly Finding[] => {
        const status = object.properties.get("status")?.value;
        if (
          definition.functionName !== "scoreAd" ||
          key !== undefined ||
          status?.type !== "Literal"
        )
          return [];
        if (Number(status.value) === 0 && status.value !== false && status.value !== null)
          return [];
        return [
          {
            at: status,
            message: `Status ${status.raw} fails the whole auction, for every ad in it.`,
          },
        ];
      },
    );
  },
};
