import { z } from "zod";
import { event } from "./event-fields.ts";

const ofAd = { requestId: z.string(), adId: z.string(), networkId: z.string() };

/** What becomes of an ad once the app has it. */
export const AD_EVENTS = [
  event("ad.shown", { ...ofAd, renderUri: z.string() }),
  event("impression.reported", ofAd),
  event("impression.failed", { ...ofAd, code: z.string(), detail: z.string() }),
  event("impression.refused", { ...ofAd, detail: z.string() }),
  event("interaction.reported", { ...ofAd, key: z.string() }),
  event("interaction.failed", { ...ofAd, key: z.string(), code: z.string(), detail: z.string() }),
] as const;
