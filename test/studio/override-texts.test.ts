import { expect, it } from "vitest";
import type { ScenarioInput } from "../../simulator/index.ts";
import { describePage } from "../../studio/describe-page.ts";
import { aDeviceScenario, anAuction } from "../support/a-device-scenario.ts";
import { runInline } from "../support/a-waterfall.ts";

const bidding = (bid: number): string =>
  `function generateBid(ad) { return { status: 0, ad, bid: ${bid} }; }`;
const decisionLogicJs = "function scoreAd(ad, bid) { return { status: 0, score: bid }; }";
const selectionLogicJs =
  "function selectOutcome(outcomes) { return { status: 0, result: outcomes[0] }; }";
const choice = { seller: "ssp.example", of: ["first"] };
const surfers = { buyer: "travel.example", name: "surfers" };

async function scriptsOf(steps: ScenarioInput["steps"]) {
  const { events } = await runInline(aDeviceScenario(steps));
  const [run] = describePage({ name: "t", events }).runs;
  return run;
}

it("shows the text of a developer's override where it ran", async () => {
  const run = await scriptsOf([
    { override: { customAudience: { ...surfers, biddingLogicJs: bidding(9) } } },
    { override: { adSelection: { config: anAuction, decisionLogicJs } } },
    { selectAds: anAuction, as: "first" },
    { override: { adSelectionFromOutcomes: { config: choice, selectionLogicJs } } },
    { selectAdsFromOutcomes: choice },
  ]);

  const overridden = run?.scripts.filter(({ urls }) => urls[0]?.endsWith(" (overridden)"));

  expect(overridden?.map(({ title, source }) => [title, source]).toSorted()).toEqual([
    ["bidding-logic.js (overridden)", bidding(9)],
    ["decision-logic.js (overridden)", decisionLogicJs],
    ["selection-logic.js (overridden)", selectionLogicJs],
  ]);
  expect(run?.calls.map(({ scriptId }) => scriptId)).not.toContain(undefined);
});

it("finds it among repeated steps", async () => {
  const run = await scriptsOf([
    { repeat: 3, steps: [{ advance: "1s" }] },
    {
      repeat: 2,
      steps: [
        { override: { customAudience: { ...surfers, biddingLogicJs: bidding(9) } } },
        { selectAds: anAuction },
      ],
    },
  ]);

  const overridden = run?.scripts.filter(({ urls }) => urls[0]?.endsWith(" (overridden)"));

  expect(overridden?.map(({ source }) => source)).toEqual([bidding(9)]);
});

it("shows no text where two overrides could have run", async () => {
  const run = await scriptsOf([
    { override: { customAudience: { ...surfers, biddingLogicJs: bidding(9) } } },
    { selectAds: anAuction },
    { override: { customAudience: { ...surfers, biddingLogicJs: bidding(1) } } },
    { selectAds: anAuction },
  ]);

  const overridden = run?.calls.filter(({ scriptUrl }) => scriptUrl.endsWith(" (overridden)"));

  expect(overridden?.map(({ scriptId }) => scriptId)).toEqual([undefined, undefined]);
});
