import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import {
  loadScenario,
  replayTrace,
  runScenario,
  type ReplayOptions,
} from "../../simulator/index.ts";

const FOLDER = "examples/05-outcomes-have-no-order";
const { events: original } = await runScenario(await loadScenario(FOLDER));

const HIGHEST = { "sellers.ssp.example.selectionLogic": `${FOLDER}/scripts/highest.js` };
const SEEDS = Array.from({ length: 12 }, (_each, index) => index + 1);

/** Of each request: who won, and the ids of the first party's outcome and of alpha's. */
async function winnersWith(set: NonNullable<ReplayOptions["set"]>) {
  const { run } = await replayTrace(original, { set });
  const { events } = run;
  return events
    .filter((event) => event.type === "ad.selected")
    .map(({ requestId, networkId }) => ({ winner: networkId, ...idsOf(events, requestId) }));
}

function idsOf(events: readonly MediationEvent[], requestId: string | undefined) {
  const [own = "", alphas = ""] = events.flatMap((event) =>
    event.type === "ad-selection.finished" && event.requestId === requestId
      ? [event.adSelectionId]
      : [],
  );
  return { own, alphas };
}

async function overAllSeeds(set: NonNullable<ReplayOptions["set"]> = {}) {
  const winners = [];
  for (const seed of SEEDS) winners.push(...(await winnersWith({ ...set, seed })));
  return winners;
}

it("gives outcomes[0] to the lower id, so that either wins now and then", async () => {
  const all = await overAllSeeds();

  const lower = all.map(({ own, alphas }) => (BigInt(own) < BigInt(alphas) ? "ssp" : "alpha"));
  expect(all.map(({ winner }) => winner)).toEqual(lower);
  expect(new Set(lower)).toEqual(new Set(["ssp", "alpha"]));
});

it("gives the request to the highest bid, whatever the ids are", async () => {
  const all = await overAllSeeds(HIGHEST);

  expect(all).toHaveLength(2 * SEEDS.length);
  expect(new Set(all.map(({ winner }) => winner))).toEqual(new Set(["alpha"]));
});

it("gives it to the highest of any two bids that differ", async () => {
  const cents = fc.integer({ min: 1, max: 900 }).map((value) => value / 100);
  await fc.assert(
    fc.asyncProperty(cents, cents, fc.integer({ min: 1 }), async (own, alphas, seed) => {
      fc.pre(own !== alphas);

      const winners = await winnersWith({
        ...HIGHEST,
        seed,
        "device.customAudiences.0.ads.0.metadata.cpm": own,
        "device.customAudiences.1.ads.0.metadata.cpm": alphas,
      });

      const best = own > alphas ? "ssp" : "alpha";
      expect(winners.map(({ winner }) => winner)).toEqual([best, best]);
    }),
    { numRuns: 8 },
  );
});

it("leaves equal bids to the ids even so", async () => {
  const all = await overAllSeeds({ ...HIGHEST, "device.customAudiences.0.ads.0.metadata.cpm": 4 });

  const lower = all.map(({ own, alphas }) => (BigInt(own) < BigInt(alphas) ? "ssp" : "alpha"));
  expect(all.map(({ winner }) => winner)).toEqual(lower);
});

it("would give outcomes[0] to the first that was named, if devices kept to that order", async () => {
  const all = await overAllSeeds({ "profile.outcomesInGivenOrder": true });

  expect(new Set(all.map(({ winner }) => winner))).toEqual(new Set(["ssp"]));
});

it("shows every script the same outcomes where the ids are known", async () => {
  const { unmetExpectations } = await runScenario(await loadScenario(`${FOLDER}/known-ids.yaml`));

  expect(unmetExpectations).toEqual([]);
});
