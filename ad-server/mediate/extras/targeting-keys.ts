import { z } from "zod";
import type { Entry } from "../mediate-auction.ts";
import { MAX_TEXT_CHARACTERS } from "../../creatives/creative-url.ts";
import { readText } from "../read-text.ts";
import { shorten } from "../shorten.ts";
import { dealTierOf, DealTiersSchema } from "./deal-tiers.ts";
import { createPriceBuckets, GRANULARITIES } from "./price-buckets.ts";

const RangeSchema = z.object({
  max: z.number().min(0),
  increment: z.number().min(0.000_001),
});

/** Nobody's line items tell more prices apart, and every bid looks through them. */
const mostRanges = 100;

const usualPrefix = "hb";

export const TargetingSchema = z.object({
  granularity: z
    .union([z.enum(Object.keys(GRANULARITIES)), z.array(RangeSchema).min(1).max(mostRanges)])
    .default("medium"),
  prefix: z.string().min(1).default(usualPrefix),
  include_winners: z.boolean().default(true),
  include_bidder_keys: z.boolean().default(true),
  multibid: z
    .record(
      z.string(),
      z.object({
        max: z.int().min(1).max(9).describe("How many of its bids get keys"),
        prefix: z.string().min(1).describe("With 2, 3 and so on, the name of all but the best"),
      }),
    )
    .default({})
    .describe("By bidder: more of its bids than the best of each impression get keys"),
  deal_tiers: DealTiersSchema,
});
export type Targeting = z.output<typeof TargetingSchema>;

/** Ad servers take no longer keys. */
const maxKeyLength = 20;

export type Keys = Record<string, string>;

/** Adds a bid's keys: under a name, with that name behind each; without one, as they are. */
export type AddKeys = (keys: Keys, entry: Entry, name: string | undefined) => void;

export function createKeys(settings: Targeting): AddKeys {
  const { granularity } = settings;
  const bucketOf = createPriceBuckets(
    Array.isArray(granularity)
      ? granularity
      : GRANULARITIES[granularity as keyof typeof GRANULARITIES],
  );
  const keysFor = rememberKeys(settings.prefix);
  return (keys, entry, name) => {
    const { bid, bidder, price } = entry;
    const { pb, bidder: who, size, deal, tier } = keysFor(name);
    keys[pb] = bucketOf(price);
    keys[who] = shorten(name ?? bidder.bidder);
    keys[size] = `${bid.w}x${bid.h}`;
    const dealId = readText(bid, "dealid");
    if (dealId !== undefined) keys[deal] = shorten(dealId);
    const dealTier = dealTierOf(settings.deal_tiers, entry);
    if (dealTier !== undefined) keys[tier] = dealTier;
  };
}

type KeyNames = Readonly<Record<"pb" | "bidder" | "size" | "deal" | "tier", string>>;

type Remembered = Map<string | undefined, KeyNames>;

/** Names of bidders come again and again, and making new keys takes longer than all that is done with them. */
const usualKeys: Remembered = new Map();
const mostRemembered = 1_000;

function rememberKeys(prefix: string): (name: string | undefined) => KeyNames {
  const known: Remembered = prefix === usualPrefix ? usualKeys : new Map();
  return (name) => {
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const own = nameKeys(prefix, name);
    if (known.size >= mostRemembered) known.clear();
    if ((name ?? "").length <= MAX_TEXT_CHARACTERS) known.set(name, own);
    return own;
  };
}

function nameKeys(prefix: string, name: string | undefined): KeyNames {
  const start = prefix.slice(0, maxKeyLength);
  const suffix = name === undefined ? "" : `_${name.slice(0, maxKeyLength)}`;
  const nameKey = (key: string): string => `${start}_${key}${suffix}`.slice(0, maxKeyLength);
  return {
    pb: nameKey("pb"),
    bidder: nameKey("bidder"),
    size: nameKey("size"),
    deal: nameKey("deal"),
    tier: nameKey("tier"),
  };
}
