import type { AdFilters, FrequencyCap } from "../../model/ad-filters.ts";
import type { AdData } from "../../model/custom-audience.ts";
import type { FilterSettings } from "./filter-settings.ts";

export type FilterFeatures = Pick<
  FilterSettings,
  "frequencyCapFilteringEnabled" | "appInstallFilteringEnabled" | "adRenderIdEnabled"
>;

/** What an ad has beside its address and metadata. What is empty or switched off is absent. */
export interface AdFacts {
  readonly adCounterKeys?: readonly number[];
  readonly adFilters?: AdFilters;
  readonly adRenderId?: string;
}

/** Keeps what the profile has on; what belongs to a feature that is off is dropped (spec: on-device 2.3, 9). */
export function factsOf(features: FilterFeatures, ad: Partial<AdData>): AdFacts {
  const { adRenderId } = ad;
  const adCounterKeys = features.frequencyCapFilteringEnabled ? [...new Set(ad.adCounterKeys)] : [];
  const adFilters = filtersOf(features, ad.adFilters ?? {});
  return {
    ...(adCounterKeys.length > 0 && { adCounterKeys }),
    ...(Object.keys(adFilters).length > 0 && { adFilters }),
    ...(features.adRenderIdEnabled && adRenderId !== undefined && { adRenderId }),
  };
}

function filtersOf(features: FilterFeatures, { frequencyCap, appInstall }: AdFilters): AdFilters {
  const { frequencyCapFilteringEnabled, appInstallFilteringEnabled } = features;
  return {
    ...(frequencyCapFilteringEnabled &&
      frequencyCap && { frequencyCap: inWholeSeconds(frequencyCap) }),
    ...(appInstallFilteringEnabled && appInstall && { appInstall }),
  };
}

type CapsByEvent = NonNullable<AdFilters["frequencyCap"]>;

/** As exact as Android stores them. */
function inWholeSeconds(caps: CapsByEvent): CapsByEvent {
  const rounded = Object.entries(caps).map(([event, list = []]) => [
    event,
    list.map((cap) => ({ ...cap, intervalMs: toWholeSeconds(cap.intervalMs) * 1_000 })),
  ]);
  return Object.fromEntries(rounded) as CapsByEvent;
}

export function toWholeSeconds(intervalMs: number): number {
  return Math.trunc(intervalMs / 1_000);
}

/** All frequency caps of an ad, whatever they count. */
export function capsOf({ frequencyCap }: AdFilters): readonly FrequencyCap[] {
  return Object.values(frequencyCap ?? {}).flatMap((caps) => caps ?? []);
}
