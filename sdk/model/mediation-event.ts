import { z } from "zod";
import { AD_EVENTS } from "./events/ad-events.ts";
import { AUDIENCE_EVENTS } from "./events/audience-events.ts";
import { BIDDING_EVENTS } from "./events/bidding-events.ts";
import { DEBUG_EVENTS } from "./events/debug-events.ts";
import { DEVICE_EVENTS, HTTP_EVENTS } from "./events/device-events.ts";
import { FILTER_EVENTS } from "./events/filter-events.ts";
import { LABORATORY_EVENTS } from "./events/laboratory-events.ts";
import { LOGIC_EVENTS } from "./events/logic-events.ts";
import { OVERRIDE_EVENTS } from "./events/override-events.ts";
import { REQUEST_EVENTS } from "./events/request-events.ts";
import { SESSION_EVENTS } from "./events/session-events.ts";
import { STORAGE_EVENTS } from "./events/storage-events.ts";

/**
 * Everything that can happen, as plain JSON. The trace is this union, one line each; every table, ledger and
 * comparison is computed from it.
 */
export const MediationEventSchema = z.discriminatedUnion("type", [
  ...SESSION_EVENTS,
  ...REQUEST_EVENTS,
  ...BIDDING_EVENTS,
  ...AD_EVENTS,
  ...LABORATORY_EVENTS,
  ...AUDIENCE_EVENTS,
  ...DEVICE_EVENTS,
  ...DEBUG_EVENTS,
  ...STORAGE_EVENTS,
  ...LOGIC_EVENTS,
  ...FILTER_EVENTS,
  ...OVERRIDE_EVENTS,
  ...HTTP_EVENTS,
]);
export type MediationEvent = z.infer<typeof MediationEventSchema>;
export type MediationEventType = MediationEvent["type"];

export type MediationEventOf<Type extends MediationEventType> = Extract<
  MediationEvent,
  { readonly type: Type }
>;

/** Receives each event once, after the fact. Must not throw and cannot change what happens. */
export type EventSink = (event: MediationEvent) => void;

type WithoutTime<Event> = Event extends unknown ? Omit<Event, "atMs"> : never;

/** An event before the clock has stamped it. */
export type MediationEventDraft = WithoutTime<MediationEvent>;

export type Emit = (draft: MediationEventDraft) => void;
