import type { MediationEvent } from "../../sdk/index.ts";
import { refuseUnknown } from "./refuse-unknown.ts";
import { requestOf } from "./split-trace.ts";

/**
 * The events of the requests for one slot.
 *
 * @throws MediationError ERR_TRACE_NO_MATCH
 */
export function ofSlot(
  events: readonly MediationEvent[],
  slotId: string,
): readonly MediationEvent[] {
  const requests = events.filter(
    (event) => event.type === "request.started" || event.type === "request.refused",
  );
  refuseUnknown([...new Set(requests.map((request) => request.slotId))], slotId, "slot");
  const ids = new Set(
    requests.filter((request) => request.slotId === slotId).map(({ requestId }) => requestId),
  );
  return events.filter((event) => ids.has(requestOf(event) ?? ""));
}
