import { expect, it } from "vitest";
import { replayTrace } from "../../simulator/index.ts";
import { describePage } from "../../studio/describe-page.ts";
import { runExample } from "../support/a-trace.ts";

const flagship = await runExample("01-waterfall");

it("finds two runs of one scenario the same", async () => {
  const again = await runExample("01-waterfall");

  const { comparison } = describePage(
    { name: "a", events: flagship },
    { name: "b", events: again },
  );

  expect(comparison).toMatchObject({
    isEqual: true,
    summary: "Both runs are the same, event by event.",
    metrics: [],
  });
  expect(comparison?.requests.flatMap(({ rows }) => rows.map(({ isSame }) => isSame))).toEqual(
    Array.from({ length: 5 }, () => true),
  );
});

it("aligns two runs by node, and marks where they part", async () => {
  const { run } = await replayTrace(flagship, { set: { "node.beta.timeoutMs": 9000 } });

  const { comparison } = describePage(
    { name: "a", events: flagship },
    { name: "b", events: run.events },
  );

  const rows = comparison?.requests[0]?.rows ?? [];
  expect(rows.map(({ title, a, b }) => [title, a?.state.word, b?.state.word])).toEqual([
    ["ssp", "did not win", "did not win"],
    ["alpha", "no fill", "no fill"],
    ["beta", "timed out", "won"],
    ["gamma", "won", "not reached"],
    ["delta", "not reached", "not reached"],
  ]);
  expect(rows.filter(({ isDivergence }) => isDivergence).map(({ title }) => title)).toEqual([
    "beta",
  ]);
});
