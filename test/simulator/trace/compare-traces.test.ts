import { expect, it } from "vitest";
import { compareTraces, replayTrace } from "../../../simulator/index.ts";
import { aSessionStart, EXAMPLES, runExample } from "../../support/a-trace.ts";

const flagship = await runExample("01-waterfall");

it.each(EXAMPLES)("finds no difference between two runs of %s", async (folder) => {
  const [a, b] = [await runExample(folder), await runExample(folder)];

  const comparison = compareTraces(a, b);

  expect(comparison).toEqual({
    isEqual: true,
    setup: [],
    divergence: undefined,
    ends: [],
    metrics: [],
  });
});

it("finds the first event that says otherwise, and what it says", () => {
  const changed = flagship.map((event) =>
    event.type === "ad.scored" ? { ...event, score: event.score + 1 } : event,
  );

  const { isEqual, divergence } = compareTraces(flagship, changed);

  expect(isEqual).toBe(false);
  expect(divergence).toEqual({
    position: flagship.findIndex(({ type }) => type === "ad.scored") + 1,
    a: expect.objectContaining({ type: "ad.scored", score: 2.4 }),
    b: expect.objectContaining({ type: "ad.scored", score: 3.4 }),
    facts: [{ name: "score", a: 2.4, b: 3.4 }],
  });
});

it("finds where one of the runs is over", () => {
  const { divergence } = compareTraces(flagship, flagship.slice(0, -1));

  expect(divergence).toEqual({
    position: flagship.length,
    a: flagship.at(-1),
    b: undefined,
    facts: [],
  });
});

it("takes ids and hashes that follow another seed for no difference", async () => {
  const other = await runExample("01-waterfall", { seed: 8 });

  const comparison = compareTraces(flagship, other);

  expect(comparison).toEqual({
    isEqual: false,
    setup: [{ name: "seed", a: 7, b: 8 }],
    divergence: undefined,
    ends: [],
    metrics: [],
  });
});

it("takes them for one where the seed is the same", () => {
  const changed = flagship.map((event) =>
    event.type === "first-party.selected" ? { ...event, adSelectionId: "-1" } : event,
  );

  const { divergence } = compareTraces(flagship, changed);

  expect(divergence?.facts.map(({ name }) => name)).toEqual(["adSelectionId"]);
});

it("compares what runs were started with", () => {
  const [a, b] = [
    aSessionStart(),
    aSessionStart({ profile: "android", fledglingVersion: "9.9.9" }),
  ];

  const { setup } = compareTraces([a], [b]);

  expect(setup).toEqual([
    { name: "fledglingVersion", a: "0.0.0", b: "9.9.9" },
    { name: "profile", a: "android-all-on", b: "android" },
  ]);
});

it("does not take what a chain is made of for the place where runs part: the setup has it", async () => {
  const { run } = await replayTrace(flagship, { set: { "node.beta.timeoutMs": 300 } });

  const { setup, divergence } = compareTraces(flagship, run.events);

  expect(setup).toEqual([{ name: "node.beta.timeoutMs", a: 400, b: 300 }]);
  expect(divergence?.facts).toEqual([{ name: "timeoutMs", a: 400, b: 300 }]);
});

it("says which requests ended otherwise, and which metrics moved", async () => {
  const other = await runExample("04-chained-selection");

  const { ends, metrics } = compareTraces(flagship, other);

  expect(ends).toEqual([
    {
      requestId: "request-1",
      a: "node gamma with https://travel.example/ads/azores",
      b: "ssp with https://shoes.example/ads/trail",
    },
  ]);
  expect(metrics).toContainEqual({ name: "requests expectedRevenueMicros", a: 3_200, b: 3_500 });
  expect(metrics).toContainEqual({ name: "gamma shareOfVoice", a: 1, b: 0 });
});
