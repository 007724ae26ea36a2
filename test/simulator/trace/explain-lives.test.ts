import { expect, it } from "vitest";
import { collectLedger, type MediationEvent, type MediationEventType } from "../../../sdk/index.ts";
import {
  prepareScenario,
  runScenario,
  summarizeTrace,
  type ScenarioInput,
} from "../../../simulator/index.ts";
import { aScenario } from "../../support/a-scenario.ts";
import { findUntoldAds, findUntoldNodes, tell, untold } from "../../support/tell-trace.ts";

type Slot = NonNullable<ScenarioInput["slots"]>[string];
type Mediation = NonNullable<ScenarioInput["app"]["mediation"]>;

interface Life {
  readonly steps: NonNullable<ScenarioInput["steps"]>;
  readonly options?: object;
  readonly node?: object;
  readonly slot?: Partial<Slot>;
  readonly mediation?: Mediation;
}

/** One node of an unreliable network that works, but for what a test has it do. */
async function run({ steps, options, node, slot, mediation = {} }: Life) {
  const scenario = aScenario({
    app: { appId: "com.example.game", mediation },
    slots: { home: { format: "banner", ...slot } },
    networks: {
      alpha:
        options === undefined
          ? { adapter: "fixed-price", options: { cpmUsd: 3 } }
          : { adapter: "unreliable", options: { ...options } },
    },
    adServer: {
      slots: {
        home: {
          kind: "chain",
          nodes: [{ networkId: "alpha", ecpmUsd: 4, timeoutMs: 100, ...node }],
        },
      },
    },
    steps,
  });
  const { events } = await runScenario(await prepareScenario(scenario));
  return events;
}

const request = { request: "home" } as const;
const show = { show: "home" } as const;
const anHour = { impressions: 1, windowMs: 3_600_000 };

const LIVES: Readonly<Record<string, Life & { readonly has: readonly MediationEventType[] }>> = {
  "that waits in a cache": {
    steps: [{ prefetch: "home" }, { advance: "1m" }, request, show],
    has: ["ad.cached", "ad.taken", "revenue.paid"],
  },
  "that expires in its cache": {
    mediation: { adExpiryMs: 60_000 },
    steps: [{ prefetch: "home" }, { advance: "2m" }],
    has: ["ad.cached", "ad.expired"],
  },
  "that its network does not show": {
    options: { behaviour: "no-show" },
    steps: [request, show],
    has: ["ad.show-failed"],
  },
  "whose slot has a cap": {
    slot: { cap: anHour },
    steps: [request, show, request],
    has: ["request.refused"],
  },
  "whose node has a cap": {
    node: { cap: anHour },
    steps: [request, show, request],
    has: ["node.skipped"],
  },
  "that the user does not allow": {
    node: { privacy: { tcfVendorId: 7 } },
    steps: [{ setPrivacySettings: { gdprApplies: true } }, request],
    has: ["privacy.changed", "node.skipped"],
  },
  "whose network cannot be initialized": {
    options: { behaviour: "throwing", when: "initialize" },
    steps: [request],
    has: ["network.uninitialized", "node.skipped"],
  },
  "that comes late and is kept": {
    options: { behaviour: "late", delayMs: 50 },
    mediation: { lateAnswers: "cache" },
    steps: [request, { advance: "1s" }, request, show],
    has: ["node.answered-late", "node.filled", "ad.shown"],
  },
  "that takes the place of another": {
    slot: { refreshMs: 30_000 },
    steps: [request, show, { advance: "40s" }, { hide: "home" }],
    has: ["slot.refreshed", "ad.hidden"],
  },
  "that has a reward": {
    slot: { format: "rewarded", reward: { type: "coins", amount: 5 } },
    steps: [request, show, { click: "home" }, { reward: "home" }, { hide: "home" }],
    has: ["reward.earned", "interaction.reported"],
  },
  "that its network is in error about": {
    options: {
      behaviour: "slow",
      delayMs: 1,
      outcome: { kind: "error", error: { code: "E7", message: "no licence" } },
    },
    steps: [request],
    has: ["node.failed"],
  },
};

