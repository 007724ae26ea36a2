import { z } from "zod";
import { MISBEHAVIOURS } from "./misbehaviours.ts";

/** Questions at which it can break its word. */
export const QUESTIONS = ["load", "bid", "signals", "initialize", "show"] as const;
export type QuestionName = (typeof QUESTIONS)[number];

const behaviours = [...Object.keys(MISBEHAVIOURS), "expired", "no-show"] as unknown as readonly [
  keyof typeof MISBEHAVIOURS,
  "expired",
  "no-show",
];

/** Behaviours that are about one question only. */
const QUESTION_OF: Readonly<Partial<Record<string, QuestionName>>> = {
  expired: "load",
  "no-show": "show",
};

const renderUri = z.string().min(1).default("https://unreliable.example/ad");

/** What it would answer if it could be relied on. */
const OutcomeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("fill"), cpmUsd: z.number().nonnegative(), renderUri }),
  z.strictObject({
    kind: z.literal("no-fill"),
    reason: z.string().min(1).default("no ad this time"),
  }),
  z.strictObject({
    kind: z.literal("error"),
    error: z.strictObject({ code: z.string().min(1), message: z.string().min(1) }),
  }),
]);
export type Outcome = z.output<typeof OutcomeSchema>;

const plainOutcome = OutcomeSchema.parse({ kind: "fill", cpmUsd: 1 });

const WrapsSchema = z.strictObject({
  adapter: z.string().min(1),
  /** Checked by that adapter. */
  options: z.looseObject({}).default({}),
});

export const UnreliableOptionsSchema = z
  .strictObject({
    /** How it breaks its word. */
    behaviour: z.enum(behaviours),
    /** At which question; `expired` and `no-show` know theirs. */
    when: z.enum(QUESTIONS).optional(),
    /** Chance of breaking it, from 0 to 1; otherwise it answers properly. */
    chance: z.number().min(0).max(1).default(1),
    /** The network whose answers it spoils. */
    wraps: WrapsSchema.nullable().default(null),
    /** What it answers where it wraps nobody. */
    outcome: OutcomeSchema.optional(),
    /** How long an answer takes that no wrapped network gives. */
    latencyMs: z.int().nonnegative().default(80),
    /** What `slow` takes on top, and how long after the walk gave up `late` answers. */
    delayMs: z.int().nonnegative().default(10_000),
    /** How long an ad of `expired` may be kept. */
    expiresInMs: z.int().positive().default(1),
    /** What becomes of its reports of impressions and interactions. */
    reports: z.enum(["works", "throws", "hangs"]).default("works"),
  })
  .refine(({ wraps, outcome }) => wraps === null || outcome === undefined, {
    path: ["outcome"],
    message: "expected either an outcome of its own, or a network that it wraps",
  })
  .refine(
    ({ behaviour, when }) => {
      const only = QUESTION_OF[behaviour];
      return only === undefined || when === undefined || when === only;
    },
    { path: ["when"], message: "expired is about load, and no-show about show" },
  )
  .transform(({ outcome, when, ...options }) => ({
    ...options,
    outcome: outcome ?? plainOutcome,
    when: QUESTION_OF[options.behaviour] ?? when ?? "load",
  }));
export type UnreliableOptions = z.output<typeof UnreliableOptionsSchema>;
