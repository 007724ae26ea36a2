import { z } from "zod";
import type { YmRule } from "../auction/auction-configuration.ts";
import { NameSchema } from "../management/fields.ts";
import { ActiveSchema, CpmSchema, NamesSchema, RulePrioritySchema } from "./supply-fields.ts";
import { TargetingBodySchema, toTargeting } from "./targeting-body.ts";

const names = NamesSchema.min(1).optional();

const DemandSchema = z.strictObject({
  buyers: names.describe("Bids of these buyers"),
  brands: names.describe("Ads of these brands"),
  categories: names.describe("Ads of these categories"),
});

/** A floor of the publisher's yield management (spec: monetize 3.5). */
export const YieldRuleBodySchema = z
  .strictObject({
    name: NameSchema.describe("Unique among yield rules"),
    active: ActiveSchema,
    priority: RulePrioritySchema,
    hard_floor: CpmSchema.default(0).describe("The least that a bid must reach"),
    soft_floor: CpmSchema.optional().describe(
      "What a second price is not reduced below; default: nothing of its own",
    ),
    applies_to: z
      .enum(["all", "external_non_preferred", "external_only"])
      .default("all")
      .describe(
        "The last two exempt all but live buyers; the first of them those with a deal, too",
      ),
    allow_tag_reserve_override: z
      .boolean()
      .default(false)
      .describe("Whether a higher reserve of the request beats it"),
    targeting: TargetingBodySchema.default({}).describe("Which impressions it is for"),
    demand: DemandSchema.default({}).describe("Whose bids it is for; all of them when empty"),
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
