import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";

type Started = MediationEventOf<"node.started">;
type Ended = MediationEventOf<"node.filled" | "node.unfilled" | "node.failed" | "node.timed-out">;

export type AttemptEnd = Ended["type"];

/** A node that was asked to load, and how that ended; without an end, the run ended first. */
export interface Attempt {
  readonly start: Started;
  readonly end: Ended | undefined;
  /** The answer that came when nobody waited any more. */
  readonly late: MediationEventOf<"node.answered-late"> | undefined;
}

const ENDS: ReadonlySet<string> = new Set([
  "node.filled",
  "node.unfilled",
  "node.failed",
  "node.timed-out",
] satisfies readonly AttemptEnd[]);

/** Signals and bids end as loads do, and are none. */
export function collectAttempts(events: readonly MediationEvent[]): readonly Attempt[] {
  const starts = new Map<string, Started>();
  const ends = new Map<string, Ended>();
  const lates = new Map<string, MediationEventOf<"node.answered-late">>();
  for (const event of events) {
    if (!isOfLoad(event)) continue;
    if (event.type === "node.started") starts.set(keyOfTurn(event), event);
    if (isEnd(event)) ends.set(keyOfTurn(event), event);
    if (event.type === "node.answered-late") lates.set(keyOfTurn(event), event);
  }
  return Array.from(starts, ([key, start]) => ({
    start,
    end: ends.get(key),
    late: lates.get(key),
  }));
}

/** A node has one turn in a request. */
export interface Turn {
  readonly requestId: string;
  readonly nodeId?: string | undefined;
}

/** Each turn once. */
export function toTurns(of: readonly Turn[]): ReadonlySet<string> {
  return new Set(of.map(keyOfTurn));
}

export function keyOfTurn({ requestId, nodeId }: Turn): string {
  return JSON.stringify([requestId, nodeId]);
}

function isOfLoad(event: MediationEvent): boolean {
  return !("phase" in event) || event.phase === undefined || event.phase === "load";
}

function isEnd(event: MediationEvent): event is Ended {
  return ENDS.has(event.type);
}
