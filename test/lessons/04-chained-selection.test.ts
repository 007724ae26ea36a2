import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import {
  loadScenario,
  replayTrace,
  runScenario,
  type ReplayOptions,
} from "../../simulator/index.ts";

const FOLDER = "examples/04-chained-selection";
const proposal = await runScenario(await loadScenario(FOLDER));
const shipped = await runScenario(await loadScenario(`${FOLDER}/shipped.yaml`));

async function replayBoth(
  set: NonNullable<ReplayOptions["set"]>,
): Promise<readonly (readonly MediationEvent[])[]> {
  const replays = [];
  for (const { events } of [proposal, shipped]) {
    const { run } = await replayTrace(events, { set });
    replays.push(run.events);
  }
  return replays;
}

/** Whose ad, which ad selection, who was asked before it, and who was told. */
function tellEnd(events: readonly MediationEvent[]) {
  const [selected] = events.filter((event) => event.type === "ad.selected");
  return {
    winner: selected?.nodeId ?? selected?.source,
    adSelectionId: selected?.adSelectionId,
    asked: events.flatMap((event) => (event.type === "node.started" ? [event.nodeId] : [])),
    told: events.flatMap((event) => (event.type === "report.sent" ? [event.uri] : [])),
  };
}

/** How often each function of a script was called, and each kind of thing was fetched. */
function tellCosts(events: readonly MediationEvent[]) {
  const names = events.flatMap((event): readonly string[] => {
    if (event.type === "logic.finished") return [event.function];
    return event.type === "http.finished" ? [event.purpose] : [];
  });
  const groups = Map.groupBy(names, (name) => name);
  return Object.fromEntries(Array.from(groups, ([name, { length }]) => [name, length]));
}

it("ends alike in both styles, whatever the first party bids and a node is worth", async () => {
  const cents = fc.integer({ min: 1, max: 600 }).map((value) => value / 100);
  await fc.assert(
    fc.asyncProperty(cents, cents, async (bid, priceUsd) => {
      const [one, other] = await replayBoth({
        "device.customAudiences.0.ads.0.metadata.cpm": bid,
        "node.beta.ecpmUsd": priceUsd,
      });

      expect(tellEnd(other ?? [])).toEqual(tellEnd(one ?? []));
    }),
    {
      numRuns: 10,
      examples: [
        [3, 3],
        [2.99, 3],
      ],
    },
  );
});

it("calls a script for each price in either style, and fetches it for each", () => {
  const common = {
    "contextual-request": 1,
    "trusted-bidding-signals": 1,
    "bidding-logic": 1,
    generateBid: 1,
    reportResult: 1,
    reportWin: 1,
    "impression-report": 2,
  };

  expect([tellCosts(proposal.events), tellCosts(shipped.events)]).toEqual([
    { ...common, "decision-logic": 4, scoreAd: 3 },
    { ...common, "decision-logic": 2, scoreAd: 1, "selection-logic": 2, selectOutcome: 2 },
  ]);
});

it("has an app hear of nobody as null where the proposal holds, and else as an exception", async () => {
  const [one = [], other = []] = await replayBoth({ "device.customAudiences": [] });

  const detailsOf = (events: readonly MediationEvent[]) =>
    events.flatMap((event) => (event.type === "first-party.passed" ? [event.detail] : []));
  expect([detailsOf(one), detailsOf(other)]).toEqual([
    ["nobody was selected"],
    ["selectAds threw IllegalStateException without a message."],
  ]);
});

it("makes both kinds of call as it says", async () => {
  const { unmetExpectations } = await runScenario(await loadScenario(`${FOLDER}/calls.yaml`));

  expect([shipped.unmetExpectations, unmetExpectations]).toEqual([[], []]);
});

it("gives a new outcome an id of its own, and one that was there the id it has", async () => {
  const { events } = await runScenario(await loadScenario(`${FOLDER}/calls.yaml`));

  const ids = events.flatMap((event) =>
    event.type === "ad-selection.finished" ? [event.adSelectionId] : [],
  );
  const [own, added] = new Set(ids);
  expect(ids).toEqual([own, own, own, added]);
  expect(added).toMatch(/^-\d+$/);
});
