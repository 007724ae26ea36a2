import type { AdCounterEvent } from "../../model/ad-filters.ts";
import type { FilterSettings } from "./filter-settings.ts";

/** One thing that happened to an ad, under one of its counter keys. */
export interface CountedEvent {
  readonly eventType: AdCounterEvent;
  readonly adCounterKey: number;
  readonly buyer: string;
  readonly atMs: number;
  /** The custom audience that won; only wins are told apart by it. */
  readonly audience?: { readonly owner: string; readonly name: string };
}

export interface HistogramStore {
  /** Counts an event; gives how many older ones had to make room for it. */
  insert(event: CountedEvent): number;
  /** How many events like this one there are from its time on, that instant included. */
  countSince(event: CountedEvent): number;
}

type Limits = Pick<
  FilterSettings,
  | "histogramMaxEvents"
  | "histogramKeptEvents"
  | "histogramMaxEventsPerBuyer"
  | "histogramKeptEventsPerBuyer"
>;

/** Room is made before an event is counted: on the device as a whole first, then for its buyer (spec: on-device 4.3). */
export function createHistogramStore(limits: Limits): HistogramStore {
  const eventsByBuyer = new Map<string, readonly CountedEvent[]>();
  const countAll = (): number => sum([...eventsByBuyer.values()].map(({ length }) => length));
  const trimAll = (): void => {
    const total = countAll();
    if (total < limits.histogramMaxEvents) return;
    const oldestFirst = [...eventsByBuyer.values()].flat().toSorted((a, b) => a.atMs - b.atMs);
    const evicted = new Set(oldestFirst.slice(0, Math.max(0, total - limits.histogramKeptEvents)));
    for (const [buyer, events] of eventsByBuyer) {
      const kept = events.filter((event) => !evicted.has(event));
      eventsByBuyer.set(buyer, kept);
    }
  };
  const trimmed = (events: readonly CountedEvent[]): readonly CountedEvent[] =>
    events.length < limits.histogramMaxEventsPerBuyer
      ? events
      : events.slice(Math.max(0, events.length - limits.histogramKeptEventsPerBuyer));
  return {
    insert(event) {
      const before = countAll();
      trimAll();
      const ofBuyer = trimmed(eventsByBuyer.get(event.buyer) ?? []);
      eventsByBuyer.set(event.buyer, [...ofBuyer, event]);
      return before + 1 - countAll();
    },
    countSince: (wanted) =>
      (eventsByBuyer.get(wanted.buyer) ?? []).filter(
        (event) => event.atMs >= wanted.atMs && isAlike(event, wanted),
      ).length,
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function isAlike(one: CountedEvent, other: CountedEvent): boolean {
  return (
    one.eventType === other.eventType &&
    one.adCounterKey === other.adCounterKey &&
    one.audience?.owner === other.audience?.owner &&
    one.audience?.name === other.audience?.name
  );
}
