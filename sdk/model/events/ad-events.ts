import { z } from "zod";
import { AdFormatSchema } from "../ad-slot.ts";
import { event, loss } from "./event-fields.ts";

const ofAd = { requestId: z.string(), adId: z.string(), networkId: z.string() };

/** What becomes of an ad once the app has it, in the order in which it may happen. */
export const AD_EVENTS = [
  event("ad.cached", { ...ofAd, slotId: z.string(), waiting: z.int().positive() }),
  event("ad.taken", { ...ofAd, slotId: z.string(), ageMs: z.number() }),
  event("ad.expired", { ...ofAd, ...loss }),
  event("ad.dropped", { ...ofAd, ...loss }),
  event("ad.shown", { ...ofAd, renderUri: z.string() }),
  event("ad.show-failed", { ...ofAd, ...loss }),
  /** A cap allows no impression at the moment; later the ad may still be shown. */
  event("ad.show-refused", { ...ofAd, ...loss }),
  event("impression.reported", ofAd),
  event("impression.failed", { ...ofAd, code: z.string(), detail: z.string() }),
  event("impression.refused", { ...ofAd, detail: z.string() }),
  /** Once for each impression, and apart from it. */
  event("revenue.paid", {
    ...ofAd,
    slotId: z.string(),
    format: AdFormatSchema,
    nodeId: z.string().optional(),
    source: z.enum(["first-party", "node", "fallback", "contextual"]),
    /** Millionths of a USD for this one impression; absent where nobody says. */
    valueMicros: z.int().nonnegative().optional(),
    currency: z.literal("USD"),
    /** How well it is known: what the network pays, what the publisher typed in, a guess, or nothing. */
    precision: z.enum(["exact", "publisher-defined", "estimated", "undefined"]),
    /** What the node was ranked by, in USD CPM. */
    rankCpmUsd: z.number().optional(),
  }),
  event("interaction.reported", { ...ofAd, key: z.string() }),
  event("interaction.failed", { ...ofAd, key: z.string(), code: z.string(), detail: z.string() }),
  event("reward.earned", { ...ofAd, rewardType: z.string(), amount: z.number() }),
  event("ad.hidden", ofAd),
  /** While an ad is shown, another one is asked for in its place; the ad is there if it came. */
  event("slot.refreshed", {
    slotId: z.string(),
    requestId: z.string(),
    adId: z.string().optional(),
    replacedAdId: z.string(),
  }),
] as const;
