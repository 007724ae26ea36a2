import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import { loadScenario, replayTrace, runScenario, type KnobValues } from "../../simulator/index.ts";

const { events: original } = await runScenario(await loadScenario("examples/10-coolads"));

const payPath = "networks.CoolAds.options.outcomes.0.cpmUsd";
const reportPath = "adServer.platform.payouts.0.revenue";
/** What the network says that its day came to, for 4000 impressions. */
const reportOf = (cpmUsd: number): number => cpmUsd * 4;

/** What each request's chain ranks, and what its ad pays. */
async function replayWith(set: KnobValues) {
  const { run } = await replayTrace(original, { set });
  return tell(run.events);
}

function tell(events: readonly MediationEvent[]) {
  const chains = events.filter((event) => event.type === "chain.fetched");
  const fills = events.filter((event) => event.type === "node.filled");
  return chains.map(({ requestId, nodes }) => ({
    ranked: nodes.map(({ nodeId, ecpmUsd }) => `${nodeId} ${ecpmUsd}`),
    paidUsd: fills.find((fill) => fill.requestId === requestId)?.cpmUsd,
  }));
}

/** CPMs in cents that no other bid of the scenario has. */
const anyCpm = fc
  .integer({ min: 1, max: 500 })
  .filter((cents) => cents !== 125 && cents !== 175)
  .map((cents) => cents / 100);

it("earns 1.00 where 1.75 was to be had, until the report is in (seed: mediation, CoolAds)", () => {
  expect(tell(original)).toEqual([
    { ranked: ["coolads 2", "direct 1.75"], paidUsd: 1 },
    { ranked: ["coolads 2", "direct 1.75"], paidUsd: 1.75 },
    { ranked: ["direct 1.75"], paidUsd: 1.75 },
  ]);
});

it("ranks by what is believed before the report, and by what is reported after it", async () => {
  await fc.assert(
    fc.asyncProperty(anyCpm, anyCpm, async (believed, reported) => {
      const set = { "node.coolads.ecpm": believed, [reportPath]: reportOf(reported) };

      const [before, , after] = await replayWith(set);

      const rank = (cpm: number) =>
        cpm > 1.75 ? [`coolads ${cpm}`, "direct 1.75"] : ["direct 1.75"];
      expect([before?.ranked, after?.ranked]).toEqual([rank(believed), rank(reported)]);
    }),
    { numRuns: 8 },
  );
});

it("earns the most there is, whatever was believed, once the report is true", async () => {
  await fc.assert(
    fc.asyncProperty(anyCpm, anyCpm, async (believed, paid) => {
      const set = { "node.coolads.ecpm": believed, [payPath]: paid, [reportPath]: reportOf(paid) };

      const [before, , after] = await replayWith({
        ...set,
        "networks.CoolAds.options.atEnd": "repeat",
      });

      expect(before?.paidUsd).toBe(believed > 1.75 ? paid : 1.75);
      expect(after?.paidUsd).toBe(Math.max(paid, 1.75));
    }),
    { numRuns: 8 },
  );
});

it.each([
  ["17h", "coolads"],
  ["1049m", "coolads"],
  ["1050m", "direct"],
  ["7d", "direct"],
])("has %s later, by the noons between, %s first", async (advance, first) => {
  const [, , later] = await replayWith({ "steps.4.advance": advance });

  expect(later?.ranked[0]).toMatch(first);
});
