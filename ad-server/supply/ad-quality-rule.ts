import { z } from "zod";
import type { AuctionConfigurationInput } from "../auction/auction-configuration.ts";
import { NameSchema } from "../management/fields.ts";
import { ActiveSchema, NamesSchema } from "./supply-fields.ts";

/** What the publisher does not take; several rules add up. */
export const AdQualityRuleBodySchema = z.strictObject({
  name: NameSchema.describe("Unique among ad quality rules"),
  active: ActiveSchema,
  banned_brands: NamesSchema.default([]).describe("Brands that are not shown"),
  banned_categories: NamesSchema.default([]).describe("Categories that are not shown"),
  banned_creatives: NamesSchema.default([]).describe("Ids of creatives that are not shown"),
});
type AdQualityRuleBody = z.output<typeof AdQualityRuleBodySchema>;

export function toAdQuality(
  rules: readonly AdQualityRuleBody[],
): AuctionConfigurationInput["adQuality"] {
  return {
    bannedBrands: rules.flatMap(({ banned_brands }) => banned_brands),
    bannedCategories: rules.flatMap(({ banned_categories }) => banned_categories),
    bannedCreativeIds: rules.flatMap(({ banned_creatives }) => banned_creatives),
  };
}
