import type { MediationEvent } from "../../sdk/index.ts";
import { PAGE_LIMITS } from "./page-limits.ts";

/** Deeper than any event needs, and shallow enough for whoever draws it. */
const maxDepth = 40;

export interface CutEvent {
  readonly event: MediationEvent;
  readonly isCut: boolean;
  /** Characters as JSON. */
  readonly length: number;
}

/**
 * The event with long texts cut and big bodies left out: its own facts stay as they are. The scenario that a
 * session begins with goes without the scripts in it, which a page shows by themselves.
 */
export function cutEvent(event: MediationEvent): CutEvent {
  const counter = { cuts: 0 };
  const whole = Object.entries(event).map(([name, value]) => [name, cutFact(name, value, counter)]);
  const short = Object.fromEntries(whole) as MediationEvent;
  const { length } = JSON.stringify(short);
  return { event: counter.cuts === 0 ? event : short, isCut: counter.cuts > 0, length };
}

interface Counter {
  cuts: number;
}

const bodies: ReadonlySet<string> = new Set(["arguments", "result", "scenario"]);

function cutFact(name: string, value: unknown, counter: Counter): unknown {
  const cut = cutValue(value, counter, 0);
  if (!bodies.has(name) || cut === undefined) return cut;
  return cutBody(cut, counter);
}

/** So that every call keeps its place, each may take its share. */
function cutBody(value: unknown, counter: Counter): unknown {
  if (lengthOf(value) <= PAGE_LIMITS.bodyCharacters) return value;
  counter.cuts += 1;
  if (!Array.isArray(value)) return leftOut(value);
  const room = PAGE_LIMITS.bodyCharacters / value.length;
  return value.map((each: unknown) => shorten(each, room));
}

/** Of several arguments, the big ones go: what a call was given is told one by one. */
function shorten(value: unknown, room: number): unknown {
  if (lengthOf(value) <= room) return value;
  if (!Array.isArray(value)) return leftOut(value);
  const lengths: readonly number[] = value.map(lengthOf);
  let left = room;
  const kept = new Set<number>();
  for (const index of [...lengths.keys()].toSorted((a, b) => at(lengths, a) - at(lengths, b))) {
    left -= at(lengths, index);
    if (left >= 0) kept.add(index);
  }
  return value.map((each: unknown, index) => (kept.has(index) ? each : leftOut(each)));
}

function at(lengths: readonly number[], index: number): number {
  return lengths[index] ?? 0;
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value).length;
}

function leftOut(value: unknown): string {
  return `… (${lengthOf(value)} characters, left out of the page)`;
}

function cutValue(value: unknown, counter: Counter, depth: number): unknown {
  if (typeof value === "string") return cutText(value, counter);
  if (typeof value !== "object" || value === null) return value;
  if (depth >= maxDepth) {
    counter.cuts += 1;
    return "… (nested deeper than the page shows)";
  }
  if (Array.isArray(value)) {
    return value.map((each: unknown) => cutValue(each, counter, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      cutText(key, counter),
      cutValue(each, counter, depth + 1),
    ]),
  );
}

function cutText(text: string, counter: Counter): string {
  const { textCharacters } = PAGE_LIMITS;
  if (text.length <= textCharacters) return text;
  counter.cuts += 1;
  return `${text.slice(0, textCharacters)}… (cut, ${text.length} characters)`;
}
