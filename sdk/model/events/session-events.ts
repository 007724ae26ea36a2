import { z } from "zod";
import { event } from "./event-fields.ts";

const ofStep = { step: z.int().positive(), text: z.string() };

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
  event("step.started", {
    ...ofStep,
    /** `device`: it concerns the phone itself, without the mediation SDK. */
    scope: z.enum(["sdk", "device"]),
  }),
  /** There was nothing to do it with: no ad to show, say. */
  event("step.skipped", { ...ofStep, detail: z.string() }),
  /** A step on the device came to its end; an outcome is there if it selected or stored one. */
  event("step.returned", {
    ...ofStep,
    adSelectionId: z.string().optional(),
    renderUri: z.string().optional(),
  }),
  /** What the app was thrown; `device-call.failed` has what it was not told. */
  event("step.threw", { ...ofStep, exception: z.string(), exceptionMessage: z.string() }),
  event("session.finished", {}),
] as const;
