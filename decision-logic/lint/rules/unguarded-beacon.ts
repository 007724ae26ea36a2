import { beaconCallsIn, type CallNode } from "../facts/beacons.ts";
import { decisionFunctionAround } from "../facts/decision-functions.ts";
import { isGuarded } from "../facts/guards.ts";
import type { Finding, LintRule } from "../lint-rule.ts";
import type { Script } from "../syntax/script.ts";

/** Another rule's business: it never exists there. */
function isMisplaced(script: Script, call: CallNode): boolean {
  const around = decisionFunctionAround(script, call)?.definition;
  return around !== undefined && !around.globals.some((name) => name === "registerAdBeacon");
}

/** Where beacons are off the function is not defined, and the whole report fails. @see spec on-device 1.5 */
export const unguardedBeacon: LintRule = {
  code: "FL506",
  name: "unguarded-beacon",
  severity: "warning",
  about:
    "`registerAdBeacon` without a question whether it is there; an error where the profile has beacons off.",
  hint: 'Write: if (typeof registerAdBeacon === "function") registerAdBeacon({ … });',
  dependsOn: "profile",
  check({ script, profile }) {
    const isOff = profile?.settings.registerAdBeaconEnabled === false;
    return beaconCallsIn(script)
      .filter((call) => !isGuarded(script, call, "registerAdBeacon") && !isMisplaced(script, call))
      .map(({ callee }): Finding => {
        const where = isOff
          ? `Profile ${profile.name} has beacons off`
          : "Where beacons are off, as in profile android,";
        const message = isOff
          ? `${where}: registerAdBeacon is not defined, the call throws, and the whole report fails.`
          : `${where} registerAdBeacon is not defined: the call throws, and the whole report fails.`;
        return { at: callee, message, ...(isOff && { severity: "error" }) };
      });
  },
};
