import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import { loadScenario, replayTrace, runScenario, summarizeTrace } from "../../simulator/index.ts";

const PRICES = [8, 7, 6, 5, 4, 3, 2, 1];
const FIRST_PARTY_BID = 0.9;
/** Until the chain is fetched and the first party has selected. */
const BEFORE_WALK_MS = 80;

const { events: original } = await runScenario(await loadScenario("examples/12-short-chains"));
const { run: long } = await replayTrace(original, { set: { "steps.0.repeat": 50 } });

/** How many requests each node has filled, in the chain's order. */
const fills = PRICES.map(
  (price) =>
    long.events.filter((event) => event.type === "ad.selected" && event.cpmUsd === price).length,
);

/** What one fill of each node earns more than the ad that would have been there without it. */
const gains = PRICES.map((price) => price - FIRST_PARTY_BID);

function expectedUsd(events: readonly MediationEvent[]): number {
  return summarizeTrace(events).requests.expectedRevenueMicros / 1_000_000;
}

it("adds with each node less than with the one before it", () => {
  const added = fills.map((count, index) => count * (gains[index] ?? 0));

  expect(added).toEqual(added.toSorted((a, b) => b - a));
  expect(new Set(added).size).toBe(PRICES.length);
});

it("loses with the last four nodes what they added, and nobody else's luck", async () => {
  const off = ["epsilon", "zeta", "eta", "theta"].map((node) => [`node.${node}.off`, true]);

  const { run: short } = await replayTrace(long.events, { set: Object.fromEntries(off) });

  const added = fills.slice(4).map((count, index) => (count * (gains[index + 4] ?? 0)) / 1000);
  const lost = expectedUsd(long.events) - expectedUsd(short.events);
  expect(lost).toBeCloseTo(
    added.reduce((sum, each) => sum + each),
    9,
  );
  expect(lost / expectedUsd(long.events)).toBeLessThan(0.1);
});

it("takes as long as its first steps and every node that was asked", () => {
  const spentMs = new Map<string, number>();
  for (const event of long.events) {
    if (!("requestId" in event) || event.requestId === undefined) continue;
    const isEnd = ["node.filled", "node.unfilled", "node.timed-out"].includes(event.type);
    if (!isEnd || !("latencyMs" in event)) continue;
    spentMs.set(event.requestId, (spentMs.get(event.requestId) ?? 0) + event.latencyMs);
  }

  const finished = long.events.filter((event) => event.type === "request.finished");
  expect(finished.map(({ latencyMs }) => latencyMs)).toEqual(
    finished.map(({ requestId }) => BEFORE_WALK_MS + (spentMs.get(requestId) ?? 0)),
  );
});

it("costs the device one selection for each node that is asked", () => {
  const asked = long.events.filter(({ type }) => type === "node.started");
  const selections = long.events.filter(
    (event) => event.type === "logic.finished" && event.function === "selectOutcome",
  );

  expect(selections).toHaveLength(asked.length);
});

it("ends by itself before the first node that is worth no more than the first party's ad", async () => {
  const bids = fc.integer({ min: 50, max: 900 }).map((cents) => cents / 100);
  await fc.assert(
    fc.asyncProperty(bids, async (cpm) => {
      const set = { "device.customAudiences.0.ads.0.metadata.cpm": cpm };
      const { run } = await replayTrace(original, { set });

      const asked = run.events.filter((event) => event.type === "node.started");
      const worthMore = PRICES.filter((price) => price > cpm);
      expect(asked.map(({ ecpmUsd }) => ecpmUsd)).toEqual(worthMore);
    }),
    { numRuns: 6, examples: [[3.5], [3]] },
  );
});
