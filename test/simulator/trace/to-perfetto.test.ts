import { expect, it } from "vitest";
import { toPerfetto } from "../../../simulator/index.ts";
import { aTrace, EXAMPLES, ofNode, runExample } from "../../support/a-trace.ts";

type PerfettoEvent = ReturnType<typeof toPerfetto>["traceEvents"][number];

/** Process, thread, begin and end in microseconds, name; without what happened at once. */
function spansOf(events: readonly PerfettoEvent[]): readonly string[] {
  const names = new Map(
    events
      .filter(({ name }) => name === "process_name" || name === "thread_name")
      .map(({ name, pid, tid, args }) => [
        name === "process_name" ? String(pid) : `${pid} ${tid}`,
        String(args["name"]),
      ]),
  );
  return events
    .filter(({ ph }) => ph === "X")
    .map(({ name, pid, tid, ts = 0, dur = 0 }) => {
      const place = `${names.get(String(pid))}/${names.get(`${pid} ${tid}`)}`;
      return `${place} ${ts}-${ts + dur} ${name}`;
    });
}

it("draws steps, requests, nodes, calls, scripts and exchanges in virtual microseconds", async () => {
  const { traceEvents, otherData, displayTimeUnit } = toPerfetto(
    await runExample("02-first-party-optimisation"),
  );

  const text = `${spansOf(traceEvents).join("\n")}\n`;

  expect([otherData, displayTimeUnit]).toEqual([
    { name: "first-party optimisation", seed: 5, profile: "android-all-on", mode: "simulated" },
    "ms",
  ]);
  await expect(text).toMatchFileSnapshot("./snapshots/02-first-party-optimisation.spans.txt");
});

it.each(EXAMPLES)(
  "keeps the spans of a thread apart in %s, and names every thread",
  async (folder) => {
    const { traceEvents } = toPerfetto(await runExample(folder));

    const threads = Map.groupBy(
      traceEvents.filter(({ ph }) => ph === "X"),
      ({ pid, tid }) => `${pid} ${tid}`,
    );
    const overlapping = [...threads.values()].flatMap((spans) =>
      spans.filter(({ ts = 0 }, index) => {
        const before = spans[index - 1];
        return before !== undefined && (before.ts ?? 0) + (before.dur ?? 0) > ts;
      }),
    );
    const named = new Set(
      traceEvents
        .filter(({ name }) => name === "thread_name")
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    expect(overlapping).toEqual([]);
    expect([...threads.keys()].filter((thread) => !named.has(thread))).toEqual([]);
  },
);

it("has every event of the run, at once or as the end of a span", async () => {
  const events = await runExample("01-waterfall");

  const { traceEvents } = toPerfetto(events);

  const drawn = traceEvents.filter(({ ph, args }) => ph !== "M" && Object.keys(args).length > 0);
  expect(
    drawn.filter(({ ph }) => ph === "i").every(({ dur, s }) => dur === undefined && s === "t"),
  ).toBe(true);
  expect(drawn.some(({ args }) => args["rule"] === "score-lower")).toBe(true);
  expect(JSON.parse(JSON.stringify(traceEvents))).toHaveLength(traceEvents.length);
});

it("draws a span that the run left open until its end", () => {
  const { traceEvents } = toPerfetto([
    ...aTrace(
      ofNode("node.started", { atMs: 5, adapter: "fixed-price", timeoutMs: 400, budget: "node" }),
    ).slice(0, -1),
    { type: "session.finished", atMs: 30 },
  ]);

  expect(spansOf(traceEvents)).toEqual([
    "request-1/nodes 5000-30000 node alpha started",
    "request-1/budgets 5000-405000 budget 400 ms, node alpha",
  ]);
});

it("draws asking for a bid apart from loading its ad", () => {
  const { traceEvents } = toPerfetto(
    aTrace(
      ofNode("node-bid.requested", { atMs: 1, phase: "bid", adapter: "x", timeoutMs: 9 }),
      ofNode("node.timed-out", {
        atMs: 10,
        phase: "bid",
        latencyMs: 9,
        rule: "bid-timed-out",
        detail: "",
      }),
    ),
  );

  expect(spansOf(traceEvents)).toEqual([
    "request-1/nodes 1000-10000 node-bid alpha timed out",
    "request-1/budgets 1000-10000 budget 9 ms, node-bid alpha",
  ]);
});

it("draws an answer that came too late from where its budget ended", () => {
  const asked = { adapter: "x", timeoutMs: 400, budget: "node" } as const;
  const { traceEvents } = toPerfetto(
    aTrace(
      ofNode("node.started", { atMs: 10, ...asked }),
      ofNode("node.timed-out", { atMs: 410, latencyMs: 400, rule: "node-timed-out", detail: "" }),
      ofNode("node.answered-late", { atMs: 450, answer: "fill", lateMs: 40, isKept: true }),
    ),
  );

  expect(spansOf(traceEvents)).toEqual([
    "request-1/nodes 10000-410000 node alpha timed out",
    "request-1/budgets 10000-410000 budget 400 ms, node alpha",
    "request-1/budgets 410000-450000 40 ms late, node alpha fill kept",
  ]);
});

const ofAd = { requestId: "request-1", adId: "ad-1", networkId: "alpha" };
const placed = { slotId: "home", source: "node" } as const;
const loaded = { type: "ad.selected", ...ofAd, ...placed, renderUri: "https://a.example" } as const;

it("draws an ad from when it is ready to when it is hidden", () => {
  const { traceEvents } = toPerfetto(
    aTrace(
      { ...loaded, atMs: 10 },
      { type: "ad.shown", atMs: 30, ...ofAd, renderUri: "https://a.example" },
      { type: "ad.hidden", atMs: 90, ...ofAd },
    ),
  );

  expect(spansOf(traceEvents)).toEqual([
    "request-1/ads 10000-30000 ad-1 ready, then shown",
    "request-1/ads 30000-90000 ad-1 shown, then hidden",
  ]);
});

it("draws an ad that expired until then, and one that was left until the end of the run", () => {
  const { traceEvents } = toPerfetto([
    ...aTrace(
      { ...loaded, atMs: 10 },
      { ...loaded, atMs: 20, adId: "ad-2" },
      { type: "ad.expired", atMs: 50, ...ofAd, rule: "ad-expired", detail: "" },
    ).slice(0, -1),
    { type: "session.finished", atMs: 70 },
  ]);

  expect(spansOf(traceEvents)).toEqual([
    "request-1/ads 10000-50000 ad-1 ready, then expired",
    "request-1/ads 2 20000-70000 ad-2 ready",
  ]);
});

it("counts what impressions have paid so far", () => {
  const money = { format: "banner", currency: "USD", precision: "exact" } as const;
  const paid = { type: "revenue.paid", ...ofAd, ...placed, ...money } as const;
  const { traceEvents } = toPerfetto(
    aTrace({ ...paid, atMs: 5, valueMicros: 200 }, { ...paid, atMs: 8, valueMicros: 100 }),
  );

  const counters = traceEvents.filter(({ ph }) => ph === "C");

  expect(counters.map(({ name, ts, args }) => [name, ts, args])).toEqual([
    ["revenue", 0, { micros: 0 }],
    ["revenue", 5_000, { micros: 200 }],
    ["revenue", 8_000, { micros: 300 }],
  ]);
});
