import { expect, it } from "vitest";
import { defineScriptTests } from "../../../testing/index.ts";

it("types tests, and the results that their checks are given", () => {
  const tests = defineScriptTests({
    script: "seller.js",
    tests: [
      ...[1, 2].map((bid) => ({
        name: `a bid of ${bid}`,
        function: "scoreAd" as const,
        given: { bid },
      })),
      {
        name: "a call",
        expect: { score: 2 },
        check: ({ decisions }) => expect(decisions).toHaveLength(1),
      },
      {
        name: "a run",
        scenario: "scenario.yaml",
        expect: { requests: [{ kind: "filled" }], steps: { 1: { winner: "nobody" } } },
        checkRun: ({ requests }) => expect(requests).toHaveLength(1),
      },
    ],
  });

  expect(tests.tests.map(({ name }) => name)).toEqual([
    "a bid of 1",
    "a bid of 2",
    "a call",
    "a run",
  ]);
});
