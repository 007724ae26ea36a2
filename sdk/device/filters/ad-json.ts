import { z } from "zod";
import type { JsonObject, JsonValue } from "../../foundation/json.ts";
import type { AdFilters, FrequencyCap } from "../../model/ad-filters.ts";
import type { AdData } from "../../model/custom-audience.ts";
import { JsonObjectSchema } from "../../model/signals.ts";
import { parseSignals } from "../lenient-json.ts";
import { factsOf, toWholeSeconds, type FilterFeatures } from "./ad-facts.ts";

/** Android's parser takes a number for a text of digits, too. */
export const JsonIntegerSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d+$/, "must be a whole number")
      .transform(Number),
  ])
  .transform(Math.trunc);

const CapsJsonSchema = z
  .array(
    z
      .object({
        ad_counter_key: JsonIntegerSchema,
        max_count: JsonIntegerSchema,
        interval_in_seconds: JsonIntegerSchema,
      })
      .transform((json) => ({
        adCounterKey: json.ad_counter_key,
        maxCount: json.max_count,
        intervalMs: json.interval_in_seconds * 1_000,
      })),
  )
  .optional();

const FrequencyCapJsonSchema = z.object({
  win: CapsJsonSchema,
  impression: CapsJsonSchema,
  view: CapsJsonSchema,
  click: CapsJsonSchema,
});

const AppInstallJsonSchema = z
  .object({ package_names: z.array(z.string()) })
  .transform((json) => ({ packageNames: json.package_names }));

/** An ad as servers write it. What belongs to a feature that is off is not looked at (spec: on-device 9). */
export function adJsonSchema(features: FilterFeatures) {
  const { frequencyCapFilteringEnabled: hasCaps, appInstallFilteringEnabled: hasApps } = features;
  const filters = z.object({
    frequency_cap: readIf(hasCaps, FrequencyCapJsonSchema),
    app_install: readIf(hasApps, AppInstallJsonSchema),
  });
  return z
    .object({
      render_uri: z.string(),
      metadata: JsonObjectSchema,
      ad_counter_keys: readIf(hasCaps, z.array(JsonIntegerSchema)),
      ad_filters: readIf(hasCaps || hasApps, filters),
      ad_render_id: readIf(features.adRenderIdEnabled, z.string()),
    })
    .transform((json): AdData => ({
      renderUri: json.render_uri,
      metadata: json.metadata,
      ...factsOf(features, {
        adCounterKeys: json.ad_counter_keys,
        adFilters: json.ad_filters && {
          frequencyCap: json.ad_filters.frequency_cap,
          appInstall: json.ad_filters.app_install,
        },
        adRenderId: json.ad_render_id,
      }),
    }));
}

function readIf<Schema extends z.ZodType>(isOn: boolean, schema: Schema) {
  const readOrDrop = z.preprocess((json) => (isOn ? json : undefined), schema.optional());
  return readOrDrop.optional();
}

/** As servers write it; what is absent has no key. The metadata have to be readable. */
export function toAdJson({ renderUri, metadata, ...facts }: AdData): JsonObject {
  const { adCounterKeys, adFilters, adRenderId } = facts;
  return {
    render_uri: renderUri,
    metadata: parseSignals(metadata),
    ...(adCounterKeys && { ad_counter_keys: [...adCounterKeys] }),
    ...(adFilters && { ad_filters: toFiltersJson(adFilters) }),
    ...(adRenderId !== undefined && { ad_render_id: adRenderId }),
  };
}

function toFiltersJson({ frequencyCap, appInstall }: AdFilters): JsonObject {
  const caps = Object.entries(frequencyCap ?? {}).map(([event, list]): [string, JsonValue] => [
    event,
    (list ?? []).map(toCapJson),
  ]);
  return {
    ...(frequencyCap && { frequency_cap: Object.fromEntries(caps) }),
    ...(appInstall && { app_install: { package_names: [...appInstall.packageNames] } }),
  };
}

function toCapJson({ adCounterKey, maxCount, intervalMs }: FrequencyCap): JsonObject {
  const interval_in_seconds = toWholeSeconds(intervalMs);
  return { ad_counter_key: adCounterKey, max_count: maxCount, interval_in_seconds };
}
