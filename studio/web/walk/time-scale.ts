import type { PageLane, PageRequest } from "../../page-data.ts";

/** Where a moment of a request is drawn. */
export interface TimeScale {
  readonly startMs: number;
  readonly endMs: number;
  /** In percent of the width; what is later than the end stands at it. */
  readonly at: (atMs: number) => number;
  readonly ticks: readonly number[];
}

/** An answer may come so late that, were it in sight, everything else would be a dot. */
const mostStretch = 1.8;
const tickSteps = [1, 2, 5];
const ticksWanted = 5;
/** The words of a tick stand behind it. */
const roomForLastTick = 0.92;

/** From the start of the request to its end, and on to late answers if they are not too far away. */
export function lengthInSight({ startMs, endMs, lanes }: PageRequest): number {
  const endsMs = lanes.flatMap((lane) => lane.spans.map((span) => span.endMs));
  const soonMs = Math.max(endMs, startMs + 1, ...endsMs);
  const limitMs = startMs + (soonMs - startMs) * mostStretch;
  const lateMs = lanes.flatMap(listLateMs).filter((atMs) => atMs <= limitMs);
  return (Math.max(soonMs, ...lateMs) - startMs) * 1.04;
}

export function createTimeScale(startMs: number, lengthMs: number): TimeScale {
  return {
    startMs,
    endMs: startMs + lengthMs,
    at: (atMs) => Math.min(100, Math.max(0, ((atMs - startMs) / lengthMs) * 100)),
    ticks: listTicks(lengthMs * roomForLastTick),
  };
}

function listLateMs({ lateAnswers }: PageLane): readonly number[] {
  return lateAnswers.map(({ endMs }) => endMs);
}

/** Round numbers of milliseconds, from 0. */
function listTicks(lengthMs: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(lengthMs / ticksWanted));
  const step = [...tickSteps.map((part) => part * power), power * 10].find(
    (size) => lengthMs / size <= ticksWanted,
  );
  if (step === undefined || step <= 0) return [0];
  return Array.from({ length: Math.floor(lengthMs / step) + 1 }, (_, index) => index * step);
}
