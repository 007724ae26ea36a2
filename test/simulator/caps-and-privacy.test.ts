import { expect, it } from "vitest";
import { parseScenario } from "../../simulator/index.ts";
import type { MediationEvent } from "../../sdk/index.ts";
import { aWaterfall, filling, runInline } from "../support/a-waterfall.ts";
import { errorOf } from "../support/error-of.ts";

/** Consents to vendors 2, 8 and 12. */
const tcString = "CP3tAUAP3tAUAAKABAENDIEgALAAAAAAAAAAAGEEQAAAAAAA";

/** Everything that differs in what two nodes of a scenario may do. */
async function runWalk(changes: {
  readonly node?: object;
  readonly app?: object;
  readonly slot?: object;
  readonly steps: readonly unknown[];
}): Promise<readonly MediationEvent[]> {
  const base = aWaterfall({
    firstParty: null,
    networks: { alpha: filling(3), beta: filling(2) },
    nodes: [
      { networkId: "alpha", ecpmUsd: 3, ...changes.node },
      { networkId: "beta", ecpmUsd: 2 },
    ],
  });
  const { events } = await runInline({
    ...base,
    app: { ...base.app, ...changes.app },
    slots: { "level-end": { format: "interstitial", ...changes.slot } },
    steps: changes.steps as NonNullable<typeof base.steps>,
  });
  return events;
}

function rulesIn(events: readonly MediationEvent[]): readonly string[] {
  return events.flatMap((event) =>
    event.type === "node.skipped" || event.type === "request.refused"
      ? [`${event.requestId} ${event.type} ${event.rule}`]
      : [],
  );
}

it("hands caps of app, slot and node on to whoever heeds them", async () => {
  const events = await runWalk({
    node: { cap: { impressions: 1, windowMs: 86_400_000 } },
    slot: { cap: { impressions: 2, windowMs: 3_600_000 } },
    app: { mediation: { caps: { app: { minIntervalMs: 60_000 } } } },
    steps: [
      { request: "level-end" },
      "show",
      { request: "level-end" },
      { advance: "1m" },
      { request: "level-end" },
      "show",
      { advance: "1m" },
      { request: "level-end" },
    ],
  });

  expect(rulesIn(events)).toEqual([
    "request-2 request.refused impression-paced",
    "request-3 node.skipped impression-cap-reached",
    "request-4 request.refused impression-cap-reached",
  ]);
});

it("begins with what the app says the user allows, until a step says otherwise", async () => {
  const events = await runWalk({
    node: { privacy: { tcfVendorId: 755 } },
    app: { privacy: { gdprApplies: true, tcString } },
    steps: [
      { request: "level-end" },
      { setPrivacySettings: { gdprApplies: false, usPrivacy: "1YNN" } },
      { request: "level-end" },
      { setPrivacySettings: {} },
      { setPrivacySettings: { gdprApplies: true, tcString } },
      { request: "level-end" },
    ],
  });

  expect(rulesIn(events)).toEqual([
    "request-1 node.skipped privacy-not-allowed",
    "request-3 node.skipped privacy-not-allowed",
  ]);
  expect(
    events.flatMap((event) => (event.type === "privacy.changed" ? [event.changed.join(" ")] : [])),
  ).toEqual(["gdprApplies tcString usPrivacy", "gdprApplies usPrivacy", "gdprApplies tcString"]);
  expect(
    events.flatMap((event) => (event.type === "step.started" ? [event.text] : [])),
  ).toMatchObject([
    "request level-end",
    "setPrivacySettings gdprApplies false, usPrivacy 1YNN",
    "request level-end",
    "setPrivacySettings nothing",
    "setPrivacySettings gdprApplies true, tcString CP3tAUAP3tAUAAKA…",
    "request level-end",
  ]);
});

const head = `version: 1
app: { appId: com.example.game }
`;

it.each([
  [
    "{}",
    ":3:39  slots.home.cap: a cap has impressions with windowMs, or minIntervalMs, or all of them",
  ],
  [
    "{ impressions: 3 }",
    ":3:39  slots.home.cap: impressions and windowMs go together: so many within so long",
  ],
  [
    "{ windowMs: 100 }",
    ":3:39  slots.home.cap: impressions and windowMs go together: so many within so long",
  ],
  ["{ minIntervalMs: 0 }", ":3:56  slots.home.cap.minIntervalMs: expected more than 0, got 0"],
  [
    "{ impressions: -1, windowMs: 9 }",
    ":3:54  slots.home.cap.impressions: expected more than 0, got -1",
  ],
  [
    "{ impressions: 1.5, windowMs: 9 }",
    ":3:54  slots.home.cap.impressions: expected a whole number, got 1.5",
  ],
  ["3", ":3:39  slots.home.cap: expected a map, got 3"],
])("says what is wrong with a cap of %s", async (cap, problem) => {
  const text = `${head}slots: { home: { format: banner, cap: ${cap} } }\n`;

  const { message } = await errorOf(() => parseScenario(text, { path: "s.yaml" }));

  expect(message).toBe(`Cannot use scenario "s.yaml": 1 problem\n  s.yaml${problem}`);
});
