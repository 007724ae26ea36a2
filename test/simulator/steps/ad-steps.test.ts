import { expect, it } from "vitest";
import type { ScenarioInput, ScenarioRun } from "../../../simulator/index.ts";
import { aWaterfall, filling, runInline } from "../../support/a-waterfall.ts";

type Slot = NonNullable<ScenarioInput["slots"]>[string];

/** A network that always fills, and whatever the app does with its ads. */
function runApp(
  steps: ScenarioInput["steps"],
  slot: Slot = { format: "interstitial" },
  mediation = {},
): Promise<ScenarioRun> {
  return runInline(
    aWaterfall({
      firstParty: null,
      mediation,
      networks: { beta: filling(2) },
      nodes: [{ networkId: "beta", ecpmUsd: 2 }],
      scenario: { slots: { "level-end": slot }, steps },
    }),
  );
}

const lives =
  /^(ad\.(cached|taken|shown|hidden|expired|dropped)|impression|revenue|interaction|reward|slot)/;

/** What became of ads, and why steps came to nothing, one line each. */
function tell({ events }: ScenarioRun): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === "step.skipped") return [`${event.text}: ${event.detail}`];
    if (!lives.test(event.type)) return [];
    return [`${event.type}${"adId" in event && event.adId !== undefined ? ` ${event.adId}` : ""}`];
  });
}

it("takes an ad through its whole life", async () => {
  const run = await runApp([{ request: "level-end" }, "show", "click", "reward", "hide"], {
    format: "rewarded",
    reward: { type: "coins", amount: 50 },
  });

  expect(tell(run)).toEqual([
    "ad.shown ad-1",
    "impression.reported ad-1",
    "revenue.paid ad-1",
    "interaction.reported ad-1",
    "reward.earned ad-1",
    "ad.hidden ad-1",
  ]);
});

it("says in a sentence what an ad is not ready for", async () => {
  const run = await runApp([
    { request: "level-end" },
    "impression",
    "click",
    "hide",
    "show",
    "show",
    "reward",
    "hide",
    "hide",
    "click",
  ]);

  expect(tell(run).filter((line) => line.includes(": "))).toEqual([
    "impression: ad-1 has not been shown",
    "click: ad-1 has not been shown",
    "hide: ad-1 has not been shown",
    "show: ad-1 was shown already",
    'reward: ad-1 is for slot "level-end", whose format is interstitial',
    "hide: ad-1 was hidden",
    "click: ad-1 was hidden",
  ]);
});

it("does not show an ad that has expired meanwhile", async () => {
  const run = await runApp([{ request: "level-end" }, { advance: "2h" }, "show"]);

  expect(tell(run)).toEqual([
    "ad.expired ad-1",
    "show: ad-1 is over: nobody showed it within 3600000 ms",
  ]);
  expect(run.ledger).toContainEqual(
    expect.objectContaining({ subject: "loaded ad ad-1", rule: "ad-expired" }),
  );
});

it("prefetches until there is no room, and requests from what waits", async () => {
  const run = await runApp(
    [
      { prefetch: "level-end" },
      { prefetch: "level-end" },
      { request: "level-end" },
      { show: "level-end" },
      { prefetch: "level-end" },
    ],
    { format: "interstitial" },
    { adCacheSize: 1 },
  );

  expect(tell(run)).toEqual([
    "ad.cached ad-1",
    'prefetch level-end: 1 ad waits for slot "level-end", and there is no room for more',
    "ad.taken ad-1",
    "ad.shown ad-1",
    "impression.reported ad-1",
    "revenue.paid ad-1",
    "ad.cached ad-2",
    "ad.dropped ad-2",
  ]);
  expect(run.requests).toMatchObject([{ result: { requestId: "request-1" } }]);
});

it("acts on the ad that a refresh has put in the place of the requested one", async () => {
  const run = await runApp(
    [{ request: "level-end" }, "show", { advance: "31s" }, "click", "hide", { advance: "1m" }],
    { format: "banner", refreshMs: 30_000 },
  );

  expect(tell(run).slice(3)).toEqual([
    "ad.shown ad-2",
    "ad.hidden ad-1",
    "slot.refreshed ad-2",
    "impression.reported ad-2",
    "revenue.paid ad-2",
    "interaction.reported ad-2",
    "ad.hidden ad-2",
  ]);
});
