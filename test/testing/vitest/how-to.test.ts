import {
  fledglingFixtures,
  fledglingMatchers,
  type FledglingFixtures,
} from "fledgling/testing/vitest";
import { expect, test } from "vitest";

expect.extend(fledglingMatchers);
const it = test.extend<FledglingFixtures>(fledglingFixtures);

it("the seller values an ad by its bid", async ({ callScript }) => {
  const script = "examples/01-waterfall/scripts/seller.js";

  const called = await callScript({ script, function: "scoreAd", given: { bid: 2 } });

  expect(called).toReturnDecision({ score: 2 });
  expect(called).not.toThrowInScript();
});

it("gamma wins, because beta is too slow", async ({ runScenario }) => {
  const run = await runScenario("examples/01-waterfall");

  expect(run).toWinWith("gamma");
  expect(run).toLoseBecause("beta", "node-timed-out");
  expect(run).toReportTo("https://gamma.example/report/win");
});

it("the first party wins if gamma asks for no more than it bids", async ({ runScenario }) => {
  const run = await runScenario("examples/01-waterfall", { set: { "node.gamma.ecpmUsd": 2.4 } });

  expect(run).toWinWith("ssp");
});
