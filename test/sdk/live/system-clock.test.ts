import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { createSystemClock } from "../../../sdk/live/system-clock.ts";

function countTimers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === "Timeout").length;
}

it("tells the host's time and starts counting at zero, both in whole milliseconds", () => {
  const before = Date.now();
  const clock = createSystemClock();

  const now = clock.nowMs();

  expect(now >= before && now <= Date.now()).toBe(true);
  expect([now, clock.elapsedMs()].every(Number.isInteger)).toBe(true);
  expect(clock.elapsedMs()).toBeLessThan(1_000);
});

it("never wakes early", async () => {
  const clock = createSystemClock();
  const durations = [0, 1, 2, 3, 5, 8];

  const slept = await Promise.all(
    durations.map(async (durationMs) => {
      const startedAtMs = performance.now();
      await clock.sleep(durationMs);
      return performance.now() - startedAtMs;
    }),
  );

  expect(slept.filter((sleptMs, index) => sleptMs < (durations[index] ?? 0))).toEqual([]);
});

it("wakes sleepers of one duration in the order in which they lay down", async () => {
  const clock = createSystemClock();
  const woken: number[] = [];

  await Promise.all(
    [1, 2, 3].map(async (sleeper) => clock.sleep(2).then(() => woken.push(sleeper))),
  );

  expect(woken).toEqual([1, 2, 3]);
});

it.each([2 ** 31, 2 ** 40, Infinity])("does not wake from %d ms at once", async (durationMs) => {
  const clock = createSystemClock();
  const alarm = new AbortController();
  const long = clock.sleep(durationMs, alarm.signal).then(
    () => "long",
    () => "interrupted",
  );
  const short = clock.sleep(5).then(() => "short");

  const first = await Promise.race([long, short]);
  alarm.abort();

  expect([first, await long]).toEqual(["short", "interrupted"]);
});

it("rejects with the very reason of the signal, and leaves no timer behind", async () => {
  const clock = createSystemClock();
  const alarm = new AbortController();
  const reason = { because: "the auction moved on" };
  const before = countTimers();

  const sleep = clock.sleep(60_000, alarm.signal);
  const during = countTimers();
  alarm.abort(reason);
  const after = countTimers();

  await expect(sleep).rejects.toBe(reason);
  expect([during - before, after - before]).toEqual([1, 0]);
});

it("rejects at once when the signal has aborted already, without a timer", async () => {
  const clock = createSystemClock();
  const reason = new Error("too late");
  const before = countTimers();

  const sleep = clock.sleep(60_000, AbortSignal.abort(reason));

  expect(countTimers()).toBe(before);
  await expect(sleep).rejects.toBe(reason);
});

it("takes its ear off the signal once it has slept", async () => {
  const clock = createSystemClock();
  const { signal } = new AbortController();

  await clock.sleep(1, signal);

  expect(getEventListeners(signal, "abort")).toEqual([]);
});
