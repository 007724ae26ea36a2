import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import type { Clock } from "../../sdk/index.ts";

/** What every clock must do, whether its time is real or not. Sleeps are short: real ones are slept. */
export function describeClockContract(name: string, createClock: () => Clock): void {
  describe(`clock contract: ${name}`, () => {
    it("counts elapsed time from zero, and forward only", async () => {
      const clock = createClock();
      const readings = [clock.elapsedMs()];

      for (const durationMs of [0, 2, 1]) {
        await clock.sleep(durationMs);
        readings.push(clock.elapsedMs());
      }

      expect(readings[0]).toBeLessThan(2);
      expect(readings).toEqual(readings.toSorted((one, other) => one - other));
    });

    it.each([0, 1, 5])("lets %d ms pass before it wakes a sleeper", async (durationMs) => {
      const clock = createClock();
      const startedAtMs = clock.elapsedMs();

      await clock.sleep(durationMs);

      expect(clock.elapsedMs() - startedAtMs).toBeGreaterThanOrEqual(durationMs);
    });

    it("wakes whoever is due first, and of equals whoever lay down first", async () => {
      const clock = createClock();
      const woken: string[] = [];
      const sleep = async (sleeper: string, durationMs: number): Promise<void> => {
        await clock.sleep(durationMs);
        woken.push(sleeper);
      };

      await Promise.all([
        sleep("late", 6),
        sleep("first of two", 2),
        sleep("second of two", 2),
        sleep("now", 0),
      ]);

      expect(woken).toEqual(["now", "first of two", "second of two", "late"]);
    });

    it("takes a negative span for no time", async () => {
      const clock = createClock();

      await clock.sleep(-1);

      expect(clock.elapsedMs()).toBeLessThan(1_000);
    });

    it("rejects with the signal's very reason as soon as it aborts, however long the sleep", async () => {
      const clock = createClock();
      const alarm = new AbortController();
      const reason = { because: "the walk moved on" };
      const asleep = [60_000, Number.POSITIVE_INFINITY].map((durationMs) =>
        clock.sleep(durationMs, alarm.signal).catch((error: unknown) => error),
      );

      await clock.sleep(1);
      alarm.abort(reason);

      expect(await Promise.all(asleep)).toEqual([reason, reason]);
      expect(clock.elapsedMs()).toBeLessThan(1_000);
    });

    it("rejects at once when the signal has aborted before", async () => {
      const reason = new Error("too late");

      const asleep = createClock().sleep(60_000, AbortSignal.abort(reason));

      await expect(asleep).rejects.toBe(reason);
    });

    it("lets go of the signal once a sleep is over", async () => {
      const clock = createClock();
      const alarm = new AbortController();

      await clock.sleep(1, alarm.signal);

      expect(getEventListeners(alarm.signal, "abort")).toEqual([]);
    });

    it("never wakes who sleeps forever, and does not keep others from waking", async () => {
      const clock = createClock();
      const alarm = new AbortController();
      const forever = clock.sleep(Number.POSITIVE_INFINITY, alarm.signal).then(
        () => "woke",
        () => "was interrupted",
      );

      await clock.sleep(3);
      alarm.abort();

      expect(await forever).toBe("was interrupted");
    });
  });
}
