import { defineExtra } from "../mediate-extra.ts";
import { optional, texts } from "../mediate-fields.ts";

export const blockedAdvertisers = defineExtra({
  fields: {
    blocked_advertisers: optional(texts).describe(
      "Domains, with everything below them, whose ads take no part",
    ),
  },
  open({ blocked_advertisers: domains }) {
    if (!domains?.length) return undefined;
    const blocked = domains.map((domain) => `.${domain.toLowerCase()}`);
    return {
      refuse({ bid: { adomain } }) {
        const found = adomain?.find((own) =>
          blocked.some((domain) => `.${own.toLowerCase()}`.endsWith(domain)),
        );
        if (found === undefined) return undefined;
        return { rule: "advertiser-blocked", why: `"${found}" is blocked` };
      },
    };
  },
});
