import type { Clock } from "../../foundation/environment.ts";
import type { Cap } from "../../model/cap.ts";
import { findCapRefusal, type CapRefusal } from "./find-cap-refusal.ts";
import type { OwnedCap } from "./owned-cap.ts";

/** When ads were seen, as far as caps want to know. */
export interface ImpressionLog {
  /** Counts an impression of now for each of these caps. */
  count(caps: readonly OwnedCap[]): void;
  /** Of the caps that allow none now, the one that will not for the longest; of equals, the first. */
  findRefusal<Each extends OwnedCap>(caps: readonly Each[]): CapRefusal<Each> | undefined;
}

/**
 * Keeps of each cap's impressions only those that can still decide something. A cap that becomes stricter, in a
 * newer chain, starts from what the older one needed.
 */
export function createImpressionLog(clock: Clock): ImpressionLog {
  const timesByKey = new Map<string, number[]>();
  return {
    count(caps) {
      const nowMs = clock.elapsedMs();
      for (const { key, cap } of caps) {
        const times = timesByKey.get(key) ?? [];
        timesByKey.set(key, times);
        times.push(nowMs);
        dropUnneeded(times, cap, nowMs);
      }
    },
    findRefusal(caps) {
      const nowMs = clock.elapsedMs();
      const refusals = caps.flatMap(
        (each) => findCapRefusal(each, timesByKey.get(each.key) ?? [], nowMs) ?? [],
      );
      return refusals.toSorted((one, other) => other.waitMs - one.waitMs)[0];
    },
  };
}

function dropUnneeded(times: number[], cap: Cap, nowMs: number): void {
  const { impressions = 1, windowMs = 0, minIntervalMs = 0 } = cap;
  const needed = times
    .slice(-impressions)
    .filter((atMs) => nowMs - atMs < Math.max(windowMs, minIntervalMs));
  times.splice(0, times.length - needed.length);
}
