import { z } from "zod";
import type { DecisionFunctionId, JsonValue } from "../../sdk/index.ts";
import { ExpectSchema, LedgerRuleSchema, StepExpectSchema } from "../../simulator/index.ts";

export const JsonSchema: z.ZodType<JsonValue> = z.json();
const TextSchema = z.string().min(1);
const TrueOrTextSchema = z.union(
  [z.literal(true), TextSchema],
  "expected true, or some of the words",
);

/** What a device reads in the results of each function, as expectations name it. */
export const DECISION_FIELDS = {
  generateBid: ["bid", "renderUri", "metadata", "adCost", "adCounterKeys"],
  generateBidV3: ["bid", "renderUri", "metadata", "adCost", "adCounterKeys"],
  scoreAd: ["score"],
  selectOutcome: ["chosen"],
  reportResult: ["reportingUri", "signalsForBuyer"],
  reportWin: ["reportingUri"],
} as const satisfies Record<DecisionFunctionId, readonly string[]>;

export type DecisionField = (typeof DECISION_FIELDS)[DecisionFunctionId][number];

const decisionFields = {
  bid: z.number().optional().describe("generateBid: what the device takes for the bid"),
  renderUri: z.string().optional().describe("generateBid: where the ad renders from"),
  metadata: JsonSchema.optional().describe(
    "generateBid: of the ad; of a map, what is named counts",
  ),
  adCost: z.number().optional().describe("generateBid: what a click costs"),
  adCounterKeys: z.array(z.int()).optional().describe("generateBid: what caps count the ad by"),
  score: z.number().optional().describe("scoreAd: what the device takes for the score"),
  chosen: z.string().nullable().optional().describe("selectOutcome: an id, or null for nobody"),
  reportingUri: z.string().optional().describe("reportResult, reportWin: where to report"),
  signalsForBuyer: JsonSchema.optional().describe(
    "reportResult: the text, or what is in it; of a map, what is named counts",
  ),
} satisfies Record<DecisionField, z.ZodType>;

const ofOneCall = {
  ...decisionFields,
  returns: JsonSchema.optional().describe("What it returns; of a map, only what is named counts"),
  returnsExactly: JsonSchema.optional().describe("What it returns, all of it"),
  refused: TrueOrTextSchema.optional().describe(
    "The device cannot use the result: no-result, status, shape, or some of its words",
  ),
};

/** What belongs to the calls of a test together, as they share a world. */
const ofAllCalls = {
  throws: TrueOrTextSchema.optional().describe("It throws an error with some of these words"),
  timesOut: z.literal(true).optional().describe("It takes longer than it may"),
  console: z.array(z.string()).optional().describe("Every line that is printed, in order"),
  beacons: z.record(TextSchema, z.string()).optional().describe("All addresses, by event key"),
  debugReports: z
    .array(
      z.strictObject({
        call: z.int().min(1).optional().describe("Which call asks for it, from 1"),
        winUrl: z.string().optional().describe("Who wants to hear of a win"),
        lossUrl: z.string().optional().describe("Who wants to hear of a loss"),
      }),
    )
    .optional()
    .describe("All debug reports that are asked for, in order"),
  snapshot: z.literal(true).optional().describe("What it was when --update last wrote it down"),
};

export const ValueExpectSchema = z.strictObject(ofOneCall);
export const CallExpectSchema = z.strictObject({ ...ofOneCall, ...ofAllCalls });

const { requests, reports, notReported } = ExpectSchema.shape;

export const ScenarioExpectSchema = z.strictObject({
  requests,
  reports,
  notReported: notReported.unwrap().optional().describe("How addresses begin that get no report"),
  steps: z
    .record(z.string().regex(/^[1-9]\d*$/, "expected the number of a step"), StepExpectSchema)
    .optional()
    .describe("How steps should end, by number from 1"),
  ledger: z
    .record(TextSchema, LedgerRuleSchema)
    .optional()
    .describe("Rules of the ledger, by whom they ended"),
  console: z.array(TextSchema).optional().describe("Texts that scripts print"),
  errors: z.array(TextSchema).optional().describe("Words of errors that requests end with"),
  snapshot: ofAllCalls.snapshot,
});

export type ValueExpect = z.output<typeof ValueExpectSchema>;
export type CallExpect = z.output<typeof CallExpectSchema>;
export type ScenarioExpect = z.output<typeof ScenarioExpectSchema>;

/** Of a test with several calls, these belong to each of them. */
export const KEYS_OF_ONE_CALL: readonly string[] = Object.keys(ofOneCall);
