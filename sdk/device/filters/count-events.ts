import type { AdCounterEvent } from "../../model/ad-filters.ts";
import type { DeviceCall } from "../device-call.ts";
import type { CountedEvent, HistogramStore } from "./histogram-store.ts";

interface WonAd extends Pick<CountedEvent, "audience" | "buyer"> {
  readonly adSelectionId: string;
  readonly adCounterKeys: readonly number[];
}

/** Counts one event under each key of an ad; no keys, no word of it. */
export function countEvents(
  { environment, emit, labels }: DeviceCall,
  histogram: HistogramStore,
  { eventType, ...ad }: WonAd & { readonly eventType: AdCounterEvent },
): void {
  const { adSelectionId, adCounterKeys, ...whose } = ad;
  if (adCounterKeys.length === 0) return;
  const atMs = environment.clock.nowMs();
  const evicted = adCounterKeys
    .map((adCounterKey) => histogram.insert({ eventType, adCounterKey, ...whose, atMs }))
    .reduce((total, count) => total + count, 0);
  const facts = { adSelectionId, buyer: ad.buyer, eventType, adCounterKeys: [...adCounterKeys] };
  emit({ type: "histogram.updated", ...labels, ...facts, evicted });
}
