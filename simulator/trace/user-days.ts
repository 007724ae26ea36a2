import type { MediationEvent, MediationEventType } from "../../sdk/index.ts";

const msPerDay = 86_400_000;

/** What a user does; what a phone does by itself makes nobody active. */
const ACTIVE_TYPES: ReadonlySet<MediationEventType> = new Set<MediationEventType>([
  "request.started",
  "request.refused",
  "ad.taken",
  "ad.shown",
]);

/** A trace has one user. Their days are 24 hours each, from the start of the session. */
export function countUserDays(events: readonly MediationEvent[]): number {
  const active = events.filter(({ type }) => ACTIVE_TYPES.has(type));
  return new Set(active.map(({ atMs }) => Math.floor(atMs / msPerDay))).size;
}
