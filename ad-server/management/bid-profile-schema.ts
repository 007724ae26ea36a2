import { z } from "zod";

/** The documents take up to 25 of these (spec: monetize 1.6). */
const mostNames = 25;

const names = z.array(z.string().min(1)).default([]);
const few = z.array(z.string().min(1)).max(mostNames).default([]);
const keyValues = z.record(z.string().min(1), z.array(z.string().min(1)).min(1)).default({});
const action = z
  .enum(["include", "exclude"])
  .default("include")
  .describe("Whether all of them are included or all are excluded");
const cap = z.int().positive().nullable().default(null);

/** Whom and where a bid is for; an empty list is everybody. */
export const BidProfileSchema = z.strictObject({
  placement_targets: names.describe("Slots"),
  placement_action: action,
  publisher_targets: names.describe("Publishers of slots"),
  publisher_action: action,
  category_targets: names.describe("Categories of what is around the slot"),
  category_action: action,
  country_targets: names.describe("Countries"),
  country_action: action,
  region_targets: names.describe("Regions of countries"),
  region_action: action,
  city_targets: names.describe("Cities"),
  city_action: action,
  segment_targets: names.describe("Segments of users"),
  segment_action: action,
  domain_targets: few.describe("Up to 25 domains"),
  domain_action: action,
  app_targets: few.describe("Up to 25 apps"),
  app_action: action,
  os_family_targets: names.describe("Families of operating systems"),
  os_version_targets: names.describe("Versions of operating systems"),
  browser_targets: names.describe("Browsers"),
  language_targets: names.describe("Languages of devices"),
  device_type_targets: names.describe("Types of devices"),
  device_model_targets: names.describe("Models of devices"),
  key_value_targets: keyValues.describe("One of these values of each key that an app may say"),
  key_value_action: action,
  daypart_targets: z
    .array(z.int().min(0).max(23))
    .default([])
    .describe("Hours of the day in UTC, from 0 to 23"),
  max_day_imps: cap.describe("Impressions for one user in a day"),
  max_lifetime_imps: cap.describe("Impressions for one user ever"),
});
export type BidProfile = z.output<typeof BidProfileSchema>;
