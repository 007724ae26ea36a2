import { z } from "zod";
import { event, loss, ofAudience, ofDeviceCall } from "./event-fields.ts";

/** Absent when the app itself did it. */
const by = z.enum(["fetch", "scheduled-update"]).optional();
const ofUpdate = { ...ofDeviceCall, owner: z.string(), buyer: z.string(), uri: z.string() };

/** How custom audiences come, change and go. */
export const AUDIENCE_EVENTS = [
  event("audience.joined", { ...ofAudience, by }),
  event("audience.left", { ...ofAudience, by }),
  /** A server sent a custom audience that is not joined; nobody else is told. */
  event("audience.refused", { ...ofDeviceCall, ...ofAudience, ...loss }),
  event("audience.updated", {
    ...ofDeviceCall,
    ...ofAudience,
    /** What was replaced; empty when the server had nothing new. */
    fields: z.array(z.string()),
    /** What the server sent and the device cannot use. */
    ignored: z.array(z.string()),
  }),
  event("audience.deleted", { ...ofDeviceCall, ...ofAudience, detail: z.string() }),
  event("audience-update.scheduled", { ...ofUpdate, delayMs: z.number() }),
  /** It is tried again; with a name, it is the daily update of one custom audience. */
  event("audience-update.failed", { ...ofUpdate, name: z.string().optional(), ...loss }),
  event("audience-update.dropped", {
    ...ofUpdate,
    detail: z.string(),
    rule: loss.rule.optional(),
  }),
  event("background-job.finished", {
    ...ofDeviceCall,
    job: z.string(),
    /** Why it did not get to its end. */
    detail: z.string().optional(),
  }),
] as const;
