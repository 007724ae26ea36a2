import {
  AD_COUNTER_EVENTS,
  type AdCounterEvent,
  type AdFilters,
  type FrequencyCap,
} from "../../model/ad-filters.ts";
import type { Loss } from "../ad-selection/roster.ts";
import type { FilterStores } from "./filter-stores.ts";
import type { HistogramStore } from "./histogram-store.ts";

/** Whose ad it is; a contextual ad belongs to no custom audience. */
export interface AdHolder {
  readonly buyer: string;
  readonly audience?: { readonly owner: string; readonly name: string };
}

/** What keeps an ad out of an auction now; installed apps are looked at before caps (spec: on-device 2.1, 2.3). */
export function findObstacle(
  { appInstalls, histogram }: FilterStores,
  { appInstall, frequencyCap }: AdFilters,
  { holder, nowMs }: { readonly holder: AdHolder; readonly nowMs: number },
): Loss | undefined {
  const { buyer } = holder;
  const app = appInstall?.packageNames.find((appId) => appInstalls.hasListed(appId, buyer));
  if (app !== undefined) {
    return { rule: "app-installed", detail: `${app} has listed ${buyer} as an advertiser` };
  }
  for (const eventType of AD_COUNTER_EVENTS) {
    for (const cap of frequencyCap?.[eventType] ?? []) {
      const reached = describeReached(histogram, cap, { holder, eventType, nowMs });
      if (reached !== undefined) return { rule: "frequency-capped", detail: reached };
    }
  }
  return undefined;
}

interface Count {
  readonly holder: AdHolder;
  readonly eventType: AdCounterEvent;
  readonly nowMs: number;
}

/** Wins count per custom audience, and a contextual ad has none of that; all else counts for the buyer as a whole. */
function describeReached(
  histogram: HistogramStore,
  { adCounterKey, maxCount, intervalMs }: FrequencyCap,
  { holder, eventType, nowMs }: Count,
): string | undefined {
  const { buyer, audience } = holder;
  const atMs = nowMs - intervalMs;
  const whose = eventType === "win" && audience !== undefined ? { audience } : {};
  const count = histogram.countSince({ eventType, adCounterKey, buyer, atMs, ...whose });
  if (count < maxCount) return undefined;
  return `${eventType} events under counter key ${adCounterKey} in the last ${intervalMs} ms: ${count}, and the cap is ${maxCount}`;
}
