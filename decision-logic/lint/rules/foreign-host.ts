import { addressesIn, authorityOf } from "../facts/addresses.ts";
import { PLACEHOLDER } from "../facts/uri-parts.ts";
import type { Finding, LintRule } from "../lint-rule.ts";

/** Reports go to the party's own host or a subdomain of it. @see spec on-device 4 */
export const foreignHost: LintRule = {
  code: "FL505",
  name: "foreign-host",
  severity: "error",
  about: "An address on a host that is not the party's.",
  hint: "Report to your own host, or a subdomain of it.",
  dependsOn: "scenario",
  check({ script, hosts = [] }) {
    return addressesIn(script).flatMap((address): readonly Finding[] => {
      const { authority = PLACEHOLDER } = authorityOf(address) ?? {};
      const host = authority.replace(/^.*@/, "").replace(/:\d*$/, "").toLowerCase();
      if (host === "" || host.includes(PLACEHOLDER)) return [];
      const foreign = hosts.filter(
        (own) => host !== own.toLowerCase() && !host.endsWith(`.${own.toLowerCase()}`),
      );
      if (foreign.length === 0) return [];
      return [
        {
          at: address.node,
          message: `${host} does not belong to ${foreign.join(" or ")}, whose script this is: what goes there is withheld.`,
        },
      ];
    });
  },
};
