import { expect, it } from "vitest";
import { findCapRefusal } from "../../../../sdk/mediation/caps/find-cap-refusal.ts";
import type { Cap } from "../../../../sdk/model/cap.ts";

const hourMs = 3_600_000;

function refusalOf(cap: Cap, times: readonly number[], nowMs: number) {
  const by = { owner: "slot", name: 'slot "home"', key: "home", cap };
  const refusal = findCapRefusal(by, times, nowMs);
  return refusal && [refusal.rule, refusal.detail, refusal.waitMs];
}

it("allows impressions until there are as many as the cap has", () => {
  const cap = { impressions: 2, windowMs: hourMs };

  expect(refusalOf(cap, [], 0)).toBeUndefined();
  expect(refusalOf(cap, [0], 0)).toBeUndefined();
  expect(refusalOf(cap, [0, 900_000], 900_000)).toEqual([
    "impression-cap-reached",
    'the cap of slot "home" allows 2 impressions within 3600000 ms, and there were as many; the next one is allowed in 2700000 ms',
    2_700_000,
  ]);
});

it("counts an impression until it is as old as the window, and not at that very moment", () => {
  const cap = { impressions: 1, windowMs: hourMs };

  expect(refusalOf(cap, [500], 500 + hourMs - 1)).toEqual([
    "impression-cap-reached",
    'the cap of slot "home" allows 1 impression within 3600000 ms, and there were as many; the next one is allowed in 1 ms',
    1,
  ]);
  expect(refusalOf(cap, [500], 500 + hourMs)).toBeUndefined();
});

it("paces until exactly the interval has passed", () => {
  const cap = { minIntervalMs: 60_000 };

  expect(refusalOf(cap, [100], 20_100)).toEqual([
    "impression-paced",
    'the cap of slot "home" wants 60000 ms between impressions, and the last was 20000 ms ago; the next one is allowed in 40000 ms',
    40_000,
  ]);
  expect(refusalOf(cap, [100], 60_099)).toMatchObject(["impression-paced", expect.anything(), 1]);
  expect(refusalOf(cap, [100], 60_100)).toBeUndefined();
});

it("names of a full window and an interval the one that lasts longer, and the window where both last as long", () => {
  const ruleOf = (windowMs: number, minIntervalMs: number) =>
    refusalOf({ impressions: 1, windowMs, minIntervalMs }, [0], 10)?.[0];

  expect(ruleOf(100, 101)).toBe("impression-paced");
  expect(ruleOf(101, 100)).toBe("impression-cap-reached");
  expect(ruleOf(100, 100)).toBe("impression-cap-reached");
});
