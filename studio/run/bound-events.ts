import type { MediationEvent } from "../../sdk/index.ts";
import { cutEvent } from "./cut-event.ts";
import { PAGE_LIMITS } from "./page-limits.ts";
import type { PageSource } from "./page-source.ts";

export interface BoundEvents {
  readonly events: readonly MediationEvent[];
  /** How many did not find room. */
  readonly leftOut: number;
  /** How many have a text or a body cut. */
  readonly cut: number;
}

/** As many of the first events as a page has room for, `runs` of which share it. */
export function boundEvents(
  { events: all, mostEvents = Infinity }: PageSource,
  runs: number,
): BoundEvents {
  const events: MediationEvent[] = [];
  const count = Math.min(mostEvents, PAGE_LIMITS.events / runs);
  const room = { count, length: PAGE_LIMITS.eventCharacters / runs };
  let length = 0;
  let cut = 0;
  for (const event of all) {
    const short = cutEvent(event);
    length += short.length;
    if (events.length >= room.count || length > room.length) break;
    events.push(short.event);
    if (short.isCut) cut += 1;
  }
  return { events, leftOut: all.length - events.length, cut };
}
