export interface CallRate {
  readonly permitsPerSecond: number;
  /** Whether idle time is saved up, at most one second of it, for calls to come. */
  readonly savesPermits: boolean;
}

export interface Throttle {
  /** Takes a permit if there is one right now: nobody waits for a permit, and a refusal costs none. */
  tryAcquire(key: string, rate: CallRate): boolean;
}

interface Bucket {
  /** From when on the next call may pass. */
  readonly freeAtMs: number;
  readonly savedPermits: number;
}

/**
 * Counts calls by key as the rate limiter does that AOSP uses: a call may run into debt, and the next one
 * waits until it is paid. After two idle seconds at one permit a second, two calls pass at once
 * (spec: on-device 6.3, inferred).
 */
export function createThrottle(nowMs: () => number): Throttle {
  const buckets = new Map<string, Bucket>();
  return {
    tryAcquire(key, { permitsPerSecond, savesPermits }) {
      if (permitsPerSecond <= 0) return true;
      const now = nowMs();
      const { freeAtMs, savedPermits } = buckets.get(key) ?? { freeAtMs: now, savedPermits: 0 };
      if (now < freeAtMs) return false;
      const msPerPermit = 1_000 / permitsPerSecond;
      const idlePermits = savesPermits ? (now - freeAtMs) / msPerPermit : 0;
      const available = Math.min(permitsPerSecond, savedPermits + idlePermits);
      const spent = Math.min(1, available);
      buckets.set(key, {
        freeAtMs: now + (1 - spent) * msPerPermit,
        savedPermits: available - spent,
      });
      return true;
    },
  };
}
