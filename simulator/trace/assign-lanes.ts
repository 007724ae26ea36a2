import type { Span, Track } from "./collect-spans.ts";

/** Spans that a viewer can draw on one line, because no two of them overlap. */
export interface Lane {
  readonly track: Track;
  /** From 1. */
  readonly number: number;
  /** By their start. */
  readonly spans: readonly Span[];
}

interface OpenLane {
  readonly spans: Span[];
  endsAtMs: number;
}

/** Puts the spans of one track on as few lanes as they need; what happened at once goes to the first. */
export function assignLanes(track: Track, spans: readonly Span[]): readonly Lane[] {
  return openLanes(spans).map((lane, index) => ({ track, number: index + 1, spans: lane.spans }));
}

function openLanes(spans: readonly Span[]): readonly OpenLane[] {
  const lanes: OpenLane[] = [];
  for (const span of spans.toSorted((a, b) => a.startMs - b.startMs)) {
    const { startMs, endMs } = span;
    const isFree = (lane: OpenLane): boolean => endMs === undefined || lane.endsAtMs <= startMs;
    const lane = lanes.find(isFree);
    if (lane === undefined) lanes.push({ spans: [span], endsAtMs: endMs ?? startMs });
    else {
      lane.spans.push(span);
      lane.endsAtMs = Math.max(lane.endsAtMs, endMs ?? 0);
    }
  }
  return lanes;
}
