import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Candidate } from "../../../../sdk/device/ad-selection/candidate.ts";
import { pickWinner } from "../../../../sdk/device/ad-selection/pick-winner.ts";
import type { Scored } from "../../../../sdk/device/ad-selection/score-ads.ts";

function aScored(score: number, index: number): Scored {
  const candidate: Candidate = {
    from: "contextual",
    buyer: "buyer.example",
    renderUri: `https://buyer.example/ad-${index}`,
    metadata: {},
    bid: 1,
    decisionLogicUri: "https://buyer.example/win.js",
  };
  return { candidate, score, rejectReason: "not-available", debugUrls: undefined };
}

it("picks the first of those with the highest score, and nobody without a score above zero (spec: on-device 2.6)", () => {
  const scores = fc.oneof(
    fc.constantFrom(0, -1, 1, 2, Number.MIN_VALUE),
    fc.double({ noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(scores), (drawn) => {
      const highest = Math.max(...drawn);

      const winner = pickWinner(drawn.map(aScored));

      const expected = highest > Number.MIN_VALUE ? drawn.indexOf(highest) : -1;
      expect(winner).toEqual(expected === -1 ? undefined : aScored(highest, expected));
    }),
  );
});
