import { expect, it } from "vitest";
import { aWaterfall, filling, runInline, type WaterfallInput } from "../support/a-waterfall.ts";
import { tellWalk } from "../support/tell-walk.ts";

const beta: WaterfallInput = {
  bid: 3,
  networks: { beta: filling(2) },
  nodes: [{ networkId: "beta", ecpmUsd: 2 }],
};

function withScenario(scenario: WaterfallInput["scenario"]) {
  return runInline(aWaterfall({ ...beta, scenario: scenario ?? {} }));
}

it("changes conditions between two requests, and back (spec: on-device 2.8, 6.5)", async () => {
  const run = await withScenario({
    steps: [
      { request: "level-end" },
      { set: { consent: "revoked" } },
      { request: "level-end" },
      { set: { consent: "given" } },
      { request: "level-end" },
    ],
  });

  const winners = run.requests.map(({ result }) =>
    result.kind === "filled" ? result.ad.networkId : result.kind,
  );
  expect(winners).toEqual(["ssp", "beta", "ssp"]);
});

it("finds the phone as the scenario has it, with its audiences joined all the same", async () => {
  const run = await withScenario({
    device: {
      customAudiences: [{ buyer: "shoes.example", name: "runners" }],
      conditions: { consent: "revoked", enrolledAdTechs: { allBut: ["x.example"] } },
    },
    steps: [],
  });

  expect(run.events.map((event) => event.type)).toEqual([
    "session.started",
    "audience.joined",
    "conditions.changed",
    "session.finished",
  ]);
});

it("takes an empty address for no ad of the first party (spec: on-device 2.8)", async () => {
  const run = await withScenario({
    device: { conditions: { consent: "revoked" } },
    steps: [{ request: "level-end" }],
  });

  expect(tellWalk(run.events)).toContain("first-party.passed (first-party-no-ad)");
});

it("throttles a walk on a device with Android's own flags (spec: on-device 6.3)", async () => {
  const run = await withScenario({
    profile: "android",
    device: {
      customAudiences: [
        { buyer: "shoes.example", name: "runners" },
        { buyer: "shoes.example", name: "walkers" },
      ],
    },
    steps: [{ request: "level-end" }, { request: "level-end" }],
  });

  expect(run.ledger.map(({ rule }) => rule)).toContain("call-throttled");
});

it("names the conditions that a step changes", async () => {
  const run = await withScenario({
    steps: [{ set: { consent: "revoked", appInForeground: false, allowedApps: ["a"] } }],
  });

  expect(run.events.flatMap((event) => (event.type === "step.started" ? event.text : []))).toEqual([
    'set consent revoked, appInForeground false, allowedApps ["a"]',
  ]);
});

it("refuses conditions that do not exist, at their place", async () => {
  const conditions = { consnt: "revoked" } as object;

  const loading = withScenario({ device: { conditions }, steps: [{ set: {} }] });

  await expect(loading).rejects.toThrow(
    /device\.conditions\.consnt: unknown key, did you mean "consent"\?\n.*steps\[0\]\.set: expected at least one condition/,
  );
});
