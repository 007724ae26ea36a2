import type { FilledResult } from "../ad-request.ts";

/** Ads of one slot that wait to be shown, oldest first. Those that expire are gone by themselves. */
export interface AdCache {
  /** How many wait. */
  readonly size: number;
  /** Keeps an ad that is ready, and says whether it is. */
  add(result: FilledResult): boolean;
  /** The oldest, with how long it has waited. */
  takeOldest(): { readonly result: FilledResult; readonly ageMs: number } | undefined;
  /** Takes all of them out. */
  clear(): readonly FilledResult[];
}

export function createAdCache(elapsedMs: () => number): AdCache {
  let waiting: { readonly result: FilledResult; readonly sinceMs: number }[] = [];
  const forgetOver = (): void => {
    waiting = waiting.filter(({ result }) => result.ad.isReady);
  };
  return {
    get size() {
      forgetOver();
      return waiting.length;
    },
    add(result) {
      if (!result.ad.isReady) return false;
      waiting.push({ result, sinceMs: elapsedMs() });
      return true;
    },
    takeOldest() {
      forgetOver();
      const oldest = waiting.shift();
      return oldest && { result: oldest.result, ageMs: elapsedMs() - oldest.sinceMs };
    },
    clear() {
      forgetOver();
      const results = waiting.map(({ result }) => result);
      waiting = [];
      return results;
    },
  };
}
