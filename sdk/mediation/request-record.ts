import type { AdServices } from "../device/ad-services.ts";
import type { Clock } from "../foundation/environment.ts";
import { createEmit } from "../model/create-emit.ts";
import type { Emit, EventSink, MediationEvent } from "../model/mediation-event.ts";

/** Everything that happens for one request, which its ledger is made of. */
export interface RequestRecord {
  readonly events: readonly MediationEvent[];
  /** For what the SDK does; what the device does is noted without it. */
  readonly emit: Emit;
  stop(): void;
}

export function recordRequest(
  { clock, adServices }: { readonly clock: Clock; readonly adServices: AdServices },
  requestId: string,
  tell: EventSink,
): RequestRecord {
  const events: MediationEvent[] = [];
  const stop = adServices.subscribe((event) => {
    if ("requestId" in event && event.requestId === requestId) events.push(event);
  });
  const emit = createEmit(clock, (event) => {
    events.push(event);
    tell(event);
  });
  return { events, emit, stop };
}
