import { expect, it } from "vitest";
import type { MediationEvent } from "../../sdk/index.ts";
import { describePage } from "../../studio/describe-page.ts";
import { PAGE_LIMITS } from "../../studio/run/page-limits.ts";
import { aSessionStart, runExample } from "../support/a-trace.ts";

const flagship = await runExample("01-waterfall", { withBodies: true });

/** As many requests as make this many events, each like that of the flagship. */
function repeat(count: number): readonly MediationEvent[] {
  const [started, ...others] = flagship;
  const events: MediationEvent[] = started === undefined ? [] : [started];
  const ofRequest = others.filter((event) => "requestId" in event);
  for (let round = 1; events.length < count; round += 1) {
    const renamed = JSON.stringify(ofRequest)
      .replaceAll("request-1", `request-${round}`)
      .replaceAll(/"call-(\d+)"/g, `"call-${round}-$1"`)
      .replaceAll('"ad-1"', `"ad-${round}"`);
    events.push(...(JSON.parse(renamed) as MediationEvent[]));
  }
  return events.slice(0, count);
}

it("describes 10,000 events with bodies in less than 14 MB", () => {
  const page = describePage({ name: "t.jsonl", events: repeat(10_000) });

  expect(JSON.stringify(page).length).toBeLessThan(14_000_000);
  expect(page.runs[0]?.facts.eventCount).toBe(10_000);
});

it("says what it leaves out of a trace that is too long", () => {
  const page = describePage({ name: "t.jsonl", events: repeat(25_000) });

  const [run] = page.runs;
  const shown = run?.events.length ?? 0;

  expect(shown).toBeLessThanOrEqual(PAGE_LIMITS.events);
  expect(run?.notices[0]).toMatchObject({
    kind: "events-left-out",
    text: `The page has the first ${shown} of 25000 events: a page holds 20000 at most, and 8 million characters of them.`,
  });
});

it("cuts long texts and leaves out big bodies, and says so", () => {
  const call = {
    type: "logic.finished",
    atMs: 1,
    callId: "call-1",
    script: "https://a.example/logic.js",
    function: "scoreAd",
    outcome: "returned",
    calls: 2,
    spentMs: 0,
    argumentsHash: "0",
    arguments: [["first", { big: Array.from({ length: 20_000 }, () => 1) }, 3], ["small"]],
    message: "x".repeat(5000),
  } as const satisfies MediationEvent;

  const [run] = describePage({ name: "t", events: [aSessionStart(), call] }).runs;

  expect(run?.events[1]).toMatchObject({
    message: `${"x".repeat(2000)}… (cut, 5000 characters)`,
    arguments: [["first", "… (40009 characters, left out of the page)", 3], ["small"]],
  });
  expect(run?.calls[0]?.invocations[0]?.arguments[1]?.value).toBe(
    "… (40009 characters, left out of the page)",
  );
  expect(run?.notices.map(({ kind }) => kind)).toEqual(["texts-cut"]);
});

it("says why a trace breaks off, a run stopped, and what it did not live up to", () => {
  const [run] = describePage({
    name: "t",
    events: [aSessionStart()],
    brokenAt: { line: 7, message: "the line breaks off" },
    failure: new Error("step 2 cannot be done"),
    unmetExpectations: ["request 1: expected an ad"],
  }).runs;

  expect(run?.notices.map(({ kind, text }) => [kind, text])).toEqual([
    ["trace-breaks-off", "Only the beginning of the trace is shown. Line 7: the line breaks off."],
    ["run-failed", "The run stopped on its way: step 2 cannot be done"],
    ["unmet-expectation", "request 1: expected an ad"],
  ]);
});
