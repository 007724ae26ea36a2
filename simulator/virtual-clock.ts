import type { Clock } from "../sdk/index.ts";
import { createRealWorks } from "./real-works.ts";
import { createSleepers } from "./sleepers.ts";

/** Time that passes only when nobody has anything left to do now. */
export interface VirtualClock extends Clock {
  /**
   * Runs work that takes real time – a script, a server's handler – while virtual time stands still. Works
   * that overlap give their results in the order they began, once all of them are in, so that no result
   * depends on how fast this machine is. Hence work must not wait for this clock, nor for other such work.
   */
  duringRealWork<T>(work: () => Promise<T>): Promise<T>;
  /** Ends time: whoever still sleeps never wakes. */
  stop(): void;
}

/**
 * A clock that jumps from one sleeper to the next. It moves only after a turn of the event loop in which
 * nothing else ran and no real work is going on.
 */
export function createVirtualClock(startsAtMs: number): VirtualClock {
  let elapsedMs = 0;
  let isMoving = false;
  let isStopped = false;
  const sleepers = createSleepers();

  const moveSoon = (): void => {
    if (isMoving || isStopped) return;
    isMoving = true;
    setImmediate(move);
  };
  const realWorks = createRealWorks(moveSoon);
  const move = (): void => {
    isMoving = false;
    if (isStopped || realWorks.areGoingOn) return;
    const next = sleepers.takeNext();
    if (next === undefined) return;
    elapsedMs = next.wakesAtMs;
    next.wake();
    moveSoon();
  };

  return {
    nowMs: () => startsAtMs + elapsedMs,
    elapsedMs: () => elapsedMs,
    sleep(durationMs, signal) {
      const asleep = sleepers.add(elapsedMs + toSpan(durationMs), { signal, isBackground: false });
      moveSoon();
      return asleep;
    },
    sleepInBackground: (durationMs, signal) =>
      sleepers.add(elapsedMs + toSpan(durationMs), { signal, isBackground: true }),
    duringRealWork: (work) => realWorks.run(work),
    stop() {
      isStopped = true;
    },
  };
}

/** Neither a negative number nor NaN is a span. */
function toSpan(durationMs: number): number {
  return durationMs > 0 ? durationMs : 0;
}
