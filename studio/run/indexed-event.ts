import type { MediationEvent, MediationEventOf, MediationEventType } from "../../sdk/index.ts";

/** An event and its place in the page's list of events. */
export interface IndexedEvent<Event extends MediationEvent = MediationEvent> {
  readonly event: Event;
  readonly index: number;
}

export function indexEvents(events: readonly MediationEvent[]): readonly IndexedEvent[] {
  return events.map((event, index) => ({ event, index }));
}

export function findOfType<Type extends MediationEventType>(
  indexed: readonly IndexedEvent[],
  ...types: readonly Type[]
): IndexedEvent<MediationEventOf<Type>> | undefined {
  return indexed.find((each): each is IndexedEvent<MediationEventOf<Type>> =>
    types.some((type) => type === each.event.type),
  );
}

/** Facts that many kinds of events have, of any event. */
export function placeOf(event: MediationEvent): {
  readonly requestId?: string;
  readonly nodeId?: string;
  readonly callId?: string;
} {
  const { requestId, nodeId, callId } = event as Readonly<Record<string, unknown>>;
  return {
    ...(typeof requestId === "string" && { requestId }),
    ...(typeof nodeId === "string" && { nodeId }),
    ...(typeof callId === "string" && { callId }),
  };
}
