import type { MediationEvent, MediationEventType } from "../../sdk/index.ts";

/** When something went on, in milliseconds since the session began. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
  /** It only ended because its time was over. */
  readonly isTimeout?: boolean;
}

/** What takes time in a request, by what begins it and by what ends it. A node's turn has parts where it bids. */
const BEGINNINGS: Partial<Record<MediationEventType, string>> = {
  "request.started": "endpoint",
  "chain.fetched": "first party",
  "contextual-ad.received": "first party",
  "node-signals.requested": "node",
  "node-bid.requested": "node",
  "node.started": "node",
  "fallback.started": "fallback",
};
const ENDINGS: Partial<Record<MediationEventType, string>> = {
  "chain.fetched": "endpoint",
  "chain.refused": "endpoint",
  "chain.failed": "endpoint",
  "contextual-ad.received": "endpoint",
  "first-party.selected": "first party",
  "first-party.passed": "first party",
  "node-signals.collected": "node",
  "node-bid.received": "node",
  "node.filled": "node",
  "node.unfilled": "node",
  "node.timed-out": "node",
  "node.failed": "node",
  "fallback.selected": "fallback",
  "fallback.passed": "fallback",
};

/** The span that each event ended. What is told of a turn after it has ended has none. */
export function findSpans(events: Iterable<MediationEvent>): ReadonlyMap<MediationEvent, Span> {
  const begun = new Map<string, number>();
  const spans = new Map<MediationEvent, Span>();
  for (const event of events) {
    const ended = keyOf(event, ENDINGS[event.type]);
    const startMs = begun.get(ended) ?? findOwnStart(event);
    if (startMs !== undefined) {
      // Answers of several networks may be told together, once all of them are in.
      const endMs = "latencyMs" in event ? startMs + event.latencyMs : event.atMs;
      spans.set(event, { startMs, endMs, isTimeout: isTimeout(event) });
      begun.delete(ended);
    }
    if (event.type in BEGINNINGS) begun.set(keyOf(event, BEGINNINGS[event.type]), event.atMs);
  }
  return spans;
}

/** Of what is told only when it is over. */
function findOwnStart(event: MediationEvent): number | undefined {
  const isTold = event.type === "network.initialized" || event.type === "network.uninitialized";
  return isTold ? event.atMs - event.latencyMs : undefined;
}

function isTimeout(event: MediationEvent): boolean {
  if (event.type === "network.uninitialized") return event.status === "timed-out";
  return event.type === "node.timed-out";
}

function keyOf(event: MediationEvent, part: string | undefined): string {
  const requestId = "requestId" in event ? event.requestId : undefined;
  const nodeId = "nodeId" in event ? event.nodeId : undefined;
  const phase = "phase" in event ? event.phase : undefined;
  return JSON.stringify([part, requestId, nodeId, phase]);
}
