import type { DatabaseSync } from "node:sqlite";

/** One thing that happened to a network, as it is kept. Money is in billionths of a USD, for one impression. */
export interface EventRow {
  /** Two events of one id are one event. */
  readonly eventId: string;
  readonly atMs: number;
  readonly level: EventLevel;
  readonly kind: EventKind;
  readonly networkId: string;
  /** Empty: not known. */
  readonly bidId: string;
  readonly slotId: string;
  readonly latencyMs: number | null;
  readonly valueNanos: number | null;
  readonly runnerUpNanos: number | null;
}

/** Who saw it: the app's SDK or the server. Both may report the same thing, so they are never counted together. */
export const EVENT_LEVELS = ["sdk", "server"] as const;
export type EventLevel = (typeof EVENT_LEVELS)[number];

export const EVENT_KINDS = [
  "request",
  "response",
  "no-ad",
  "timeout",
  "error",
  "win",
  "impression",
  "click",
  "revenue",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface EventTable {
  /** Whether it is new: of two events of one id the first is kept. */
  insert(event: EventRow): boolean;
}

/** Its one statement, for whoever wants to know what it costs by itself. */
export const INSERT_EVENT =
  "INSERT INTO performance_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";

export function createEventTable(database: DatabaseSync): EventTable {
  const insert = database.prepare(INSERT_EVENT);
  return {
    insert: (event) =>
      insert.run(
        event.eventId,
        event.atMs,
        event.level,
        event.kind,
        event.networkId,
        event.bidId,
        event.slotId,
        event.latencyMs,
        event.valueNanos,
        event.runnerUpNanos,
      ).changes > 0,
  };
}
