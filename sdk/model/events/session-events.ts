import { z } from "zod";
import { event } from "./event-fields.ts";

export const SESSION_EVENTS = [
  event("session.started", {
    traceVersion: z.literal(1),
    name: z.string(),
    seed: z.int(),
    profile: z.string(),
    mode: z.enum(["simulated", "live"]),
    /** Files that scripts at these addresses were read from. */
    sources: z.record(z.string(), z.string()),
  }),
  event("step.started", { step: z.int().positive(), text: z.string() }),
  /** There was nothing to do it with: no ad to show, say. */
  event("step.skipped", { step: z.int().positive(), text: z.string(), detail: z.string() }),
  event("session.finished", {}),
] as const;
