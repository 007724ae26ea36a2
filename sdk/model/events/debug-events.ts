import { z } from "zod";
import { event, ofDeviceCall } from "./event-fields.ts";

const ofDebugReport = {
  ...ofDeviceCall,
  /** Whose script registered it. */
  destination: z.enum(["seller", "buyer"]),
  /** The ad it speaks of. */
  renderUri: z.string(),
  /** Whether that ad's custom audience won. */
  won: z.boolean(),
  /** The address, values put in; empty where none was registered for this end. */
  uri: z.string(),
};

/** What becomes of the addresses that scripts register through `forDebuggingOnly` (spec: on-device 1.6). */
export const DEBUG_EVENTS = [
  /** `status` is absent when nobody answered, and `detail` says why. */
  event("debug-report.sent", {
    ...ofDebugReport,
    status: z.int().optional(),
    detail: z.string().optional(),
  }),
  /** It waits for the job `debug-reports`. */
  event("debug-report.queued", ofDebugReport),
  event("debug-report.withheld", { ...ofDebugReport, detail: z.string() }),
] as const;
