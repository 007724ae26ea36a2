import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import { loadScenario, replayTrace, runScenario, type KnobValues } from "../../simulator/index.ts";

const { events: original } = await runScenario(await loadScenario("examples/01-waterfall"));
const [adServerMs, firstPartyMs, betaAnswersMs, gammaMs] = [20, 60, 3_040, 60];

async function replayWith(set: KnobValues): Promise<readonly MediationEvent[]> {
  const { run } = await replayTrace(original, { set });
  return run.events;
}

function tellEnd(events: readonly MediationEvent[]) {
  return {
    winner: events.find((event) => event.type === "ad.selected")?.networkId,
    latencyMs: events.find((event) => event.type === "request.finished")?.latencyMs,
    reports: events.filter((event) => event.type === "report.sent").length,
  };
}

it("waits for beta as long as it may, and has nobody told when so slow a network wins", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5_000 }), async (timeoutMs) => {
      const end = tellEnd(await replayWith({ "node.beta.timeout": timeoutMs }));

      const walkMs = adServerMs + firstPartyMs;
      expect(end).toEqual(
        timeoutMs > betaAnswersMs
          ? { winner: "beta", latencyMs: walkMs + betaAnswersMs, reports: 0 }
          : { winner: "gamma", latencyMs: walkMs + timeoutMs + gammaMs, reports: 5 },
      );
    }),
    { numRuns: 8, examples: [[400], [3_040], [3_041]] },
  );
});

it("asks gamma, which bids 3.20, only while its price is above the first party's 2.40", async () => {
  const price = fc.integer({ min: 200, max: 400 }).map((cents) => cents / 100);
  await fc.assert(
    fc.asyncProperty(price, async (ecpmUsd) => {
      const { winner } = tellEnd(await replayWith({ "node.gamma.ecpm": ecpmUsd }));

      expect(winner).toBe(ecpmUsd > 2.4 ? "gamma" : "ssp");
    }),
    { numRuns: 8, examples: [[2.4], [2.41]] },
  );
});
