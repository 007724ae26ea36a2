import { z } from "zod";
import type { Targeting } from "../auction/targeting.ts";
import { NamesSchema } from "./supply-fields.ts";

const names = NamesSchema.min(1).optional();

const ExcludedBodySchema = z.strictObject({
  slot_ids: names,
  countries: names,
  segments: names,
  domains: names,
  apps: names,
});

/** OR inside one kind, AND across kinds; an excluded value beats everything (spec: monetize 1.6). */
export const TargetingBodySchema = z.strictObject({
  slot_ids: names,
  countries: names,
  os_families: names,
  device_types: names,
  segments: names,
  domains: names,
  apps: names,
  media_types: names,
  sizes: names,
  /** Hours of the day, from 0 to 23, UTC. */
  hours: z.array(z.int().min(0).max(23)).min(1).optional(),
  excluded: ExcludedBodySchema.optional(),
});
type TargetingBody = z.output<typeof TargetingBodySchema>;

export function toTargeting(body: TargetingBody): Targeting {
  const { slot_ids, os_families, device_types, media_types, excluded, ...alike } = body;
  return {
    ...alike,
    slotIds: slot_ids,
    osFamilies: os_families,
    deviceTypes: device_types,
    mediaTypes: media_types,
    ...(excluded !== undefined && { excluded: toExcluded(excluded) }),
  };
}

function toExcluded({ slot_ids, ...alike }: z.output<typeof ExcludedBodySchema>) {
  return { ...alike, slotIds: slot_ids };
}
