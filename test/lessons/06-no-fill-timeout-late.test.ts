import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import { loadScenario, replayTrace, runScenario, type KnobValues } from "../../simulator/index.ts";

const { events: original } = await runScenario(
  await loadScenario("examples/06-no-fill-timeout-late"),
);

/** How long the silent node and the walk as it stands take. */
const [gammaAnswersMs, walkMs, gammaTimeoutMs] = [900, 1_200, 500];

async function replayWith(set: KnobValues): Promise<readonly MediationEvent[]> {
  const { run } = await replayTrace(original, { set });
  return run.events;
}

/** Who gave the ad of each request, and after how long. */
function tellEnds(events: readonly MediationEvent[]) {
  const winners = new Map<string, string | undefined>();
  return events.flatMap((event) => {
    if (event.type === "ad.selected") winners.set(event.requestId, event.nodeId);
    if (event.type !== "request.finished") return [];
    return [{ winner: winners.get(event.requestId), latencyMs: event.latencyMs }];
  });
}

it("gives each node its own time or what is left of the request, whichever is less", async () => {
  const own = { alpha: 5_000, beta: 5_000, gamma: 500, delta: 400, epsilon: 500 };
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 50, max: 2_500 }), async (totalTimeoutMs) => {
      const events = await replayWith({ totalTimeout: totalTimeoutMs });

      const started = events.filter((event) => event.type === "node.started");
      const beganAtMs = new Map(
        events
          .filter((event) => event.type === "request.started")
          .map(({ requestId, atMs }) => [requestId, atMs]),
      );
      const expected = started.map(({ requestId, nodeId, atMs }) => {
        const leftMs = totalTimeoutMs - (atMs - (beganAtMs.get(requestId) ?? 0));
        return Math.min(Reflect.get(own, nodeId) as number, leftMs);
      });
      expect(started.map(({ timeoutMs }) => timeoutMs)).toEqual(expected);
      const latencyMs = Math.min(walkMs, totalTimeoutMs);
      expect(tellEnds(events)).toMatchObject([{ latencyMs }, { latencyMs }]);
    }),
    { numRuns: 12 },
  );
});

it("spends all of a node's time on an answer that is too late, and no more than an answer takes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_200 }), async (timeoutMs) => {
      const [first] = tellEnds(await replayWith({ "node.gamma.timeout": timeoutMs }));

      const isTooShort = timeoutMs <= gammaAnswersMs;
      expect(first).toEqual(
        isTooShort
          ? { winner: "epsilon", latencyMs: walkMs - gammaTimeoutMs + timeoutMs }
          : { winner: "gamma", latencyMs: 20 + 120 + 60 + gammaAnswersMs },
      );
    }),
    { numRuns: 12, examples: [[900], [901]] },
  );
});

it("saves the next request the wait for a network whose late ad is kept, and not too old", async () => {
  const ageMs = 30_500;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60_000 }), async (adExpiryMs) => {
      const ends = tellEnds(await replayWith({ lateAnswers: "cache", adExpiry: adExpiryMs }));

      expect(ends).toEqual([
        { winner: "epsilon", latencyMs: walkMs },
        adExpiryMs > ageMs
          ? { winner: "delta", latencyMs: walkMs - 400 - 100 }
          : { winner: "epsilon", latencyMs: walkMs },
      ]);
    }),
    { numRuns: 6, examples: [[30_500], [30_501]] },
  );
});
