import { z } from "zod";
import { JsonObjectSchema } from "../../sdk/index.ts";
import { HostSchema, UrlPathSchema } from "./fields.ts";

const isUrl = (text: string): boolean => /^[a-z-]+:\/\//i.test(text);

/** Where a script's text comes from. */
export const ScriptSourceSchema = z
  .union([
    z
      .string()
      .min(1)
      .refine((path) => !isUrl(path), "expected a file beside the scenario, or a map with inline"),
    z.strictObject({ inline: z.string().describe("The script itself") }),
  ])
  .describe("Path of a script, relative to the scenario, or a map with the script inline");
export type ScriptSource = z.output<typeof ScriptSourceSchema>;

const served = {
  scripts: z
    .record(UrlPathSchema, ScriptSourceSchema)
    .default({})
    .describe("Further scripts, by path on this host"),
  reportPaths: z
    .array(UrlPathSchema)
    .default(["/report"])
    .describe("How paths on this host begin that take reports"),
};

/** Sellers and what their hosts serve, by host. */
export const SellersSchema = z
  .record(
    HostSchema,
    z.strictObject({
      decisionLogic: ScriptSourceSchema.optional().describe(
        "Script with scoreAd and reportResult, served as /decision-logic.js",
      ),
      selectionLogic: ScriptSourceSchema.optional().describe(
        "Script with selectOutcome, served as /selection-logic.js",
      ),
      trustedScoringSignals: JsonObjectSchema.default({}).describe(
        "Signals by render URI, served as /trusted-signals",
      ),
      ...served,
    }),
  )
  .default({});

/** Buyers and what their hosts serve, by host. */
export const BuyersSchema = z
  .record(
    HostSchema,
    z.strictObject({
      biddingLogic: ScriptSourceSchema.optional().describe(
        "Script with generateBid and reportWin, served as /bidding-logic.js",
      ),
      decisionLogic: ScriptSourceSchema.optional().describe(
        "Script with the reportWin of contextual ads, served as /decision-logic.js",
      ),
      trustedBiddingSignals: JsonObjectSchema.default({}).describe(
        "Signals by key, served as /trusted-signals",
      ),
      ...served,
    }),
  )
  .default({});
