import { decisionFunctionsIn } from "../facts/decision-functions.ts";
import type { LintRule } from "../lint-rule.ts";

/** Bidding logic of version 3, where the device only knows version 2. @see spec on-device 1.3 */
export const newerVersion: LintRule = {
  code: "FL206",
  name: "newer-version",
  severity: "error",
  about: "A `generateBid` of version 3 where the profile has version 2.",
  hint: "Write it for version 2, or set biddingLogicJsVersion to 3.",
  dependsOn: "profile",
  check({ script, profile }) {
    if (profile === undefined || profile.settings.biddingLogicJsVersion >= 3) return [];
    const { name, settings } = profile;
    return decisionFunctionsIn(script)
      .filter(({ definition }) => definition.id === "generateBidV3")
      .map(({ identifier }) => ({
        at: identifier,
        message: `This generateBid is of version 3; profile ${name} calls version ${settings.biddingLogicJsVersion}, once for each ad and with other arguments.`,
      }));
  },
};
