import type { Clock } from "../foundation/environment.ts";

/** Timers count in signed 32 bits; a longer one would fire at once. */
const longestTimerMs = 2 ** 31 - 1;

/** The host's own time. `elapsedMs` and sleeps keep their pace when somebody sets the wall clock. */
export function createSystemClock(): Clock {
  const startedAtMs = performance.now();
  return {
    nowMs: () => Date.now(),
    elapsedMs: () => Math.floor(performance.now() - startedAtMs),
    sleep: (durationMs, signal) => sleep(durationMs, { signal, isBackground: false }),
    sleepInBackground: (durationMs, signal) => sleep(durationMs, { signal, isBackground: true }),
  };
}

interface Sleep {
  readonly signal: AbortSignal | undefined;
  /** Whether the process may end meanwhile. */
  readonly isBackground: boolean;
}

function sleep(durationMs: number, { signal, isBackground }: Sleep): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  if (signal?.aborted === true) {
    reject(signal.reason);
    return promise;
  }
  const endsAtMs = performance.now() + durationMs;
  let timer = setTimer(wake, durationMs, isBackground);
  signal?.addEventListener("abort", interrupt, { once: true });
  return promise;

  function wake(): void {
    const leftMs = endsAtMs - performance.now();
    if (leftMs > 0) {
      timer = setTimer(wake, leftMs, isBackground);
      return;
    }
    signal?.removeEventListener("abort", interrupt);
    resolve();
  }

  function interrupt(): void {
    clearTimeout(timer);
    reject(signal?.reason);
  }
}

/** One millisecond late: timers count from the last whole one, and so would be early. */
function setTimer(action: () => void, durationMs: number, isBackground: boolean): NodeJS.Timeout {
  const timer = setTimeout(action, Math.min(Math.ceil(durationMs) + 1, longestTimerMs));
  return isBackground ? timer.unref() : timer;
}
