/** Whoever waits for a moment of virtual time. */
export interface Sleepers {
  /** Resolves when woken; rejects with the signal's reason as soon as it aborts. */
  add(wakesAtMs: number, sleep: Sleep): Promise<void>;
  /**
   * Takes out whoever is to wake first; of several at the same moment, whoever lay down first. Nobody waits
   * for the end of time, nor for the sake of those who only sleep in the background.
   */
  takeNext(): Sleeper | undefined;
}

export interface Sleep {
  readonly signal: AbortSignal | undefined;
  readonly isBackground: boolean;
}

export interface Sleeper {
  readonly wakesAtMs: number;
  readonly isBackground: boolean;
  wake(): void;
}

export function createSleepers(): Sleepers {
  const sleepers = new Set<Sleeper>();
  return {
    add(wakesAtMs, { signal, isBackground }) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      if (signal?.aborted === true) {
        reject(signal.reason);
        return promise;
      }
      const interrupt = (): void => {
        sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const wake = (): void => {
        signal?.removeEventListener("abort", interrupt);
        resolve();
      };
      const sleeper: Sleeper = { wakesAtMs, isBackground, wake };
      signal?.addEventListener("abort", interrupt, { once: true });
      sleepers.add(sleeper);
      return promise;
    },
    takeNext() {
      const next = findNext(sleepers);
      if (next !== undefined) sleepers.delete(next);
      return next;
    },
  };
}

/** A set keeps the order in which it was filled, so the first of equals is the one who lay down first. */
function findNext(sleepers: Iterable<Sleeper>): Sleeper | undefined {
  let next: Sleeper | undefined;
  let isAwaited = false;
  for (const sleeper of sleepers) {
    if (sleeper.wakesAtMs === Number.POSITIVE_INFINITY) continue;
    if (!sleeper.isBackground) isAwaited = true;
    if (next === undefined || sleeper.wakesAtMs < next.wakesAtMs) next = sleeper;
  }
  return isAwaited ? next : undefined;
}
