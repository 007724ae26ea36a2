interface Sleep {
  readonly durationMs: number;
  readonly wake: () => void;
}

/** A clock for one sleeper, on which no time passes but that which is slept. */
export function aSteppedClock(startsAt: string) {
  let nowMs = Date.parse(startsAt);
  let lyingDown = Promise.withResolvers<Sleep>();
  return {
    nowMs: () => nowMs,
    sleepInBackground: (durationMs: number) =>
      new Promise<void>((wake) => lyingDown.resolve({ durationMs, wake })),
    /** Wakes the sleeper, and resolves once it has done its work and sleeps again. */
    async passSleep(): Promise<void> {
      const { durationMs, wake } = await lyingDown.promise;
      lyingDown = Promise.withResolvers<Sleep>();
      nowMs += durationMs;
      wake();
      await lyingDown.promise;
    },
  };
}
