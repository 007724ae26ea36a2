import { z } from "zod";
import type { Entry, ExtFields, MediateAuction } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { MEDIATE_RULES } from "../mediate-rules.ts";
import { dealTierOf } from "./deal-tiers.ts";
import { createKeys, TargetingSchema, type Keys, type Targeting } from "./targeting-keys.ts";

/** Key-values for an ad server's line items, as Prebid Server makes them. */
export const targeting = defineExtra({
  fields: {
    targeting: optional(z.union([z.boolean(), TargetingSchema])).describe(
      "Key-values with price buckets, for winners and for each bidder's best bids",
    ),
  },
  open({ targeting: wanted }, auction) {
    if (!wanted) return undefined;
    const settings = TargetingSchema.parse(wanted === true ? {} : wanted);
    const winners: Entry[] = [];
    let known: ReadonlyMap<Entry, Keys> | undefined;
    const keys = (): ReadonlyMap<Entry, Keys> =>
      (known ??= collectKeys([...winners, ...listOutrun(auction)], settings));
    return {
      settle: (contest) => winners.push(...contest.winners),
      describeBid({ entry }) {
        const hasTier = dealTierOf(settings.deal_tiers, entry) !== undefined;
        return {
          prebid: {
            targeting: keys().get(entry) ?? {},
            ...(hasTier && { dealtiersatisfied: true }),
          },
        };
      },
      describe: () => ({ targeting: joinByImp(keys()) }),
    };
  },
});

/** Those that were good enough where another was better, best first. */
function listOutrun({ entries }: MediateAuction): readonly Entry[] {
  const outrun = entries.filter(({ loss }) => loss && MEDIATE_RULES[loss.rule].status >= 500);
  return outrun.toSorted((one, other) => other.price - one.price);
}

/** Takes them best first: the best of an impression has plain keys, the best of a bidder those with its name. */
function collectKeys(ranked: readonly Entry[], settings: Targeting): ReadonlyMap<Entry, Keys> {
  const addKeys = createKeys(settings);
  const keys = new Map<Entry, Keys>();
  const countsByImp = new Map<string, Map<string, number>>();
  for (const entry of ranked) {
    const { imp_id: impId } = entry.bid;
    const { bidder } = entry.bidder;
    const counts = countsByImp.get(impId) ?? new Map<string, number>();
    const place = (counts.get(bidder) ?? 0) + 1;
    const name = nameOf(bidder, place, settings);
    const own: Keys = {};
    if (settings.include_winners && counts.size === 0) addKeys(own, entry, undefined);
    if (name !== undefined) addKeys(own, entry, name);
    keys.set(entry, own);
    counts.set(bidder, place);
    countsByImp.set(impId, counts);
  }
  return keys;
}

/** What a bidder's bid at a place is called, if it gets keys of its own. */
function nameOf(
  bidder: string,
  place: number,
  { include_bidder_keys: hasOwn, multibid }: Targeting,
): string | undefined {
  if (!hasOwn) return undefined;
  if (place === 1) return bidder;
  const more = Object.hasOwn(multibid, bidder) ? multibid[bidder] : undefined;
  return more !== undefined && place <= more.max ? `${more.prefix}${place}` : undefined;
}

/** The keys of who comes first stay. */
function joinByImp(keys: ReadonlyMap<Entry, Keys>): ExtFields {
  const byImp = new Map<string, Keys>();
  for (const [{ bid }, own] of keys) {
    const joined = byImp.get(bid.imp_id) ?? {};
    byImp.set(bid.imp_id, joined);
    for (const key in own) joined[key] ??= own[key] ?? "";
  }
  return Object.fromEntries(byImp);
}
