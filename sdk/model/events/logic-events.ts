import { z } from "zod";
import { event, ofDeviceCall } from "./event-fields.ts";

/** What the device knows of scripts beside how they ran. */
export const LOGIC_EVENTS = [
  /** A script came from the device's cache: nobody was asked for it. Times count like `atMs`. */
  event("logic.reused", {
    ...ofDeviceCall,
    url: z.string(),
    fetchedAtMs: z.number(),
    expiresAtMs: z.number(),
  }),
  /** A selection works, but not as the order of its arguments suggests. */
  event("selection.advised", { ...ofDeviceCall, detail: z.string() }),
] as const;
