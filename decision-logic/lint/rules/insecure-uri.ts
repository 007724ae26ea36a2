import { addressesIn, authorityOf } from "../facts/addresses.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** The device reports over https only. @see spec on-device 4 */
export const insecureUri: LintRule = {
  code: "FL504",
  name: "insecure-uri",
  severity: "error",
  about: "An address that begins with http.",
  hint: "Begin it with https://.",
  check({ script }) {
    return addressesIn(script).flatMap((address): readonly Finding[] => {
      const scheme = authorityOf(address)?.scheme ?? "https";
      const at = address.partAt(0)?.node;
      if (scheme === "https" || at === undefined) return [];
      const start = at.start + script.textOf(at).indexOf("http://");
      const fix =
        scheme === "http" ? { range: [start, start + 4] as const, text: "https" } : undefined;
      return [
        {
          at,
          message: `The device reports over https only: what goes to ${scheme}:// is withheld.`,
          fix,
        },
      ];
    });
  },
};
