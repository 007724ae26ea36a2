import type { Auction, Entry } from "../auction.ts";
import type { AdmissionRule } from "./admission-rule.ts";

/** What networks return is not audited, and a deal may admit what is banned (spec: monetize 4.1, step 3). */
function isExempt({ bid, deal }: Entry): boolean {
  return bid.kind === "mediated" || deal?.admitsBanned === true;
}

type Bans = Auction["configuration"]["adQuality"];

function banOf(
  rule: AdmissionRule["rule"],
  read: (entry: Entry) => string | undefined,
  list: (bans: Bans) => readonly string[],
): AdmissionRule {
  return {
    rule,
    refuse(entry, { configuration }) {
      const value = read(entry);
      if (value === undefined || isExempt(entry)) return undefined;
      return list(configuration.adQuality).includes(value) ? `"${value}" is banned` : undefined;
    },
  };
}

export const brandBanned = banOf(
  "brand-banned",
  ({ bid }) => bid.brand,
  (bans) => bans.bannedBrands,
);
export const categoryBanned = banOf(
  "category-banned",
  ({ bid }) => bid.category,
  (bans) => bans.bannedCategories,
);
export const creativeBanned = banOf(
  "creative-banned",
  ({ bid }) => bid.creativeId,
  (bans) => bans.bannedCreativeIds,
);
