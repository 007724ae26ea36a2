import type { Clock } from "../foundation/environment.ts";
import type { Emit, EventSink, MediationEvent } from "./mediation-event.ts";

/** Stamps events with the time and passes them on. A listener that throws is the listener's own problem. */
export function createEmit(clock: Clock, sink: EventSink): Emit {
  return (draft) => {
    const { type, ...facts } = draft;
    const event = { type, atMs: clock.elapsedMs(), ...facts } as MediationEvent;
    try {
      sink(event);
    } catch {
      // Events tell what happened; telling must not change it.
    }
  };
}
