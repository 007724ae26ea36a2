import type { MediationEvent } from "../../sdk/index.ts";
import { assignLanes, type Lane } from "./assign-lanes.ts";
import { collectSpans, type Span, type Track } from "./collect-spans.ts";
import { collectPayments, valueOf } from "./revenue-metrics.ts";

/** One event of Chrome's trace format; `ts` and `dur` are microseconds of the run's own time. */
export interface PerfettoEvent {
  /** A span, something that happened at once, a counter, or the name of a process or thread. */
  readonly ph: "X" | "i" | "C" | "M";
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly dur?: number;
  /** Of what happened at once: it concerns its thread. */
  readonly s?: "t";
  readonly cat?: Track;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface PerfettoTrace {
  readonly displayTimeUnit: "ms";
  readonly otherData: Readonly<Record<string, unknown>>;
  readonly traceEvents: readonly PerfettoEvent[];
}

/** From top to bottom. */
const TRACKS: readonly Track[] = [
  "steps",
  "mediation",
  "nodes",
  "budgets",
  "ads",
  "device",
  "scripts",
  "http",
];
const session = "session";
/** No two threads share a number, not even in different processes: some viewers mix them up. */
const threadsPerProcess = 1000;

/**
 * A run for the viewer of Perfetto, or any other that reads Chrome's trace format: a process for each request, and
 * in it a thread for the walk, budgets, the ad, the device, its scripts and the internet – as many as overlap. What
 * impressions have paid so far is a counter.
 */
export function toPerfetto(events: readonly MediationEvent[]): PerfettoTrace {
  const spans = collectSpans(events);
  const processes = [...Map.groupBy(spans, ({ requestId }) => requestId ?? session)];
  const [started] = events;
  const { name, seed, profile, mode } =
    started?.type === "session.started" ? started : ({} as Record<string, undefined>);
  return {
    displayTimeUnit: "ms",
    otherData: { name, seed, profile, mode },
    traceEvents: [
      ...processes
        .toSorted(([a], [b]) => Number(b === session) - Number(a === session))
        .flatMap(([label, ofProcess], index) => toProcess(label, ofProcess, index + 1)),
      ...countRevenue(events),
    ],
  };
}

/** In the first process, which is the session where there is anything of it. */
function countRevenue(events: readonly MediationEvent[]): readonly PerfettoEvent[] {
  const place = { ph: "C", name: "revenue", pid: 1, tid: threadsPerProcess } as const;
  let micros = 0;
  const counts = collectPayments(events).map((payment) => {
    micros += valueOf(payment);
    return { ...place, ts: toMicroseconds(payment.atMs), args: { micros } };
  });
  return counts.length === 0 ? [] : [{ ...place, ts: 0, args: { micros: 0 } }, ...counts];
}

function toProcess(label: string, spans: readonly Span[], pid: number): readonly PerfettoEvent[] {
  const lanes = TRACKS.flatMap((track) =>
    assignLanes(
      track,
      spans.filter((span) => span.track === track),
    ),
  );
  const tid = pid * threadsPerProcess;
  const named = { ph: "M", pid, tid } as const;
  return [
    { ...named, name: "process_name", args: { name: label } },
    { ...named, name: "process_sort_index", args: { sort_index: pid } },
    ...lanes.flatMap((lane, index) => toThread(lane, { pid, tid: tid + index })),
  ];
}

function toThread(
  { track, number, spans }: Lane,
  place: { readonly pid: number; readonly tid: number },
): readonly PerfettoEvent[] {
  const name = number === 1 ? track : `${track} ${number}`;
  return [
    { ph: "M", name: "thread_name", ...place, args: { name } },
    { ph: "M", name: "thread_sort_index", ...place, args: { sort_index: place.tid } },
    ...spans.map((span) => ({ ...toEvent(span), ...place })),
  ];
}

function toEvent({ name, startMs, endMs, track, facts }: Span) {
  const ts = toMicroseconds(startMs);
  const common = { name, cat: track, ts, args: facts };
  return endMs === undefined
    ? ({ ph: "i", s: "t", ...common } as const)
    : ({ ph: "X", dur: toMicroseconds(endMs) - ts, ...common } as const);
}

function toMicroseconds(ms: number): number {
  return Math.round(ms * 1000);
}
