import type { MediationEvent } from "../../sdk/index.ts";

/** A request, or what a step did beside requests. */
export interface TracePart {
  readonly title: string;
  /** Absent for a step. */
  readonly requestId?: string;
  readonly events: readonly MediationEvent[];
}

/** Requests and steps in the order in which they began; a request goes on during later steps. */
export function splitTrace(events: readonly MediationEvent[]): readonly TracePart[] {
  const parts = new Map<string, TracePart & { readonly events: MediationEvent[] }>();
  let step = "";
  for (const event of events) {
    if (event.type === "step.started") {
      step = `step ${event.step}`;
      parts.set(step, { title: `${step}  ${event.text}`, events: [] });
    }
    if (event.type === "request.started" || event.type === "request.refused") {
      const { requestId, slotId, format } = event;
      parts.set(requestId, {
        title: `${requestId}  slot ${slotId}, ${format}`,
        requestId,
        events: [],
      });
    }
    parts.get(requestOf(event) ?? step)?.events.push(event);
  }
  return [...parts.values()];
}

export function requestOf(event: MediationEvent): string | undefined {
  return "requestId" in event ? event.requestId : undefined;
}

export function nodeOf(event: MediationEvent): string | undefined {
  return "nodeId" in event ? event.nodeId : undefined;
}

/** Every value that a fact has in any event, in the order of appearance. */
export function collectFact(events: readonly MediationEvent[], name: string): readonly string[] {
  const values = events.map((event) => (event as Readonly<Record<string, unknown>>)[name]);
  const names = values.filter(
    (value): value is string => typeof value === "string" && value !== "",
  );
  return [...new Set(names)];
}
