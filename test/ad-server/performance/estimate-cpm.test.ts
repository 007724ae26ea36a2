import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  CPM_POLICIES,
  estimateCpm,
  type HistoryDay,
} from "../../../ad-server/performance/estimate-cpm.ts";

/** A day that paid this CPM. */
function aDay(impressions: number, cpmUsd: number, requests = 0): HistoryDay {
  return {
    impressions,
    revenueMicros: Math.round(impressions * cpmUsd * 1_000),
    requests,
    responses: impressions,
  };
}

it("is what seven days have paid, per thousand", () => {
  const days = [1, 2, 3, 4, 5, 6, 7].map((cpmUsd) => aDay(cpmUsd * 100, cpmUsd));

  const estimate = estimateCpm(days);

  expect(estimate).toEqual({
    cpmUsd: 5,
    sampleSize: 2_800,
    lowCpmUsd: 3.269_71,
    highCpmUsd: 6.730_29,
    days: 7,
    policy: "seven-day-ecpm",
    confidence: 0.742_91,
  });
});

it("pulls a small sample towards what was believed before (spec: yield 4.3)", () => {
  const prior = { cpmUsd: 1, impressions: 1_000 };

  const estimates = [10, 1_000, 1_000_000].map((impressions) =>
    estimateCpm([aDay(impressions, 3)], { prior }),
  );

  expect(estimates.map((estimate) => estimate?.cpmUsd)).toEqual([1.019_802, 2, 2.998_002]);
});

it("multiplies by the fill rate where the policy says so, and knows nothing without requests", () => {
  const policy = "ecpm-times-fill";

  const estimates = [
    estimateCpm([aDay(500, 4, 1_000), aDay(0, 0, 1_000)], { policy }),
    estimateCpm([aDay(500, 4)], { policy }),
  ];

  expect(estimates).toEqual([expect.objectContaining({ cpmUsd: 1, policy }), undefined]);
});

it("is sure of nothing while nothing was paid for", () => {
  const estimates = [
    estimateCpm([]),
    estimateCpm([aDay(0, 0, 100)], { prior: { cpmUsd: 2, impressions: 10 } }),
  ];

  expect(estimates).toEqual([undefined, undefined]);
});

it("does not call equal days certain, nor days that differ", () => {
  const equal = estimateCpm([aDay(100, 2), aDay(100, 2)]);
  const different = estimateCpm([aDay(10_000, 1), aDay(10_000, 3)]);
  const single = estimateCpm([aDay(400, 2)]);

  expect([equal, different, single].map((each) => [each?.lowCpmUsd, each?.highCpmUsd])).toEqual([
    [2 - (1.96 * 2) / Math.sqrt(200), 2 + (1.96 * 2) / Math.sqrt(200)].map(toSix),
    [0, 2 + 12.706].map(toSix),
    [2 - 0.196, 2 + 0.196],
  ]);
});

it("lies within its interval, never below 0, whatever the history", () => {
  const anyDay = fc.record({
    impressions: fc.nat(1_000_000),
    revenueMicros: fc.nat(1_000_000_000),
    requests: fc.nat(1_000_000),
    responses: fc.nat(1_000_000),
  });
  const anyPrior = fc.record({
    cpmUsd: fc.nat(999),
    impressions: fc.integer({ min: 1, max: 2_000 }),
  });

  fc.assert(
    fc.property(
      fc.array(anyDay, { maxLength: 9 }),
      fc.constantFrom(...CPM_POLICIES),
      fc.option(anyPrior, { nil: undefined }),
      (days, policy, prior) => {
        const estimate = estimateCpm(days, { policy, prior });
        if (estimate === undefined) return true;
        const { lowCpmUsd, cpmUsd, highCpmUsd, confidence } = estimate;
        const isOrdered = 0 <= lowCpmUsd && lowCpmUsd <= cpmUsd && cpmUsd <= highCpmUsd;
        return isOrdered && 0 <= confidence && confidence <= 1;
      },
    ),
  );
});

it("does not depend on the order of days", () => {
  const days = [aDay(100, 1), aDay(2_000, 3), aDay(30, 9)];

  expect(estimateCpm(days.toReversed())).toEqual(estimateCpm(days));
});

function toSix(value: number): number {
  return Math.round(value * 1_000_000) / 1_000_000;
}
