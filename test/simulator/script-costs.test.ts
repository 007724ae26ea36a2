import { expect, it } from "vitest";
import { aWaterfall, runInline } from "../support/a-waterfall.ts";
import type { ScenarioInput } from "../../simulator/index.ts";

const bidder = "function generateBid(ad) { return { status: 0, ad, bid: 1 }; }";
const seller = "function scoreAd(ad, bid) { return { status: 0, score: bid }; }";

/** One audience with ten ads, on a phone that scripts cost something. */
function aSlowPhone(
  scriptCosts: NonNullable<ScenarioInput["device"]>["scriptCosts"],
): ScenarioInput {
  const { app } = aWaterfall();
  return {
    version: 1,
    app: { appId: app.appId },
    device: {
      scriptCosts,
      customAudiences: [
        {
          buyer: "shoes.example",
          name: "runners",
          ads: Array.from({ length: 10 }, (_, ad) => ({
            renderUri: `https://shoes.example/${ad}`,
          })),
        },
      ],
    },
    sellers: { "ssp.example": { decisionLogic: { inline: seller } } },
    buyers: { "shoes.example": { biddingLogic: { inline: bidder } } },
    steps: [{ selectAds: { seller: "ssp.example", customAudienceBuyers: ["shoes.example"] } }],
  };
}

async function spentOn(scriptCosts: { readonly startMs?: number; readonly perCallMs?: number }) {
  const { events } = await runInline(aSlowPhone(scriptCosts));
  return events.flatMap((event) =>
    event.type === "logic.finished" ? [[event.function, event.outcome, event.spentMs]] : [],
  );
}

it("charges every evaluation for its start and its calls", async () => {
  expect(await spentOn({ startMs: 100, perCallMs: 20 })).toEqual([
    ["generateBid", "returned", 300],
    ["scoreAd", "returned", 120],
  ]);
});

it("costs nothing unless a scenario says so", async () => {
  expect(await spentOn({})).toEqual([
    ["generateBid", "returned", 0],
    ["scoreAd", "returned", 0],
  ]);
});

it("lets a script that costs too much run out of time, and says what it cost", async () => {
  const { ledger } = await runInline(aSlowPhone({ perCallMs: 500 }));

  expect(ledger[0]).toMatchObject({
    subject: "custom audience shoes.example/runners",
    rule: "bidding-timed-out",
    detail:
      "did not finish within 5000 ms: running generateBid of https://shoes.example/bidding-logic.js. The script takes 5000 ms on this phone (0 to start, 10 × 500 for calls, 0 of its own); it had 4980",
  });
});

it("counts what a start costs as time at the top level", async () => {
  const { events } = await runInline(aSlowPhone({ startMs: 100, perCallMs: 20 }));

  const spent = events.flatMap((event) =>
    event.type === "logic.finished" ? [[event.spentMs, event.spentAtTopLevelMs]] : [],
  );
  expect(spent).toEqual([
    [300, 100],
    [120, 100],
  ]);
});
