import { z } from "zod";

/** The documents take up to 25 of these (spec: monetize 1.6). */
const mostNames = 25;

const names = z.array(z.string().min(1)).default([]);
const few = z.array(z.string().min(1)).max(mostNames).default([]);
const action = z
  .enum(["include", "exclude"])
  .default("include")
  .describe("Whether all of them are included or all are excluded");
const cap = z.int().positive().nullable().default(null);

/** Whom and where a bid is for; an empty list is everybody. */
export const BidProfileSchema = z.strictObject({
  placement_targets: names.describe("Slots"),
  placement_action: action,
  country_targets: names.describe("Countries"),
  country_action: action,
  segment_targets: names.describe("Segments of users"),
  segment_action: action,
  domain_targets: few.describe("Up to 25 domains"),
  domain_action: action,
  app_targets: few.describe("Up to 25 apps"),
  app_action: action,
  os_family_targets: names.describe("Families of operating systems"),
  device_type_targets: names.describe("Types of devices"),
  daypart_targets: z
    .array(z.int().min(0).max(23))
    .default([])
    .describe("Hours of the day in UTC, from 0 to 23"),
  max_day_imps: cap.describe("Impressions for one user in a day"),
  max_lifetime_imps: cap.describe("Impressions for one user ever"),
});
export type BidProfile = z.output<typeof BidProfileSchema>;
