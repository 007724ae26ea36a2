import { z } from "zod";
import { defineNetworkAdapter } from "../../sdk/adapter-kit.ts";
import { answerProperly, MISBEHAVIOURS } from "./misbehaviours.ts";

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

const UnreliableOptionsSchema = z.strictObject({
  /** How it breaks its word. */
  behaviour: z.enum(["slow", "hanging", "throwing", "late", "answering-twice", "lying"]),
  /** Chance of breaking it, from 0 to 1; otherwise it answers properly. */
  chance: z.number().min(0).max(1).default(1),
  outcome: OutcomeSchema.prefault({ kind: "fill", cpmUsd: 1 }),
  /** How long a proper answer takes. */
  latencyMs: z.int().nonnegative().default(80),
  /** What `slow` takes on top, and how long after the walk gave up `late` answers. */
  delayMs: z.int().nonnegative().default(10_000),
  /** What becomes of its reports of impressions and interactions. */
  reports: z.enum(["works", "throws", "hangs"]).default("works"),
});

/** A network that does what an app must survive: wrong, late, never, twice, or not in the agreed form. */
export const unreliable = defineNetworkAdapter({
  id: "unreliable",
  options: UnreliableOptionsSchema,
  connect: ({ behaviour, chance, reports, ...manner }, { clock, random, log }) => {
    const report = REPORTS[reports];
    return {
      async load({ requestId, nodeId }, signal) {
        const roll = random.fork(`misbehaviour ${requestId} ${nodeId}`).next();
        const answer = roll < chance ? MISBEHAVIOURS[behaviour] : answerProperly;
        return answer({ ...manner, clock, signal, log });
      },
      reportImpression: report,
      reportEvent: report,
    };
  },
});

const REPORTS = {
  works: async () => undefined,
  throws: () => Promise.reject(new Error("its reports throw, as its options say")),
  hangs: () => new Promise<never>(() => undefined),
};
