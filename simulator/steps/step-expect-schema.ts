import { z } from "zod";
import { nearestWord, type JsonValue } from "../../sdk/index.ts";
import { LedgerRuleSchema } from "../scenario/expect-schema.ts";
import { expectThat, NameSchema } from "../scenario/fields.ts";
import { indexOfArgument, namesOfArguments, type ScriptFunction } from "./script-parameters.ts";

const JsonValueSchema: z.ZodType<JsonValue> = z.json();

function argumentsOf(name: ScriptFunction) {
  const names = namesOfArguments(name);
  const ArgumentSchema = z.string().refine((given) => indexOfArgument(name, given) !== undefined, {
    error: ({ input }) => {
      const nearest = nearestWord(String(input), names);
      const advice = nearest === undefined ? "" : `, did you mean "${nearest}"?`;
      return `expected one of ${names.join(", ")}, or a place from 0${advice}`;
    },
  });
  return z
    .record(ArgumentSchema, JsonValueSchema)
    .optional()
    .describe(`Arguments that one call of ${name} was given, by name or by place from 0`);
}

const UrlsSchema = z.array(
  z.string().startsWith("https://", "expected an address that starts with https://"),
);

/** How a step on the device should end. What is not named is not checked. */
export const StepExpectSchema = z
  .strictObject({
    winner: z.string().optional().describe("Where the selected ad renders from, or nobody"),
    buyer: NameSchema.optional().describe("Host that the selected ad belongs to"),
    bid: z.number().optional().describe("What it bid"),
    succeeds: z.literal(true).optional().describe("The call threw nothing"),
    exception: NameSchema.optional().describe("Class of the exception that the app is thrown"),
    exceptionMessage: z.string().optional().describe("The words that come with it; may be empty"),
    status: z.int().optional().describe("Status of the device's service, which no app is told"),
    message: z.string().optional().describe("The service's own words, all of them"),
    messageContains: NameSchema.optional().describe("Some of the service's own words"),
    requested: UrlsSchema.optional().describe("How addresses begin that were requested"),
    notRequested: UrlsSchema.optional().describe("How addresses begin that were not requested"),
    arguments: z
      .strictObject({
        generateBid: argumentsOf("generateBid"),
        scoreAd: argumentsOf("scoreAd"),
        selectOutcome: argumentsOf("selectOutcome"),
        reportResult: argumentsOf("reportResult"),
        reportWin: argumentsOf("reportWin"),
      })
      .optional()
      .describe("What scripts were given, by function; of a map, only what is named counts"),
    console: z.array(NameSchema).optional().describe("Texts that scripts printed"),
    rules: z
      .record(NameSchema, LedgerRuleSchema)
      .optional()
      .describe("Rules of the ledger, by whom they ended"),
  })
  .check(
    expectThat((expected) => Object.keys(expected).length > 0, "expected at least one expectation"),
  );

export type StepExpect = z.output<typeof StepExpectSchema>;
