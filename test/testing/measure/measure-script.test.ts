import { afterAll, expect, it } from "vitest";
import { createCostSandbox } from "../../../sdk/index.ts";
import { measureScript } from "../../../testing/index.ts";

const sandbox = createCostSandbox();
afterAll(() => sandbox.dispose());

const script = {
  name: "seller.js",
  source: `const scoreAd = (ad, bid) => ({ status: 0, score: bid });
const selectOutcome = ([first]) => ({ status: 0, result: first });`,
};

/** Times are nobody's to predict. */
function spreadOf(sampleCount: number) {
  const aTime = expect.any(Number);
  return { sampleCount, p50Ms: aTime, p90Ms: aTime, p99Ms: aTime, p50HeapBytes: aTime };
}

it("measures a function that is called for each ad in worlds of ten calls", async () => {
  const measured = await measureScript({ script, function: "scoreAd" }, sandbox, { callCount: 40 });

  expect(measured).toEqual({
    kind: "measured",
    measurement: {
      script: "seller.js",
      function: "scoreAd",
      worldCount: 4,
      warmUpCount: 1,
      callsPerWorld: 10,
      topLevel: spreadOf(4),
      firstCall: spreadOf(4),
      laterCalls: spreadOf(36),
    },
  });
});

it("measures a function that is called once in a world of its own each time", async () => {
  const call = { script, function: "selectOutcome" } as const;

  const measured = await measureScript(call, sandbox, { callCount: 3 });

  expect(measured).toMatchObject({
    measurement: { worldCount: 3, callsPerWorld: 1, firstCall: spreadOf(3), laterCalls: undefined },
  });
});

it("orders what it found", async () => {
  const measured = await measureScript({ script, function: "scoreAd" }, sandbox, { callCount: 50 });

  const { firstCall } = measured.kind === "measured" ? measured.measurement : {};
  const { p50Ms = NaN, p90Ms = NaN, p99Ms = NaN } = firstCall ?? {};
  expect([p50Ms, p90Ms, p99Ms].toSorted((a, b) => a - b)).toEqual([p50Ms, p90Ms, p99Ms]);
  expect(p50Ms).toBeGreaterThanOrEqual(0);
});

it("ends at the first call that fails, and says why", async () => {
  const broken = { name: "broken.js", source: "function scoreAd() { return nothing; }" };

  const measured = await measureScript({ script: broken, function: "scoreAd" }, sandbox);

  expect(measured).toMatchObject({
    kind: "failed",
    called: { failure: expect.stringContaining("nothing is not defined") },
  });
});
