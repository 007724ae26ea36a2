import { z } from "zod";
import type { Bias } from "../auction/auction-configuration.ts";
import { NameSchema } from "../management/fields.ts";
import { ActiveSchema, NamesSchema, RulePrioritySchema } from "./supply-fields.ts";
import { TargetingBodySchema, toTargeting } from "./targeting-body.ts";

/** What moves a buyer's bids up or down in the ranking, and never their price (spec: monetize 3.8). */
export const BiasBodySchema = z
  .strictObject({
    name: NameSchema.describe("Unique among biases"),
    active: ActiveSchema,
    buyers: NamesSchema.min(1, "A bias has a buyer").describe("Whose bids it moves"),
    percent: z
      .number()
      .gt(-100)
      .max(1000)
      .optional()
      .describe("By how much of the bid: 10 has it rank a tenth higher; this or cpm"),
    cpm: z
      .number()
      .min(-999)
      .max(999)
      .optional()
      .describe("By how much in USD CPM; this or percent"),
    priority: RulePrioritySchema,
    targeting: TargetingBodySchema.default({}).describe("Which impressions it is for"),
  })
  .refine(({ percent, cpm }) => (percent === undefined) !== (cpm === undefined), {
    path: ["percent"],
    message: "A bias has percent or cpm, and not both",
  });
type BiasBody = z.output<typeof BiasBodySchema>;

export function toBias({ buyers, percent, cpm, priority, targeting }: BiasBody): Bias {
  return { buyerIds: buyers, percent, cpmUsd: cpm, priority, targeting: toTargeting(targeting) };
}
