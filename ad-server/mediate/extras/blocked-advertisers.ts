import { defineExtra } from "../mediate-extra.ts";
import { optional, texts } from "../mediate-fields.ts";
import { shorten } from "../shorten.ts";

export const blockedAdvertisers = defineExtra({
  fields: {
    blocked_advertisers: optional(texts).describe(
      "Domains, with everything below them, whose ads take no part",
    ),
  },
  open({ blocked_advertisers: domains }) {
    if (!domains?.length) return undefined;
    const blocked = new Set(domains.map((domain) => domain.toLowerCase()));
    return {
      refuse({ bid: { adomain } }) {
        const found = adomain?.find((own) => isWithin(own.toLowerCase(), blocked));
        if (found === undefined) return undefined;
        return { rule: "advertiser-blocked", why: `"${shorten(found)}" is blocked` };
      },
    };
  },
});

/** No name of a host is longer. */
const longestDomain = 253;

function isWithin(domain: string, blocked: ReadonlySet<string>): boolean {
  if (blocked.has(domain)) return true;
  if (domain.length > longestDomain) return false;
  for (let dot = domain.indexOf("."); dot !== -1; dot = domain.indexOf(".", dot + 1)) {
    if (blocked.has(domain.slice(dot + 1))) return true;
  }
  return false;
}
