import { z } from "zod";
import { NameSchema } from "./fields.ts";

const ad = {
  cpmUsd: z
    .number()
    .nonnegative()
    .optional()
    .describe(
      "What it pays or bids; default: what the node ranks by, or its floor if that is more",
    ),
  renderUri: NameSchema.optional().describe("Default: https://forced.example/<node id>"),
};

const whenAsked = z
  .enum(["bid", "load"])
  .optional()
  .describe("At which question, with a proper fill at others; default: whatever it is asked");
const when = z
  .enum(["bid", "load", "show"])
  .optional()
  .describe("At which question, with a proper fill at others; default: its bid and its ad");

const ms = z.int().positive();

/** Every outcome there is to force, with what else there is to say of it. */
const details = {
  fill: z.strictObject(ad),
  "no-fill": z.strictObject({ ...ad, when: whenAsked }),
  "no-bid": z.strictObject({}),
  error: z.strictObject({
    ...ad,
    when: whenAsked,
    code: NameSchema.default("ERR_ADAPTER_FAILED").describe("Of the network's own error"),
    message: NameSchema.default("the scenario forces it to fail").describe("Of the same"),
  }),
  timeout: z.strictObject({ ...ad, when }),
  slow: z.strictObject({
    ...ad,
    when,
    delayMs: ms.default(1_000).describe("By how much later it answers, in milliseconds"),
  }),
  late: z.strictObject({
    ...ad,
    when,
    lateMs: ms.default(1_000).describe("How long after nobody waits any more, in milliseconds"),
  }),
  throw: z.strictObject({ ...ad, when }),
  "answer-twice": z.strictObject({ ...ad, when }),
  lie: z.strictObject({ ...ad, when }),
  expired: z.strictObject({
    ...ad,
    expiresInMs: ms.default(1).describe("How long its ad may be kept, in milliseconds"),
  }),
  "no-show": z.strictObject(ad),
};

type Details = typeof details;
export type OutcomeWord = keyof Details;
export const OUTCOME_WORDS = Object.keys(details) as [OutcomeWord, ...OutcomeWord[]];

/** An outcome, and whatever there is to say of it. */
export type ForcedOutcome = {
  [Word in OutcomeWord]: { readonly outcome: Word } & z.output<Details[Word]>;
}[OutcomeWord];

/** For editors. */
const meanings: Readonly<Record<OutcomeWord, string>> = {
  fill: "Has an ad",
  "no-fill": "Has no ad",
  "no-bid": "Does not bid, and has no ad",
  error: "Says that something is broken on its side",
  timeout: "Never answers",
  slow: "Answers later than it would",
  late: "Answers when nobody waits any more",
  throw: "Its adapter throws",
  "answer-twice": "Calls back twice; the first answer stands",
  lie: "Answers in a form that its contract does not allow",
  expired: "Has an ad that can hardly be kept",
  "no-show": "Has an ad, and cannot show it",
};

const optionalDetails = Object.fromEntries(
  OUTCOME_WORDS.map((word) => [word, details[word].optional().describe(meanings[word])]),
) as { [Word in OutcomeWord]: z.ZodOptional<Details[Word]> };

/** A word (`no-fill`), or a map of one word (`late: { lateMs: 300 }`). */
export const ForcedOutcomeSchema = z
  .union([
    z.enum(OUTCOME_WORDS).transform((word) => toForced(word, {})),
    z
      .strictObject(optionalDetails)
      .check(({ value, issues }) => {
        if (issues.length > 0 || wordsIn(value).length === 1) return;
        const message = `expected exactly one of ${OUTCOME_WORDS.join(", ")}`;
        issues.push({ code: "custom", message, input: value });
      })
      .transform((map) => {
        // Total, because zod still transforms a map whose only fault is an unknown key.
        const [word = "fill"] = wordsIn(map);
        return toForced(word, map[word] ?? {});
      }),
  ])
  .meta({ id: "ForcedOutcome", description: "A word, or a map of one word with its details" });

function wordsIn(map: Partial<Record<OutcomeWord, unknown>>): readonly OutcomeWord[] {
  return OUTCOME_WORDS.filter((word) => map[word] !== undefined);
}

function toForced(word: OutcomeWord, given: unknown): ForcedOutcome {
  return { outcome: word, ...details[word].parse(given) } as ForcedOutcome;
}

/** How nodes answer whatever their networks would have answered, by node id. */
export const ForceSchema = z.record(NameSchema, ForcedOutcomeSchema).default({});
