import { z } from "zod";

const latencyMs = z.int().nonnegative().default(80);
const cpmUsd = z.number().nonnegative();
const renderUri = z.string().min(1).default("https://recorded.example/ad");

const FillSchema = z.strictObject({
  kind: z.literal("fill"),
  /** Absent: the network does not say what it pays. */
  cpmUsd: cpmUsd.optional(),
  renderUri,
  latencyMs,
});

const NoFillSchema = z.strictObject({
  kind: z.literal("no-fill"),
  reason: z.string().min(1).default("had no ad when it was recorded"),
  latencyMs,
});

const ErrorSchema = z.strictObject({
  kind: z.literal("error"),
  code: z.string().min(1).default("ERR_ADAPTER_FAILED"),
  message: z.string().min(1),
  latencyMs,
});

/** Never answers: when its time is up is the walk's business. */
const TimeoutSchema = z.strictObject({ kind: z.literal("timeout") });

/** Had an ad, and came with it when nobody waited any more. */
const LateSchema = z.strictObject({
  kind: z.literal("late"),
  cpmUsd: cpmUsd.optional(),
  renderUri,
  /** After the walk gave up. */
  lateMs: z.int().positive(),
});

/** What a network did once when it was asked for its ad. */
const LoadOutcomeSchema = z.discriminatedUnion("kind", [
  FillSchema,
  NoFillSchema,
  ErrorSchema,
  TimeoutSchema,
  LateSchema,
]);
export type LoadOutcome = z.output<typeof LoadOutcomeSchema>;
export type LoadOutcomeInput = z.input<typeof LoadOutcomeSchema>;

const BidSchema = z.strictObject({
  kind: z.literal("bid"),
  cpmUsd,
  renderUri,
  latencyMs,
  /** What came of it when its bid was chosen; absent: an ad at the price of the bid, in no time. */
  load: LoadOutcomeSchema.optional(),
});
export type BidOutcome = z.output<typeof BidSchema>;

/** What a network did once, whatever it was asked. */
export const OutcomeSchema = z.discriminatedUnion("kind", [
  ...LoadOutcomeSchema.options,
  BidSchema,
]);
export type Outcome = z.output<typeof OutcomeSchema>;
export type OutcomeInput = z.input<typeof OutcomeSchema>;
