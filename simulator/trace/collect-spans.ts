import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { collectAdLives } from "./ad-lives.ts";
import { collectBudgets } from "./budget-spans.ts";
import { nameCall, nameSpan, nounOf } from "./name-span.ts";
import { nodeOf, requestOf } from "./split-trace.ts";

/** Who is at it, within a request or outside of any. */
export type Track =
  | "steps"
  | "mediation"
  | "nodes"
  | "budgets"
  | "ads"
  | "device"
  | "scripts"
  | "http";

/** Something that took time, or happened at once. */
export interface Span {
  readonly name: string;
  readonly startMs: number;
  /** Undefined for what happened at once. */
  readonly endMs: number | undefined;
  /** The request it belongs to; undefined outside of any. */
  readonly requestId: string | undefined;
  readonly track: Track;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * A run as spans of time. `noun.started` opens one, which the next event of the same noun, request, node and call
 * closes; an event that says how long it took is one by itself, and so is each call to the device, each budget and
 * each part of an ad's life.
 */
export function collectSpans(events: readonly MediationEvent[]): readonly Span[] {
  return [
    ...collectCalls(events),
    ...collectOthers(events),
    ...collectBudgets(events),
    ...collectAdLives(events),
  ];
}

function collectCalls(events: readonly MediationEvent[]): readonly Span[] {
  const ofCalls = events.filter((event) => callOf(event) !== undefined);
  return Array.from(Map.groupBy(ofCalls, callOf), ([callId = "", ofCall]) => ({
    name: nameCall(callId, ofCall),
    startMs: Math.min(...ofCall.map((event) => event.atMs - (durationOf(event) ?? 0))),
    endMs: Math.max(...ofCall.map(({ atMs }) => atMs)),
    requestId: ofCall[0] && requestOf(ofCall[0]),
    track: "device",
    facts: { callId },
  }));
}

function collectOthers(events: readonly MediationEvent[]): readonly Span[] {
  const open = new Map<string, MediationEvent>();
  const spans: Span[] = [];
  for (const event of events) {
    const key = keyOf(event);
    const opening = open.get(key);
    if (opening !== undefined) spans.push(join(opening, event));
    open.delete(key);
    if (isOpening(event)) open.set(key, event);
    else if (opening === undefined) spans.push(toSpan(event));
  }
  const last = events.at(-1);
  return last === undefined ? spans : [...spans, ...[...open.values()].map((e) => join(e, last))];
}

/** An ad selection is told by the span of its call. */
function isOpening({ type }: MediationEvent): boolean {
  return /\.(?:started|requested)$/.test(type) && !/^(?:session|ad-selection)\./.test(type);
}

function join(opening: MediationEvent, closing: MediationEvent): Span {
  // What ends a step may be the next one, and what ends the run ends everything.
  const isItsEnd = keyOf(opening) === keyOf(closing) && opening.type !== closing.type;
  return {
    ...toSpan(opening),
    name: nameSpan(opening, closing),
    startMs: opening.atMs,
    endMs: closing.atMs,
    facts: { ...factsOf(opening), ...(isItsEnd && factsOf(closing)) },
  };
}

function toSpan(event: MediationEvent): Span {
  const durationMs = durationOf(event);
  return {
    name: nameSpan(event, event),
    startMs: event.atMs - (durationMs ?? 0),
    endMs: durationMs === undefined ? undefined : event.atMs,
    requestId: requestOf(event),
    track: trackOf(event),
    facts: factsOf(event),
  };
}

function keyOf(event: MediationEvent): string {
  const { requestId, nodeId, callId } = event as Partial<MediationEventOf<"bid.received">>;
  const noun = nounOf(event);
  // What is not about a node may name one all the same: whose bid was chosen, say.
  return JSON.stringify([noun, requestId, noun.startsWith("node") ? nodeId : undefined, callId]);
}

/** Undefined for what does not say how long it took. */
function durationOf(event: MediationEvent): number | undefined {
  if (event.type === "logic.finished") return event.spentMs;
  return event.type === "http.finished" ? event.latencyMs : undefined;
}

function trackOf(event: MediationEvent): Track {
  if (event.type === "http.finished") return "http";
  if (event.type === "logic.finished") return "scripts";
  if (callOf(event) !== undefined) return "device";
  if ("adId" in event && event.type.startsWith("ad.") && event.type !== "ad.selected") return "ads";
  if (nodeOf(event) !== undefined && nounOf(event).startsWith("node")) return "nodes";
  return requestOf(event) === undefined ? "steps" : "mediation";
}

function callOf(event: MediationEvent): string | undefined {
  return "callId" in event ? event.callId : undefined;
}

function factsOf(event: MediationEvent): Readonly<Record<string, unknown>> {
  // It holds the whole scenario, which makes no picture; otherData has the rest.
  if (event.type === "session.started") return {};
  const { type: _type, atMs: _atMs, ...facts } = event;
  return facts;
}
