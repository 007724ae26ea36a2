import { beaconCallsIn } from "../facts/beacons.ts";
import { shapeOf } from "../facts/object-shape.ts";
import { partsOf, sketch, PLACEHOLDER } from "../facts/uri-parts.ts";
import type { Finding, LintRule } from "../lint-rule.ts";
import type { LintProfile } from "../lint-surroundings.ts";

/** As AOSP's code has them, for a script that no profile goes with. @see spec on-device 1.5 */
const android: Pick<
  LintProfile["settings"],
  "maxBeaconKeyBytes" | "maxBeaconsPerAdTech" | "maxBeaconUriBytes"
> = {
  maxBeaconsPerAdTech: 10,
  maxBeaconKeyBytes: 40,
  maxBeaconUriBytes: 400,
};

/** What is over a limit is dropped without a word. */
export const beaconLimits: LintRule = {
  code: "FL509",
  name: "beacon-limits",
  severity: "warning",
  about: "More beacons than the device keeps, or a key or address that is longer than it keeps.",
  hint: "Leave out what you can do without: the device drops it without a word.",
  dependsOn: "profile",
  check({ script, profile }) {
    const limits = profile?.settings ?? android;
    return beaconCallsIn(script).flatMap(({ arguments: [uris] }) => {
      const beacons = [...(shapeOf(uris)?.properties ?? [])];
      const [first] = beacons.slice(limits.maxBeaconsPerAdTech);
      const tooMany: readonly Finding[] =
        first === undefined
          ? []
          : [
              {
                at: first[1],
                message: `Of ${beacons.length} beacons the device keeps the first ${limits.maxBeaconsPerAdTech}.`,
              },
            ];
      return [
        ...tooMany,
        ...beacons.flatMap(([key, { key: at, value }]) => {
          const uri = sketch(partsOf(script, value)).text.replaceAll(PLACEHOLDER, "");
          return [
            ...checkLength("key", { text: key, at, max: limits.maxBeaconKeyBytes }),
            ...checkLength("address", { text: uri, at: value, max: limits.maxBeaconUriBytes }),
          ];
        }),
      ];
    });
  },
};

function checkLength(
  what: string,
  { text, at, max }: { readonly text: string; readonly at: Finding["at"]; readonly max: number },
): readonly Finding[] {
  const length = byteLength(text);
  if (length <= max) return [];
  return [
    {
      at,
      message: `The ${what} of this beacon has ${length} bytes or more; the device keeps up to ${max}.`,
    },
  ];
}

/** In UTF-8, of which every escaped character is one byte. */
function byteLength(text: string): number {
  return encodeURIComponent(text.toWellFormed()).replaceAll(/%[0-9A-F]{2}/g, "x").length;
}
