import { z } from "zod";
import type { Targeting } from "../auction/targeting.ts";
import { NameSchema } from "../management/fields.ts";
import { NamesSchema } from "./supply-fields.ts";

const names = NamesSchema.min(1).optional();

const keyValues = z.record(NameSchema, NamesSchema.min(1)).optional();

const ExcludedBodySchema = z.strictObject({
  slot_ids: names.describe("Not in these slots"),
  publishers: names.describe("Not with these publishers"),
  categories: names.describe("Not among these categories"),
  countries: names.describe("Not in these countries"),
  regions: names.describe("Not in these regions"),
  cities: names.describe("Not in these cities"),
  segments: names.describe("Not for these users"),
  domains: names.describe("Not on these sites"),
  apps: names.describe("Not in these apps"),
  key_values: keyValues.describe("Not with any of these values of a key"),
});

/** OR inside one kind, AND across kinds; an excluded value beats everything (spec: monetize 1.6). */
export const TargetingBodySchema = z.strictObject({
  slot_ids: names.describe("Slots"),
  publishers: names.describe("Publishers of slots"),
  categories: names.describe("Categories of what is around the slot"),
  countries: names.describe("Countries"),
  regions: names.describe("Regions of countries"),
  cities: names.describe("Cities"),
  os_families: names.describe("Families of operating systems"),
  os_versions: names.describe("Versions of operating systems"),
  browsers: names.describe("Browsers"),
  languages: names.describe("Languages of devices"),
  device_types: names.describe("Types of devices"),
  device_models: names.describe("Models of devices"),
  segments: names.describe("Segments of users"),
  domains: names.describe("Domains of sites"),
  apps: names.describe("Apps"),
  media_types: names.describe("Formats of ads"),
  sizes: names.describe("Sizes of ads, such as 320x50"),
  hours: z
    .array(z.int().min(0).max(23))
    .min(1)
    .optional()
    .describe("Hours of the day in UTC, from 0 to 23"),
  key_values: keyValues.describe("One of these values of each key that an app may say"),
  excluded: ExcludedBodySchema.optional().describe("What it is not for, whatever else is said"),
});
type TargetingBody = z.output<typeof TargetingBodySchema>;

export function toTargeting(body: TargetingBody): Targeting {
  const { slot_ids, os_families, os_versions, device_types, device_models, ...more } = body;
  const { media_types, key_values, excluded, ...alike } = more;
  return {
    ...alike,
    slotIds: slot_ids,
    osFamilies: os_families,
    osVersions: os_versions,
    deviceTypes: device_types,
    deviceModels: device_models,
    mediaTypes: media_types,
    keyValues: key_values,
    ...(excluded !== undefined && { excluded: toExcluded(excluded) }),
  };
}

function toExcluded({ slot_ids, key_values, ...alike }: z.output<typeof ExcludedBodySchema>) {
  return { ...alike, slotIds: slot_ids, keyValues: key_values };
}
