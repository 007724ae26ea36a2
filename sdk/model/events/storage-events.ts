import { z } from "zod";
import { event, ofDeviceCall } from "./event-fields.ts";

/** What comes to the device's storage, and goes from it, without an auction. */
export const STORAGE_EVENTS = [
  /** The laboratory put a finished ad selection there. */
  event("ad-selection.preloaded", {
    ...ofDeviceCall,
    adSelectionId: z.string(),
    owner: z.string(),
    buyer: z.string(),
    renderUri: z.string(),
    bid: z.number(),
  }),
  /** The job `maintenance` deleted what was old, and what belonged to it (spec: on-device 2.7). */
  event("storage.cleared", {
    ...ofDeviceCall,
    /** Ids of ad selections. */
    adSelections: z.array(z.string()),
    /** Addresses of buyers' scripts. */
    scripts: z.array(z.string()),
    beacons: z.array(
      z.strictObject({
        adSelectionId: z.string(),
        destination: z.enum(["seller", "buyer"]),
        key: z.string(),
      }),
    ),
  }),
] as const;
