import type { Entry } from "../auction.ts";
import type { AuctionConfiguration } from "../auction-configuration.ts";
import type { AdmissionRule } from "./admission-rule.ts";

type Bans = AuctionConfiguration["adQuality"];

/** What networks return is not audited, and a deal may admit what is banned (spec: monetize 4.1, step 3). */
function banOf(
  rule: AdmissionRule["rule"],
  read: (bid: Entry["bid"]) => string | undefined,
  list: (bans: Bans) => readonly string[],
): AdmissionRule {
  return {
    rule,
    canRefuse: ({ adQuality }) => list(adQuality).length > 0,
    refuse({ bid, deal }, { configuration }) {
      const value = read(bid);
      const isExempt = bid.kind === "mediated" || deal?.admitsBanned === true;
      if (value === undefined || isExempt) return undefined;
      return list(configuration.adQuality).includes(value) ? `"${value}" is banned` : undefined;
    },
  };
}

export const brandBanned = banOf(
  "brand-banned",
  ({ brand }) => brand,
  ({ bannedBrands }) => bannedBrands,
);
export const categoryBanned = banOf(
  "category-banned",
  ({ category }) => category,
  ({ bannedCategories }) => bannedCategories,
);
export const creativeBanned = banOf(
  "creative-banned",
  ({ creativeId }) => creativeId,
  ({ bannedCreativeIds }) => bannedCreativeIds,
);
