import { z } from "zod";
import { JsonObjectSchema } from "../signals.ts";
import { event } from "./event-fields.ts";

const ofStep = { step: z.int().positive(), text: z.string() };

export const SESSION_EVENTS = [
  event("session.started", {
    traceVersion: z.literal(2),
    /** Of the Fledgling that wrote it. */
    fledglingVersion: z.string(),
    name: z.string(),
    seed: z.int(),
    profile: z.string(),
    mode: z.enum(["simulated", "live"]),
    /** Where the server of a live session is. */
    serverUrl: z.string().optional(),
    /** Whether arguments and results of every script are in the trace because somebody asked for them. */
    withBodies: z.literal(true).optional(),
    /** Files that scripts at these addresses were read from. */
    sources: z.record(z.string(), z.string()),
    /** Hashes of the texts of modules that the scenario names, by path; the texts are not in the trace. */
    modules: z.record(z.string(), z.string()).optional(),
    /** What was simulated: every default filled in, and the text of every script in it. */
    scenario: JsonObjectSchema,
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
