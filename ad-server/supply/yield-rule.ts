import { z } from "zod";
import type { YmRule } from "../auction/auction-configuration.ts";
import { NameSchema } from "../management/fields.ts";
import { CpmSchema, NamesSchema, RulePrioritySchema } from "./supply-fields.ts";
import { TargetingBodySchema, toTargeting } from "./targeting-body.ts";

const names = NamesSchema.min(1).optional();

/** A floor of the publisher's yield management (spec: monetize 3.5). */
export const YieldRuleBodySchema = z
  .strictObject({
    name: NameSchema,
    active: z.boolean().default(true),
    priority: RulePrioritySchema,
    hard_floor: CpmSchema.default(0),
    soft_floor: CpmSchema.optional(),
    applies_to: z.enum(["all", "external_non_preferred", "external_only"]).default("all"),
    /** Whether a higher reserve of the request beats it. */
    allow_tag_reserve_override: z.boolean().default(false),
    targeting: TargetingBodySchema.default({}),
    /** Whose bids it is for; all of them when empty. */
    demand: z.strictObject({ buyers: names, brands: names, categories: names }).default({}),
  })
  .refine(({ hard_floor, soft_floor = Infinity }) => soft_floor >= hard_floor, {
    message: "A soft floor is at least as high as the hard one",
    path: ["soft_floor"],
  });
type YieldRuleBody = z.output<typeof YieldRuleBodySchema>;

const appliesTo = {
  all: "all",
  external_non_preferred: "external-non-preferred",
  external_only: "external-only",
} as const;

export function toYmRule({ name, demand, ...body }: YieldRuleBody): YmRule {
  return {
    ruleId: name,
    priority: body.priority,
    hardFloorUsd: body.hard_floor,
    softFloorUsd: body.soft_floor,
    appliesTo: appliesTo[body.applies_to],
    allowsReserveOverride: body.allow_tag_reserve_override,
    targeting: toTargeting(body.targeting),
    demand: { buyerIds: demand.buyers, brands: demand.brands, categories: demand.categories },
  };
}
