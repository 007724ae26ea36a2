import { z } from "zod";

const latencyMs = z.int().nonnegative().default(80);

/** What a network did once. */
export const OutcomeSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("fill"),
    /** Absent: the network does not say what it pays. */
    cpmUsd: z.number().nonnegative().optional(),
    renderUri: z.string().min(1).default("https://recorded.example/ad"),
    latencyMs,
  }),
  z.strictObject({
    kind: z.literal("no-fill"),
    reason: z.string().min(1).default("had no ad when it was recorded"),
    latencyMs,
  }),
  z.strictObject({
    kind: z.literal("error"),
    code: z.string().min(1).default("ERR_ADAPTER_FAILED"),
    message: z.string().min(1),
    latencyMs,
  }),
  /** Never answers: when its time is up is the walk's business. */
  z.strictObject({ kind: z.literal("timeout") }),
]);
export type Outcome = z.output<typeof OutcomeSchema>;
export type OutcomeInput = z.input<typeof OutcomeSchema>;
