import { createEventTable, type EventRow } from "../store/event-table.ts";
import type { Store } from "../store/store.ts";

export interface Ingested {
  /** Events that were new. */
  readonly accepted: number;
  /** Events that were known by their id, and left as they were. */
  readonly duplicates: number;
}

/** Resolves once the events are kept, whatever becomes of the process; rejects when none of them is. */
export type EventWriter = (events: readonly EventRow[]) => Promise<Ingested>;

interface Waiting {
  readonly events: readonly EventRow[];
  readonly resolve: (ingested: Ingested) => void;
  readonly reject: (error: unknown) => void;
}

/** Events that come in one turn of the event loop are kept in one transaction: a commit costs more than many events. */
export function createEventWriter(store: Store): EventWriter {
  const table = createEventTable(store.database);
  let waiting: Waiting[] = [];

  function insertAll({ events }: Waiting): Ingested {
    const accepted = events.filter((event) => table.insert(event)).length;
    return { accepted, duplicates: events.length - accepted };
  }

  function commit(): void {
    const together = waiting;
    waiting = [];
    try {
      const ingested = store.transaction(() => together.map(insertAll));
      ingested.forEach((each, index) => together[index]?.resolve(each));
    } catch (error) {
      for (const { reject } of together) reject(error);
    }
  }

  return (events) => {
    const { promise, resolve, reject } = Promise.withResolvers<Ingested>();
    waiting.push({ events, resolve, reject });
    if (waiting.length === 1) setImmediate(commit);
    return promise;
  };
}