it.each(Object.entries(LIVES))("tells the life of an ad %s", async (_what, { has, ...life }) => {
  const events: readonly MediationEvent[] = await run(life);

  const text = tell(events);
  const ofAds = tell(events, { nodeId: "alpha" });

  const types = new Set(events.map(({ type }) => type));
  expect(has.filter((type) => !types.has(type))).toEqual([]);
  expect(untold(text, collectLedger(events))).toEqual([]);
  expect([findUntoldAds(events), findUntoldNodes(events)]).toEqual([[], []]);
  expect(text + ofAds).not.toMatch(/unknown|undefined|\[object|\bNaN\b|(?<!received )\bnull\b/i);
});

it.each([
  ["that expires in its cache", "For request-1, it expired before it was shown."],
  ["that its network does not show", "For request-1, its network could not show it."],
  ["that waits in a cache", "It was shown for request-1."],
  ["that comes late and is kept", "It was shown for request-2."],
])("says in the end of an ad %s what became of it", async (what, verdict) => {
  const events = await run(LIVES[what] ?? { steps: [] });
  const adUri = events.find((event) => event.type === "ad.selected")?.renderUri ?? "";

  const text = tell(events, { adUri });

  expect(text.split("\n")[1]).toContain(verdict);
});

it("counts caps, loads and money of real runs", async () => {
  const capped = summarizeTrace(await run(LIVES["whose slot has a cap"] ?? { steps: [] }));
  const kept = summarizeTrace(await run(LIVES["that comes late and is kept"] ?? { steps: [] }));

  const [alpha] = kept.networks;
  expect(capped.requests).toMatchObject({
    adRequests: 1,
    cappedRequests: 1,
    capHitRate: 0.5,
    revenueMicros: 3_000,
    observedEcpmUsd: 3,
    rpmUsd: 3,
  });
  expect(capped.networks[0]?.rankPriceDiscrepancy).toBe(-0.25);
  expect(alpha).toMatchObject({
    attempts: 1,
    timeouts: 1,
    lateRate: 1,
    cacheFills: 1,
    loads: 1,
    wastedLoads: 0,
  });
});

const OUTCOMES = [
  "fill",
  "no-fill",
  "no-bid",
  "error",
  "timeout",
  "slow",
  "late",
  "throw",
  "answer-twice",
  "lie",
  "expired",
  "no-show",
] as const;

/** Three networks, the first forced, and their values revealed. */
async function force(flow: Mediation["flow"], outcome: (typeof OUTCOMES)[number]) {
  const bids = flow === "waterfall" ? {} : { bids: true };
  const scenario = aScenario({
    app: { appId: "com.example.game", mediation: { flow } },
    slots: { home: { format: "banner" } },
    networks: {
      alpha: { adapter: "fixed-price", options: { cpmUsd: 3 } },
      beta: { adapter: "fixed-price", options: { cpmUsd: 5 } },
    },
    adServer: {
      slots: {
        home: {
          kind: "chain",
          nodes: [
            { networkId: "alpha", ecpmUsd: 4, timeoutMs: 100, ...bids },
            { networkId: "beta", ecpmUsd: 2, timeoutMs: 100, ...bids },
          ],
        },
      },
    },
    force: { alpha: outcome },
    revealValuations: true,
    steps: [request, show, { advance: "1h" }],
  });
  const { events } = await runScenario(await prepareScenario(scenario));
  return events;
}

const flows = ["waterfall", "programmatic", "hybrid"] as const;

it.each(flows.flatMap((flow) => OUTCOMES.map((outcome) => [flow, outcome] as const)))(
  "tells a %s whose first node is forced: %s",
  async (flow, outcome) => {
    const events = await force(flow, outcome);

    const text = tell(events);

    const told = text + tell(events, { nodeId: "alpha" });
    expect(events.some(({ type }) => type === "outcome.forced")).toBe(true);
    expect(untold(text, collectLedger(events))).toEqual([]);
    expect([findUntoldAds(events), findUntoldNodes(events)]).toEqual([[], []]);
    expect(told).not.toMatch(/unknown|undefined|\[object|\bNaN\b|(?<!received )\bnull\b/i);
  },
);

it("says what a waterfall has left on the table", async () => {
  const events = await force("waterfall", "fill");

  const { regret } = summarizeTrace(events).requests;

  expect(regret).toEqual({
    requests: 1,
    bestRpmUsd: 5,
    policyRpmUsd: 4,
    regretRpmUsd: 1,
    regretMicros: 1_000,
  });
  expect(tell(events)).toContain('Node "beta" would have paid most: 5 USD CPM, instead of 4.');
});
