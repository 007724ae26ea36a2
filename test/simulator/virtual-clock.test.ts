import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createVirtualClock, type VirtualClock } from "../../simulator/index.ts";

const startsAtMs = Date.parse("2024-03-01T00:00:00Z");

/** Work that the test ends by hand. */
function openWork<T>() {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  return { work: () => promise, finish: resolve, fail: reject };
}

/** Lets everything that is due on the event loop happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function note(clock: VirtualClock, log: string[], name: string): () => void {
  return () => log.push(`${name} at ${clock.elapsedMs()}`);
}

it("starts at the given moment and jumps over time in which nobody is due", async () => {
  const clock = createVirtualClock(startsAtMs);
  const before = performance.now();

  await clock.sleep(86_400_000);

  expect(clock.nowMs()).toBe(startsAtMs + 86_400_000);
  expect(clock.elapsedMs()).toBe(86_400_000);
  expect(performance.now() - before).toBeLessThan(1_000);
});

it.each([Number.NaN, Number.NEGATIVE_INFINITY])("takes %d ms for no time", async (durationMs) => {
  const clock = createVirtualClock(0);

  await clock.sleep(durationMs);

  expect(clock.elapsedMs()).toBe(0);
});

it("does not count milliseconds that only really pass", async () => {
  const clock = createVirtualClock(0);

  await new Promise((resolve) => setTimeout(resolve, 3));

  expect(clock.elapsedMs()).toBe(0);
});

it("lets everything that follows from a waking happen before it moves on", async () => {
  const clock = createVirtualClock(0);
  const log: string[] = [];
  const chatter = async (): Promise<void> => {
    await clock.sleep(10);
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    note(clock, log, "chatter is done")();
  };

  await Promise.all([chatter(), clock.sleep(11).then(note(clock, log, "next"))]);

  expect(log).toEqual(["chatter is done at 10", "next at 11"]);
});

it("stands still while real work goes on", async () => {
  const clock = createVirtualClock(0);
  const log: string[] = [];
  const script = openWork<void>();
  const sleeping = clock.sleep(1).then(note(clock, log, "sleeper"));
  const working = clock.duringRealWork(script.work).then(note(clock, log, "script"));

  await settle();
  const during = [...log];
  script.finish();
  await Promise.all([sleeping, working]);

  expect(during).toEqual([]);
  expect(log).toEqual(["script at 0", "sleeper at 1"]);
});

it("hands out overlapping results in the order in which the work began, once all are in", async () => {
  const clock = createVirtualClock(0);
  const log: string[] = [];
  const [first, second, third] = [openWork<void>(), openWork<void>(), openWork<void>()];
  const all = [
    clock.duringRealWork(first.work).then(note(clock, log, "first")),
    clock.duringRealWork(second.work).catch(note(clock, log, "second failed")),
    clock.duringRealWork(third.work).then(note(clock, log, "third")),
  ];

  third.finish();
  second.fail(new Error("broken script"));
  await settle();
  const early = [...log];
  first.finish();
  await Promise.all(all);

  expect(early).toEqual([]);
  expect(log).toEqual(["first at 0", "second failed at 0", "third at 0"]);
});

it("gives the values and the very errors of real work", async () => {
  const clock = createVirtualClock(0);
  const broken = new Error("broken script");

  const results = await Promise.allSettled([
    clock.duringRealWork(async () => "value"),
    clock.duringRealWork(() => Promise.reject(broken)),
    clock.duringRealWork(() => {
      throw broken;
    }),
  ]);

  expect(results).toEqual([
    { status: "fulfilled", value: "value" },
    { status: "rejected", reason: broken },
    { status: "rejected", reason: broken },
  ]);
  await clock.sleep(1); // time goes on after work that threw before it gave a promise
  expect(clock.elapsedMs()).toBe(1);
});

it("wakes one sleeper at a time: what it starts is over before the next of the same instant wakes", async () => {
  const clock = createVirtualClock(0);
  const log: string[] = [];
  const script = openWork<void>();
  const first = clock
    .sleep(5)
    .then(() => clock.duringRealWork(script.work))
    .then(note(clock, log, "first's script"));
  const second = clock.sleep(5).then(note(clock, log, "second"));

  await settle();
  script.finish();
  await Promise.all([first, second]);

  expect(log).toEqual(["first's script at 5", "second at 5"]);
});

it("never wakes anybody again once stopped", async () => {
  const clock = createVirtualClock(0);
  const log: string[] = [];
  void clock.sleep(1).then(note(clock, log, "before"));

  clock.stop();
  void clock.sleep(0).then(note(clock, log, "after"));
  await settle();

  expect(log).toEqual([]);
});

it("still interrupts sleepers once stopped, so that nobody waits who was told not to", async () => {
  const clock = createVirtualClock(0);
  const alarm = new AbortController();
  clock.stop();
  const asleep = clock.sleep(1, alarm.signal);

  alarm.abort("over");

  await expect(asleep).rejects.toBe("over");
});

it("tells one story however long the real work takes", async () => {
  const flow = async (clock: VirtualClock, log: string[], index: number, takesMs: number) => {
    await clock.sleep((index * 7) % 3);
    await clock.duringRealWork(() => new Promise((resolve) => setTimeout(resolve, takesMs)));
    note(clock, log, `script ${index}`)();
    await clock.sleep((index * 5) % 4);
    note(clock, log, `flow ${index}`)();
  };
  const tell = async (durations: readonly number[]): Promise<readonly string[]> => {
    const clock = createVirtualClock(0);
    const log: string[] = [];
    await Promise.all(durations.map((takesMs, index) => flow(clock, log, index, takesMs)));
    return log;
  };
  const expected = await tell([0, 0, 0, 0, 0, 0]);

  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }), async (durations) => {
      expect(await tell(durations)).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});

it("wakes any crowd by moment and then by order, and never goes back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(20), { maxLength: 30 }), async (durations) => {
      const clock = createVirtualClock(0);
      const woken: { readonly index: number; readonly atMs: number }[] = [];

      await Promise.all(
        durations.map(async (durationMs, index) => {
          await clock.sleep(durationMs);
          woken.push({ index, atMs: clock.elapsedMs() });
        }),
      );

      const expected = durations
        .map((atMs, index) => ({ index, atMs }))
        .toSorted((one, other) => one.atMs - other.atMs || one.index - other.index);
      expect(woken).toEqual(expected);
    }),
    { numRuns: 50 },
  );
});
