import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { untilAborted } from "../../../sdk/adapter-kit.ts";

it("settles as the work does, and lets go of the signal", async () => {
  const { signal } = new AbortController();
  const broken = new Error("broken");

  const results = await Promise.allSettled([
    untilAborted(signal, async () => "done"),
    untilAborted(signal, () => Promise.reject(broken)),
    untilAborted(signal, () => {
      throw broken;
    }),
  ]);

  expect(results).toEqual([
    { status: "fulfilled", value: "done" },
    { status: "rejected", reason: broken },
    { status: "rejected", reason: broken },
  ]);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("rejects with the signal's very reason when it aborts first, whatever comes of the work", async () => {
  const walk = new AbortController();
  const work = Promise.withResolvers<string>();
  const reason = { because: "the walk moved on" };
  const waiting = untilAborted(walk.signal, () => work.promise);

  walk.abort(reason);
  work.reject(new Error("nobody cares"));

  await expect(waiting).rejects.toBe(reason);
});

it("does not begin work after an abort", async () => {
  let hasBegun = false;

  const waiting = untilAborted(AbortSignal.abort("over"), async () => {
    hasBegun = true;
  });

  await expect(waiting).rejects.toBe("over");
  expect(hasBegun).toBe(false);
});
