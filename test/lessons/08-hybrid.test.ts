import * as fc from "fast-check";
import { expect, it } from "vitest";
import { loadScenario, replayTrace, runScenario } from "../../simulator/index.ts";

const { events: original } = await runScenario(await loadScenario("examples/08-hybrid"));

/** What alpha is ranked by, and what delta always bids. */
const [alphaIsWorth, deltaBids] = [5, 2.9];

const cents = fc.integer({ min: 1, max: 800 }).map((each) => each / 100);

interface Prices {
  readonly alphaPays: number;
  readonly betaBids: number;
}

/** Who wins at which price, after how long. */
async function run(order: string, { alphaPays, betaBids }: Prices) {
  const set = {
    "hybrid.order": order,
    "network.alpha.cpm": alphaPays,
    "network.beta.cpm": betaBids,
  };
  const { events } = (await replayTrace(original, { set })).run;
  const winner = events.find((event) => event.type === "ad.selected");
  return { nodeId: winner?.nodeId, cpmUsd: winner?.cpmUsd, atMs: winner?.atMs };
}

it("asks nobody to bid, waterfall first, as long as a node with a price has an ad", async () => {
  await fc.assert(
    fc.asyncProperty(cents, cents, async (alphaPays, betaBids) => {
      const won = await run("waterfall-first", { alphaPays, betaBids });

      expect(won).toEqual({ nodeId: "alpha", cpmUsd: alphaPays, atMs: 170 });
    }),
    { numRuns: 10 },
  );
});

it("earns the most of fill and bids, merged by price, where the bids are below alpha's past", async () => {
  const bidBelow = cents.filter((betaBids) => betaBids < alphaIsWorth);
  await fc.assert(
    fc.asyncProperty(cents, bidBelow, async (alphaPays, betaBids) => {
      const won = await run("merged-by-price", { alphaPays, betaBids });

      const bestBid = Math.max(betaBids, deltaBids);
      expect(won.cpmUsd).toBe(Math.max(alphaPays, bestBid));
      expect(won.nodeId === "alpha").toBe(alphaPays >= bestBid);
    }),
    { numRuns: 20, examples: [[3.2, 3.2]] },
  );
});

it("asks alpha for nothing, merged by price, where a bid reaches alpha's past", async () => {
  const bidAbove = cents.filter((betaBids) => betaBids >= alphaIsWorth);
  await fc.assert(
    fc.asyncProperty(cents, bidAbove, async (alphaPays, betaBids) => {
      const won = await run("merged-by-price", { alphaPays, betaBids });

      expect(won).toEqual({ nodeId: "beta", cpmUsd: betaBids, atMs: 220 });
    }),
    { numRuns: 10, examples: [[7, alphaIsWorth]] },
  );
});

it("asks gamma, merged by price, only if more is not in hand once beta has no ad", async () => {
  const force = { "no-fill": { when: "load", cpmUsd: 3.2 } };
  await fc.assert(
    fc.asyncProperty(cents, async (alphaPays) => {
      const set = { "network.alpha.cpm": alphaPays, "node.beta.force": force };
      const { events } = (await replayTrace(original, { set })).run;

      const asked = events.flatMap((event) =>
        event.type === "node.started" ? [event.nodeId] : [],
      );
      const won = events.find((event) => event.type === "ad.selected");
      const expected =
        alphaPays >= 3.2 ? ["alpha"] : ["alpha", "beta", ...(alphaPays < 2 ? ["gamma"] : [])];
      expect(asked).toEqual(expected);
      expect(won?.cpmUsd).toBe(Math.max(alphaPays, 2));
    }),
    { numRuns: 10, examples: [[2.6], [2], [1.99]] },
  );
});
