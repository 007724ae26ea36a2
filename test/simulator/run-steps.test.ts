import { expect, it } from "vitest";
import type { ScenarioInput } from "../../simulator/index.ts";
import { anAudience, aWaterfall, filling, runInline } from "../support/a-waterfall.ts";
import { errorOf } from "../support/error-of.ts";

const second = { "level-end": { format: "interstitial" }, home: { format: "banner" } } as const;

function withSteps(steps: ScenarioInput["steps"], more: Partial<ScenarioInput> = {}) {
  return aWaterfall({ bid: 2, scenario: { steps, ...more } });
}

it("requests and shows every slot when the scenario has no steps", async () => {
  const run = await runInline(withSteps(undefined, { slots: second }));

  expect(run.events.flatMap((event) => (event.type === "step.started" ? event.text : []))).toEqual([
    "request level-end",
    "show level-end",
    "request home",
    "show home",
  ]);
});

it.each([
  ["show" as const, "no ad has been requested before this step"],
  [{ show: "home" }, 'no ad for slot "home" has been requested before this step'],
])("cannot do %o before its request", async (step, why) => {
  const steps = typeof step === "string" ? [step] : [{ request: "level-end" }, step];

  const error = await errorOf(() => runInline(withSteps(steps, { slots: second })));

  const text = typeof step === "string" ? `step 1 (${step})` : "step 2 (show home)";
  expect(error).toMatchObject({
    code: "ERR_SCENARIO_STEP",
    message: `Cannot run ${text}: ${why}`,
    hint: "Put a request step in front of it.",
  });
});

it("says in the device's own words why an audience cannot be joined from the start", async () => {
  const audience = {
    ...anAudience(1),
    name: "walkers",
    biddingLogicUri: "https://other.example/bidding-logic.js",
  };

  const error = await errorOf(() =>
    runInline(withSteps(["show"], { device: { customAudiences: [anAudience(1), audience] } })),
  );

  expect(error.code).toBe("ERR_SCENARIO_STEP");
  expect(error.message).toMatch(/^Cannot run device\.customAudiences\[1\]: /);
  expect(error.message).toContain("other.example");
  expect(error.hint).toBe("Correct it in the scenario.");
  expect(error.cause).toMatchObject({ code: "ERR_DEVICE_ILLEGAL_ARGUMENT" });
});

it("says in the device's own words why an audience cannot be joined by a step, and goes on", async () => {
  const join = { ...anAudience(1), dailyUpdateUri: "http://shoes.example/daily-update" };

  const run = await runInline(withSteps([{ request: "level-end" }, { join }, { advance: "1s" }]));

  expect(run.unmetExpectations).toEqual([
    expect.stringMatching(
      /^step 2 \(join shoes\.example\/runners\): expected it to succeed, got IllegalArgumentException without a message \(argument-refused: .*http:\/\/shoes\.example\/daily-update/,
    ),
  ]);
  expect(run.events.at(-1)?.type).toBe("session.finished");
});

it("acts on the ad of the last request, or of the last request for the named slot", async () => {
  const run = await runInline(
    withSteps(
      [
        { request: "home" },
        { request: "level-end" },
        "show",
        { show: "home" },
        { click: "home" },
        { event: "view", slotId: "level-end" },
      ],
      {
        slots: second,
        adServer: {
          slots: {
            home: { kind: "chain", nodes: [] },
            "level-end": { kind: "chain", nodes: [] },
          },
        },
      },
    ),
  );

  const told = run.events.flatMap((event) =>
    event.type === "ad.shown" || event.type === "interaction.reported"
      ? [[event.type, event.requestId]]
      : [],
  );
  expect(told).toEqual([
    ["ad.shown", "request-2"],
    ["ad.shown", "request-1"],
    ["interaction.reported", "request-1"],
    ["interaction.reported", "request-2"],
  ]);
});

it("skips what cannot be done without an ad, says so, and goes on", async () => {
  const run = await runInline(
    withSteps([{ request: "level-end" }, "show", { advance: "1s" }], { device: {} }),
  );

  expect(run.events.filter(({ type }) => type.startsWith("step."))).toEqual([
    { type: "step.started", atMs: 0, step: 1, text: "request level-end", scope: "sdk" },
    { type: "step.started", atMs: 20, step: 2, text: "show", scope: "sdk" },
    { type: "step.skipped", atMs: 20, step: 2, text: "show", detail: "request-1 got no ad" },
    { type: "step.started", atMs: 20, step: 3, text: "advance 1s", scope: "device" },
  ]);
  expect(run.events.at(-1)).toEqual({ type: "session.finished", atMs: 1_020 });
});

it("shows an ad a second time only in words: the SDK refuses and the session goes on", async () => {
  const run = await runInline(withSteps([{ request: "level-end" }, "show", "show"]));

  expect(run.events.filter(({ type }) => type === "ad.shown")).toHaveLength(1);
  expect(run.events.at(-1)?.type).toBe("session.finished");
});

it("moves the clock with `advance`, and what depends on it with the clock", async () => {
  const startsAt = "2024-03-01T00:00:00Z";
  const expiring = { ...anAudience(2), expirationTime: "2024-03-03T00:00:00Z" };
  const run = await runInline(
    withSteps([{ request: "level-end" }, { advance: "3d" }, { request: "level-end" }], {
      device: { startsAt, customAudiences: [expiring] },
    }),
  );

  expect(run.requests.map(({ result }) => result.kind)).toEqual(["filled", "no-fill"]);
});

it("joins and leaves audiences between requests", async () => {
  const leave = { buyer: "shoes.example", name: "runners" };
  const run = await runInline(
    withSteps(
      [
        { request: "level-end" },
        { join: anAudience(2) },
        { request: "level-end" },
        { leave },
        { request: "level-end" },
      ],
      { device: {} },
    ),
  );

  expect(run.requests.map(({ result }) => result.kind)).toEqual(["no-fill", "filled", "no-fill"]);
});

it("sends the data of an event step to the beacons that were registered", async () => {
  const run = await runInline(
    withSteps([{ request: "level-end" }, "show", { event: "click", data: { x: 1 } }]),
  );

  expect(run.events.filter(({ type }) => type === "report.sent").at(-1)).toMatchObject({
    key: "click",
    method: "POST",
    uri: "https://ssp.example/report/click",
    status: 204,
  });
});

it("waits for the pings of a step before the next begins", async () => {
  const run = await runInline(
    withSteps([{ request: "level-end" }, "show", { advance: "1ms" }], {
      network: { routes: [{ url: "https://ssp.example/report", latencyMs: 700 }] },
    }),
  );

  const types = run.events.map(({ type }) => type);
  expect(types.lastIndexOf("report.sent")).toBeLessThan(types.lastIndexOf("step.started"));
});

it("tells views and clicks of a network that has no reports on the device", async () => {
  const run = await runInline(
    aWaterfall({
      nodes: [{ networkId: "alpha", ecpmUsd: 1 }],
      networks: { alpha: filling(1) },
      scenario: { steps: [{ request: "level-end" }, "show", "view", "click"] },
    }),
  );

  expect(run.events.filter(({ type }) => type === "interaction.reported")).toHaveLength(2);
});

it("says that an ad is not shown a second time", async () => {
  const { events } = await runInline(withSteps([{ request: "level-end" }, "show", "show"]));

  expect(events.filter(({ type }) => type === "step.skipped")).toMatchObject([
    { step: 3, text: "show", detail: "ad-1 was shown already" },
  ]);
});
