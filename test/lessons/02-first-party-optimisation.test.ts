import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import { loadScenario, replayTrace, runScenario, type KnobValues } from "../../simulator/index.ts";

const { events: original } = await runScenario(
  await loadScenario("examples/02-first-party-optimisation"),
);
const AD_CPM = "device.customAudiences.0.ads.0.metadata.cpm";
const [adServerMs, selectionMs, networkMs, scriptFetchMs] = [20, 60, 80, 20];

/** What each slot's nodes cost in the past, and whether beta's 1.50 is enough there. */
const CHAINS = [
  { alpha: 2, beta: 1, isBetaEnough: true },
  { alpha: 3, beta: 2, isBetaEnough: true },
  { alpha: 6, beta: 4, isBetaEnough: false },
];

async function replayWith(set: KnobValues): Promise<readonly MediationEvent[]> {
  const { run } = await replayTrace(original, { set });
  return run.events;
}

/** Of each request: the nodes the ad was held against, those that were asked, who won, after how long. */
function tellWalks(events: readonly MediationEvent[]) {
  return ["request-1", "request-2", "request-3"].map((requestId) => {
    const own = events.filter((event) => "requestId" in event && event.requestId === requestId);
    return {
      compared: own.flatMap((event) =>
        event.type === "chained-selection.placed" || event.type === "chained-selection.passed"
          ? [event.nodeId]
          : [],
      ),
      asked: own.flatMap((event) => (event.type === "node.started" ? [event.nodeId] : [])),
      source: own.find((event) => event.type === "ad.selected")?.source,
      latencyMs: own.find((event) => event.type === "request.finished")?.latencyMs,
    };
  });
}

/** The proposal's steps 2 to 8, for a first party that has an ad. */
function predict(bid: number, { alpha, beta, isBetaEnough }: (typeof CHAINS)[number]) {
  if (bid >= alpha) return { compared: ["alpha"], asked: [], source: "first-party" };
  const compared = ["alpha", "beta"];
  if (bid >= beta) return { compared, asked: ["alpha"], source: "first-party" };
  return { compared, asked: compared, source: isBetaEnough ? "node" : "fallback" };
}

it("holds any bid against one price after the other, and asks only those that it does not reach", async () => {
  const bid = fc.integer({ min: 1, max: 700 }).map((cents) => cents / 100);
  await fc.assert(
    fc.asyncProperty(bid, async (drawnUsd) => {
      const walks = tellWalks(await replayWith({ [AD_CPM]: drawnUsd }));

      expect(walks).toMatchObject(CHAINS.map((chain) => predict(drawnUsd, chain)));
    }),
    { numRuns: 8, examples: [[4], [2], [1], [0.99]] },
  );
});

it("costs a selection first, and a fetched script per comparison; it saves the networks it skips", () => {
  const walks = tellWalks(original);

  const costs = walks.map(
    ({ compared, asked }) =>
      adServerMs + selectionMs + scriptFetchMs * compared.length + networkMs * asked.length,
  );
  expect(walks.map(({ latencyMs }) => latencyMs)).toEqual(costs);
  expect(walks).toEqual([
    { compared: ["alpha"], asked: [], source: "first-party", latencyMs: 100 },
    { compared: ["alpha", "beta"], asked: ["alpha"], source: "first-party", latencyMs: 200 },
    { compared: ["alpha", "beta"], asked: ["alpha", "beta"], source: "fallback", latencyMs: 280 },
  ]);
});

it("is no more than a walk with the first party behind it, when it is off", async () => {
  const walks = tellWalks(await replayWith({ firstPartyOptimisation: false }));

  const asked = { compared: [], asked: ["alpha", "beta"] };
  expect(walks).toEqual([
    { ...asked, source: "node", latencyMs: adServerMs + 2 * networkMs },
    { ...asked, source: "node", latencyMs: adServerMs + 2 * networkMs },
    { ...asked, source: "fallback", latencyMs: adServerMs + 2 * networkMs + selectionMs },
  ]);
});

it("takes no time to compare with the script that the device has already", async () => {
  const walks = tellWalks(
    await replayWith({ "app.mediation.firstParty.selectionLogicUri": undefined }),
  );

  expect(walks).toEqual(
    tellWalks(original).map((walk) => ({
      ...walk,
      latencyMs: (walk.latencyMs ?? 0) - scriptFetchMs * walk.compared.length,
    })),
  );
});
