import type { FrequencyCap } from "../../model/ad-filters.ts";
import type { AdData } from "../../model/custom-audience.ts";
import { byteLength } from "../byte-length.ts";
import { renderDuration } from "../java-time.ts";
import { capsOf, toWholeSeconds } from "./ad-facts.ts";
import type { FilterSettings } from "./filter-settings.ts";

/**
 * What is wrong with counter keys, filters and render id of an ad, in Android's words. Keys and caps are
 * checked where their features are off, too: no app can build such an ad (spec: on-device 2.2, 9).
 */
export function describeAdFacts(settings: FilterSettings, ad: AdData): string[] {
  const { adCounterKeys = [], adFilters = {}, adRenderId = "" } = ad;
  const caps = capsOf(adFilters);
  const { adMaxCounterKeys, adMaxFrequencyCaps, adRenderIdMaxBytes } = settings;
  const idBytes = settings.adRenderIdEnabled ? byteLength(adRenderId) : 0;
  return [
    ...(new Set(adCounterKeys).size > adMaxCounterKeys
      ? [`AdData should have no more than ${adMaxCounterKeys} ad counter keys`]
      : []),
    ...(caps.length > adMaxFrequencyCaps
      ? [`FrequencyCapFilters should have no more than ${adMaxFrequencyCaps} filters`]
      : []),
    ...caps.flatMap((cap) => describeCap(settings, cap)),
    ...(idBytes > adRenderIdMaxBytes
      ? [`Ad Render Id exceeds max length ${adRenderIdMaxBytes}, length is ${idBytes}.`]
      : []),
  ];
}

/** Whole seconds count, so that less than one is none. */
function describeCap(
  { frequencyCapMaxIntervalMs: mostMs }: FilterSettings,
  { maxCount, intervalMs }: FrequencyCap,
): string[] {
  const wholeMs = toWholeSeconds(intervalMs) * 1_000;
  const interval = `KeyedFrequencyCap interval ${renderDuration(wholeMs)} must be`;
  return [
    ...(maxCount > 0 ? [] : [`KeyedFrequencyCap max count ${maxCount} must be strictly positive`]),
    ...(wholeMs > 0 ? [] : [`${interval} strictly positive`]),
    ...(wholeMs > mostMs ? [`${interval} no greater than ${renderDuration(mostMs)}`] : []),
  ];
}
