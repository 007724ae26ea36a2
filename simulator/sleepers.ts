/** Whoever waits for a moment of virtual time. */
export interface Sleepers {
  /** Resolves when woken; rejects with the signal's reason as soon as it aborts. */
  add(wakesAtMs: number, signal: AbortSignal | undefined): Promise<void>;
  /**
   * Takes out whoever is to wake first; of several at the same moment, whoever lay down first. Nobody waits
   * for the end of time.
   */
  takeNext(): Sleeper | undefined;
}

export interface Sleeper {
  readonly wakesAtMs: number;
  wake(): void;
}

export function createSleepers(): Sleepers {
  const sleepers = new Set<Sleeper>();
  return {
    add(wakesAtMs, signal) {
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
      const sleeper: Sleeper = { wakesAtMs, wake };
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
  for (const sleeper of sleepers) {
    if (sleeper.wakesAtMs < (next?.wakesAtMs ?? Number.POSITIVE_INFINITY)) next = sleeper;
  }
  return next;
}
