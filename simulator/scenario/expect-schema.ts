import { z } from "zod";
import { LEDGER_RULES, type LedgerRule } from "../../sdk/index.ts";
import { NameSchema } from "./fields.ts";

export const LedgerRuleSchema = z.enum(
  Object.keys(LEDGER_RULES) as [LedgerRule, ...LedgerRule[]],
  "expected a rule that docs/ledger.md lists",
);

/** How a run should end; anything else is a failed expectation. What is not named is not checked. */
export const ExpectSchema = z.strictObject({
  requests: z
    .array(
      z.strictObject({
        kind: z.enum(["filled", "no-fill", "failed"]).describe("How the request ended"),
        networkId: NameSchema.optional().describe("Network whose ad it got"),
        nodeId: NameSchema.optional().describe("Node whose ad it got"),
        renderUri: z.string().optional().describe("Where that ad renders from"),
        rules: z
          .record(NameSchema, LedgerRuleSchema)
          .default({})
          .describe("Rule that ended each of these nodes, or bids of an auction, by id"),
      }),
    )
    .optional()
    .describe("Results of the requests, in order"),
  reports: z.array(z.string()).optional().describe("Every report that was sent, in any order"),
  notReported: z
    .array(z.string())
    .default([])
    .describe("How addresses begin that must not get a report"),
});
