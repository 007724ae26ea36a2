import type { MediationEvent } from "../../sdk/index.ts";

/** A request, or a step on the device. */
export interface TracePart {
  readonly title: string;
  /** Absent for a step on the device. */
  readonly requestId?: string;
  readonly events: readonly MediationEvent[];
}

/** Requests and steps on the device in the order in which they began; a request goes on during later steps. */
export function splitTrace(events: readonly MediationEvent[]): readonly TracePart[] {
  const parts = new Map<string, TracePart & { readonly events: MediationEvent[] }>();
  let step: string | undefined;
  for (const event of events) {
    if (event.type === "step.started") {
      step = event.scope === "device" ? `step ${event.step}` : undefined;
      if (step !== undefined) parts.set(step, { title: `${step}  ${event.text}`, events: [] });
    }
    if (event.type === "request.started") {
      const { requestId, slotId, format } = event;
      parts.set(requestId, {
        title: `${requestId}  slot ${slotId}, ${format}`,
        requestId,
        events: [],
      });
    }
    parts.get(requestOf(event) ?? step ?? "")?.events.push(event);
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
