import { z } from "zod";
import { HIGHEST_CPM } from "../auction/auction-bid.ts";
import { NameSchema } from "../management/fields.ts";

/** In USD per thousand impressions, unless a field beside it says in which currency. */
export const CpmSchema = z.number().nonnegative().max(HIGHEST_CPM);

export const NamesSchema = z.array(NameSchema);

/** Whether something counts at all: switched off, it stays where it is. */
export const ActiveSchema = z
  .boolean()
  .default(true)
  .describe("Whether it counts; switched off, it stays for later");

/** What an auction is told of an ad, and where it is. */
export const adFields = {
  brand: NameSchema.optional().describe("What it is for: rules may ban it"),
  category: NameSchema.optional().describe("What kind of thing that is: rules may ban it"),
  creative_id: NameSchema.optional().describe("Which creative it is: rules may ban it"),
  render_uri: z.string().min(1).describe("Where it renders from"),
};

/** From 1 to 10 (spec: monetize 3.5); rules without conditions have 1. */
export const RulePrioritySchema = z
  .int()
  .min(1)
  .max(10)
  .default(5)
  .describe("Of several that fit, the one with the highest counts");

/** A part of a price, in percent. */
export const PercentSchema = z.number().min(0).lt(100);
