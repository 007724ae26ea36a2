import { z } from "zod";
import { AD_COUNTER_EVENTS } from "../ad-filters.ts";
import { event, loss, ofDeviceCall } from "./event-fields.ts";

const eventType = z.enum(AD_COUNTER_EVENTS);

/** What keeps ads out of auctions, and what the device counts for it. */
export const FILTER_EVENTS = [
  /** Before anybody bids for it. */
  event("ad.filtered", {
    ...ofDeviceCall,
    buyer: z.string(),
    /** Name of the custom audience; absent for contextual ads. */
    audience: z.string().optional(),
    renderUri: z.string(),
    ...loss,
  }),
  event("histogram.updated", {
    ...ofDeviceCall,
    adSelectionId: z.string(),
    buyer: z.string(),
    eventType,
    adCounterKeys: z.array(z.int()),
    /** Older events that made room. */
    evicted: z.int().nonnegative(),
  }),
  /** The app was told that all is well, and nothing was counted. */
  event("histogram.unchanged", {
    ...ofDeviceCall,
    adSelectionId: z.string(),
    eventType,
    detail: z.string(),
  }),
  event("advertisers.replaced", {
    ...ofDeviceCall,
    appId: z.string(),
    advertisers: z.array(z.string()),
  }),
  event("advertisers.deleted", { ...ofDeviceCall, appId: z.string(), detail: z.string() }),
] as const;
