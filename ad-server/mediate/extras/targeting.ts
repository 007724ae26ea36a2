import { z } from "zod";
import type { Entry, ExtFields, MediateAuction, WonBid } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { MEDIATE_RULES } from "../mediate-rules.ts";
import { readText } from "../read-text.ts";
import { GRANULARITIES, priceBucket, type PriceRange } from "./price-buckets.ts";

const RangeSchema = z.object({
  max: z.number().min(0),
  increment: z.number().min(0.000_001),
});

const TargetingSchema = z.object({
  granularity: z
    .union([z.enum(Object.keys(GRANULARITIES)), z.array(RangeSchema).min(1)])
    .default("medium"),
  prefix: z.string().min(1).default("hb"),
  include_winners: z.boolean().default(true),
  include_bidder_keys: z.boolean().default(true),
});
type Targeting = z.output<typeof TargetingSchema>;

/** Ad servers take no longer keys. */
const maxKeyLength = 20;

/** Key-values for an ad server's line items, as Prebid Server makes them. */
export const targeting = defineExtra({
  fields: {
    targeting: optional(z.union([z.boolean(), TargetingSchema])).describe(
      "Key-values with price buckets, for winners and for each bidder's best bid",
    ),
  },
  open({ targeting: wanted }, auction) {
    if (!wanted) return undefined;
    const settings = TargetingSchema.parse(wanted === true ? {} : wanted);
    return {
      describeBid: (won) => ({ prebid: { targeting: keysOfWinner(won.entry, settings) } }),
      describe: (won) => ({ targeting: keysByImp(auction, won, settings) }),
    };
  },
});

function keysByImp(
  { entries }: MediateAuction,
  won: readonly WonBid[],
  settings: Targeting,
): ExtFields {
  const byImp = new Map<string, Record<string, string>>();
  const add = (impId: string, keys: Readonly<Record<string, string>>): void => {
    // The best comes first, and its keys stay.
    byImp.set(impId, { ...keys, ...byImp.get(impId) });
  };
  for (const { impId, entry } of won) add(impId, keysOfWinner(entry, settings));
  const others = entries.filter(({ loss }) => loss !== undefined && isOutrun(loss.rule));
  if (settings.include_bidder_keys) {
    for (const entry of others.toSorted((one, other) => other.price - one.price)) {
      add(entry.bid.imp_id, keysOf(entry, settings, `_${entry.bidder.bidder}`));
    }
  }
  return Object.fromEntries(byImp);
}

/** It was good enough, and another was better. */
function isOutrun(rule: keyof typeof MEDIATE_RULES): boolean {
  return MEDIATE_RULES[rule].status >= 500;
}

function keysOfWinner(entry: Entry, settings: Targeting): Readonly<Record<string, string>> {
  const { include_winners: hasPlain, include_bidder_keys: hasOwn } = settings;
  return {
    ...(hasPlain && keysOf(entry, settings, "")),
    ...(hasOwn && keysOf(entry, settings, `_${entry.bidder.bidder}`)),
  };
}

function keysOf(
  { bid, bidder: { bidder }, price }: Entry,
  { prefix, granularity }: Targeting,
  suffix: string,
): Readonly<Record<string, string>> {
  const ranges: readonly PriceRange[] = Array.isArray(granularity)
    ? granularity
    : GRANULARITIES[granularity as keyof typeof GRANULARITIES];
  const dealId = readText(bid, "dealid");
  const values = {
    pb: priceBucket(price, ranges),
    bidder,
    size: `${bid.w}x${bid.h}`,
    ...(dealId !== undefined && { deal: dealId }),
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `${prefix}_${name}${suffix}`.slice(0, maxKeyLength),
      value,
    ]),
  );
}
