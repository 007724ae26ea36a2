import type { MediationEvent } from "../../sdk/index.ts";

/** What every event has, or what says where it belongs. */
const PLACE_FACTS: ReadonlySet<string> = new Set(["type", "atMs", "requestId", "nodeId", "callId"]);

/** An event that has no sentence of its own: what became of what, and every fact of it. */
export function wordEvent(event: MediationEvent): string {
  const facts = Object.entries(event)
    .filter(([name, value]) => !PLACE_FACTS.has(name) && value !== undefined)
    .map(([name, value]) => `${name} ${wordValue(value)}`);
  const what = event.type.replaceAll(/[.-]/g, " ");
  return [what, ...(facts.length === 0 ? [] : [facts.join(", ")])].join(": ");
}

/** Where in the run an event belongs: `request-1, node gamma, call-9`. */
export function wordPlace(event: MediationEvent): string {
  const { requestId, nodeId, callId } = event as Readonly<Record<string, unknown>>;
  const node = typeof nodeId === "string" ? `node ${nodeId}` : undefined;
  return [requestId, node, callId].filter((each) => typeof each === "string").join(", ");
}

export function wordValue(value: unknown): string {
  if (typeof value === "string") return value;
  return value === undefined ? "absent" : JSON.stringify(value);
}
