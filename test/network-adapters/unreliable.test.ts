import { expect, it } from "vitest";
import { NETWORK_ADAPTERS } from "../../network-adapters/index.ts";
import { unreliable } from "../../network-adapters/unreliable/index.ts";
import {
  BidResultSchema,
  defineNetworkAdapter,
  InitializationResultSchema,
  LoadResultSchema,
  ShowResultSchema,
  SignalsResultSchema,
  z,
  type Network,
  type NetworkAdapter,
  type NetworkFill,
} from "../../sdk/adapter-kit.ts";
import type { MediationEvent } from "../../sdk/index.ts";
import { describeNetworkAdapterContract } from "../contract/network-adapter.contract.ts";
import { aFillingAdapter, aMediation } from "../support/a-mediation.ts";
import { aBidRequest, aLoadRequest, aNetworkWorld } from "../support/a-network-environment.ts";
import { errorOf } from "../support/error-of.ts";

describeNetworkAdapterContract(unreliable, { behaviour: "slow" });
describeNetworkAdapterContract(unreliable, { behaviour: "slow", chance: 0.5, reports: "throws" });
describeNetworkAdapterContract(unreliable, { behaviour: "answering-twice", latencyMs: 5 });

describeNetworkAdapterContract(unreliable, { behaviour: "slow", when: "bid", delayMs: 5 });
describeNetworkAdapterContract(unreliable, { behaviour: "expired", expiresInMs: 500 });
describeNetworkAdapterContract(unreliable, { behaviour: "slow", when: "signals", delayMs: 5 });
for (const wraps of [
  { adapter: "fixed-price", options: { cpmUsd: 2, fillRate: 0.5 } },
  { adapter: "price-distribution", options: { meanCpmUsd: 2 } },
  { adapter: "unreliable", options: { behaviour: "slow", delayMs: 2 } },
]) {
  describeNetworkAdapterContract(unreliable, { behaviour: "slow", delayMs: 1, wraps });
}

/** The adapter in a world in which all that ship, and the given ones, can be wrapped. */
function withOthers(
  adapter: NetworkAdapter,
  others: readonly NetworkAdapter[] = [],
): NetworkAdapter {
  return {
    ...adapter,
    connect(options, environment) {
      const connect = (adapterId: string, wrapped: unknown): Network => {
        const found = [...NETWORK_ADAPTERS, ...others].find(({ id }) => id === adapterId);
        if (found === undefined) throw new Error(`there is no ${adapterId}`);
        return found.connect(wrapped, world);
      };
      const world = { ...environment, connect };
      return adapter.connect(options, world);
    },
  };
}

const { signal } = new AbortController();
const fill = { kind: "fill", renderUri: "https://unreliable.example/ad", cpmUsd: 1 };
const noFill = { kind: "no-fill", reason: "no ad this time" };
const error = { kind: "error", error: { code: "ERR_ALPHA", message: "broken" } };

/** A walk past the network to one that always fills, both told by the events of their nodes. */
async function walkPast(options: object) {
  const mediation = await aMediation({
    adapters: [unreliable, aFillingAdapter("backfill", 1)],
    nodes: [
      { nodeId: "alpha", adapter: "unreliable", options, timeoutMs: 5_000 },
      { nodeId: "backfill" },
    ],
  });
  const result = await mediation.requestAd();
  return { ...mediation, result, ends: mediation.events.flatMap(tellEnd) };
}

function tellEnd(event: MediationEvent): readonly string[] {
  switch (event.type) {
    case "node.filled":
      return [`${event.nodeId} filled after ${event.latencyMs} ms`];
    case "node.unfilled":
    case "node.failed":
    case "node.timed-out":
      return [`${event.nodeId} ${event.rule} after ${event.latencyMs} ms`];
    case "adapter.logged":
      return [`${event.networkId} logged: ${event.message}`];
    default:
      return [];
  }
}

it.each([
  ["slow", ["alpha node-timed-out after 5000 ms", "backfill filled after 0 ms"]],
  ["hanging", ["alpha node-timed-out after 5000 ms", "backfill filled after 0 ms"]],
  ["late", ["alpha node-timed-out after 5000 ms", "backfill filled after 0 ms"]],
  ["throwing", ["alpha adapter-failed after 80 ms", "backfill filled after 0 ms"]],
  ["lying", ["alpha adapter-result-invalid after 80 ms", "backfill filled after 0 ms"]],
  [
    "answering-twice",
    [
      "alpha logged: called back a second time; its first answer stands",
      "alpha filled after 80 ms",
    ],
  ],
])("cannot break the walk by being %s (spec: mediation 2.2)", async (behaviour, ends) => {
  const walk = await walkPast({ behaviour });

  expect(walk.ends).toEqual(ends);
  expect(walk.result.kind).toBe("filled");
});

it.each([{ outcome: fill }, { outcome: noFill }, { outcome: error }])(
  "is slow with any outcome: $outcome.kind",
  async ({ outcome }) => {
    const { environment, clock } = aNetworkWorld();
    const options = { behaviour: "slow", latencyMs: 20, delayMs: 71_137, outcome };

    const answer = await unreliable.connect(options, environment).load(aLoadRequest(), signal);

    expect([answer, clock.elapsedMs()]).toEqual([outcome, 71_157]);
  },
);

it("answers late: after the walk gave up, and as if nothing had happened", async () => {
  const { environment, clock } = aNetworkWorld();
  const walk = new AbortController();
  const network = unreliable.connect({ behaviour: "late", delayMs: 300 }, environment);

  const loading = network.load(aLoadRequest(), walk.signal);
  await clock.sleep(1_000);
  walk.abort(new Error("the walk moved on"));

  expect([await loading, clock.elapsedMs()]).toEqual([fill, 1_300]);
});

it("gives its first answer when it answers twice", async () => {
  const options = { behaviour: "answering-twice", outcome: { kind: "fill", cpmUsd: 3 } };
  const network = unreliable.connect(options, aNetworkWorld().environment);

  const answer = await network.load(aLoadRequest(), signal);

  expect(answer).toEqual({ ...fill, cpmUsd: 3 });
});

it("keeps its word as often as its chance leaves it", async () => {
  const { environment } = aNetworkWorld();
  const network = unreliable.connect({ behaviour: "throwing", chance: 0.2 }, environment);

  let thrown = 0;
  for (let request = 1; request <= 1_000; request += 1) {
    const asked = aLoadRequest({ requestId: `request-${request}` });
    await network.load(asked, signal).catch(() => (thrown += 1));
  }

  expect(thrown).toBeGreaterThan(160);
  expect(thrown).toBeLessThan(240);
});

it.each([0, 1])("leaves nothing to luck with a chance of %i", async (chance) => {
  const network = unreliable.connect(
    { behaviour: "throwing", chance },
    aNetworkWorld().environment,
  );

  const settled = await Promise.allSettled(
    Array.from({ length: 50 }, (_none, index) =>
      network.load(aLoadRequest({ nodeId: `node-${index}` }), signal),
    ),
  );

  const statuses = new Set(settled.map(({ status }) => status));
  expect([...statuses]).toEqual([chance === 1 ? "rejected" : "fulfilled"]);
});

it("misbehaves by node and request: asked again in between, it does the same", async () => {
  const options = { behaviour: "throwing", chance: 0.5 };
  const tell = async (nodeIds: readonly string[]) => {
    const network = unreliable.connect(options, aNetworkWorld().environment);
    const kept: string[] = [];
    for (const nodeId of nodeIds) {
      await network.load(aLoadRequest({ nodeId }), signal).then(
        () => kept.push(nodeId),
        () => undefined,
      );
    }
    return kept;
  };

  const kept = await tell(["a", "b", "c", "d", "e", "f"]);

  expect(await tell(["f", "e", "d", "c", "b", "a"])).toEqual(kept.toReversed());
  expect(kept.length).toBeGreaterThan(0);
  expect(kept.length).toBeLessThan(6);
});

it("reports as if nothing were wrong unless told otherwise", async () => {
  const { result } = await walkPast({ behaviour: "slow", chance: 0 });
  if (result.kind !== "filled") throw new Error("expected a fill");
  await result.ad.show();

  await expect(result.ad.reportImpression()).resolves.toBeUndefined();
  await expect(result.ad.reportEvent("click")).resolves.toBeUndefined();
});

it.each([
  ["throws", "its reports throw, as its options say"],
  ["hangs", "it did not report within 5000 ms"],
])("fails to report when its reports say %s", async (reports, why) => {
  const { result } = await walkPast({ behaviour: "slow", chance: 0, reports });
  if (result.kind !== "filled") throw new Error("expected a fill");
  const { ad } = result;
  await ad.show();

  const failures = [
    await errorOf(() => ad.reportImpression()),
    await errorOf(() => ad.reportEvent("click")),
  ];

  expect(failures.map(({ code }) => code)).toEqual([
    "ERR_SDK_REPORT_FAILED",
    "ERR_SDK_REPORT_FAILED",
  ]);
  expect(failures.map(({ message }) => message.endsWith(why))).toEqual([true, true]);
});

it.each([
  [{}, "behaviour"],
  [{ behaviour: "moody" }, "behaviour"],
  [{ behaviour: "slow", chance: 1.5 }, "chance"],
  [{ behaviour: "slow", delayMs: -1 }, "delayMs"],
  [{ behaviour: "slow", latencyMs: 0.5 }, "latencyMs"],
  [{ behaviour: "slow", outcome: { kind: "fill" } }, "outcome.cpmUsd"],
  [{ behaviour: "slow", outcome: { kind: "timeout" } }, "outcome.kind"],
  [{ behaviour: "slow", reports: "sometimes" }, "reports"],
  [{ behaviour: "slow", when: "lunch" }, "when"],
  [{ behaviour: "expired", when: "bid" }, "when"],
  [{ behaviour: "no-show", when: "load" }, "when"],
  [{ behaviour: "expired", expiresInMs: 0 }, "expiresInMs"],
  [{ behaviour: "slow", wraps: { options: {} } }, "wraps.adapter"],
  [{ behaviour: "slow", wraps: { adapter: "a", option: {} } }, "wraps"],
  [{ behaviour: "slow", wraps: { adapter: "fixed-price" }, outcome: fill }, "outcome"],
])("refuses %o because of %s", async (options, key) => {
  const refusal = await errorOf(() => unreliable.connect(options, aNetworkWorld().environment));

  expect(refusal.code).toBe("ERR_CONFIG_INVALID");
  expect(refusal.message).toContain(`at ${key}`);
});

/** A network that can do everything, and tells what it is asked. */
function aFullNetwork(asked: string[]): NetworkAdapter {
  const note = <Answer>(question: string, answer: Answer): Answer => {
    asked.push(question);
    return answer;
  };
  return defineNetworkAdapter({
    id: "full",
    options: z.looseObject({}),
    connect: () => ({
      initialize: async () => note("initialize", { kind: "initialized" }),
      collectSignals: async () => note("signals", { kind: "signals", signals: { token: 7 } }),
      requestBid: async () => note("bid", { kind: "bid", cpmUsd: 4 }),
      load: async () =>
        note("load", { kind: "fill", renderUri: "https://full.example/", cpmUsd: 4 }),
      show: async () => note("show", { kind: "shown", paidCpmUsd: 3.9 }),
      onBidWon: () => note("won", undefined),
      onBidLost: () => note("lost", undefined),
      invalidate: async () => note("invalidate", undefined),
      updatePrivacySettings: () => note("privacy", undefined),
      reveal: () => note("reveal", { cpmUsd: 5 }),
      reportImpression: async () => note("impression", undefined),
      reportEvent: async () => note("event", undefined),
      dispose: async () => note("dispose", undefined),
    }),
  });
}

const ad: NetworkFill = { kind: "fill", renderUri: "https://full.example/", cpmUsd: 4 };
const origin = { requestId: "request-1", nodeId: "node-1" };
const showing = {
  requestId: "request-1",
  adId: "ad-1",
  slot: aLoadRequest().slot,
  timeoutMs: 5_000,
  origin,
};
const notice = { ...origin, bid: { kind: "bid", cpmUsd: 4 } } as const;

/** What the network answers to every question there is, in order; what it throws is an answer, too. */
async function askEverything(network: Network): Promise<readonly unknown[]> {
  const questions = [
    async () => network.initialize?.(signal),
    async () => network.collectSignals?.(aBidRequest(), signal),
    async () => network.requestBid?.(aBidRequest(), signal),
    async () => network.load(aLoadRequest(), signal),
    async () => network.show?.(ad, showing, signal),
    async () => network.onBidWon?.({ ...notice, cpmUsd: 4 }),
    async () => network.onBidLost?.({ ...notice, lossReason: 102, winnerCpmUsd: 5 }),
    async () => network.invalidate?.(ad),
    async () => network.updatePrivacySettings?.({ childDirected: true }, ["childDirected"]),
    async () => network.reveal?.(aBidRequest()),
    async () => network.reportImpression?.(ad, origin),
    async () => network.reportEvent?.(ad, { key: "click", data: "" }, origin),
    async () => network.dispose?.(),
  ];
  const answers: unknown[] = [];
  for (const question of questions) {
    answers.push(await question().catch((thrown: Error) => thrown.message));
  }
  return answers;
}

/** A network around one that can do everything, and what that one is asked. */
function wrapAll(options: object) {
  const asked: string[] = [];
  const adapter = withOthers(unreliable, [aFullNetwork(asked)]);
  const wraps = { adapter: "full", options: {} };
  const network = adapter.connect({ wraps, ...options }, aNetworkWorld().environment);
  return { network, asked };
}

it("hands everything through to the network that it wraps", async () => {
  const plain: string[] = [];
  const full = aFullNetwork(plain).connect({}, aNetworkWorld().environment);
  const { network, asked } = wrapAll({ behaviour: "throwing", chance: 0 });

  const [expected, answers] = [await askEverything(full), await askEverything(network)];

  expect(answers).toEqual(expected);
  expect(asked).toEqual(plain);
});

it.each(["initialize", "signals", "bid", "load", "show"])(
  "breaks its word when it is asked to %s, and at nothing else",
  async (when) => {
    const well = await askEverything(wrapAll({ behaviour: "slow", chance: 0 }).network);

    const broken = await askEverything(wrapAll({ behaviour: "throwing", when }).network);

    const differing = broken.flatMap((answer, index) =>
      JSON.stringify(answer) === JSON.stringify(well[index]) ? [] : [[index, answer]],
    );
    const index = ["initialize", "signals", "bid", "load", "show"].indexOf(when);
    expect(differing).toEqual([[index, "it breaks, as its options say"]]);
  },
);

it.each(["initialize", "signals", "show"] as const)(
  "can be asked to %s when that is what it spoils, whomever it wraps",
  async (when) => {
    const wraps = { adapter: "fixed-price", options: { cpmUsd: 2 } };
    const network = withOthers(unreliable).connect(
      { behaviour: "slow", delayMs: 0, when, wraps },
      aNetworkWorld().environment,
    );

    const answers = await askEverything(network);

    const added = { initialize: 0, signals: 1, show: 4 };
    const proper = [{ kind: "initialized" }, { kind: "signals", signals: {} }, { kind: "shown" }];
    expect([0, 1, 4].map((at) => answers[at])).toEqual(
      [0, 1, 4].map((at, index) => (at === added[when] ? proper[index] : undefined)),
    );
  },
);

it.each(["bid", "load", "show", "initialize", "signals"])(
  "lies when it is asked to %s in a form that no contract allows",
  async (when) => {
    const { network } = wrapAll({ behaviour: "lying", when });

    const answers = await askEverything(network);

    const schemas = [
      InitializationResultSchema,
      SignalsResultSchema,
      BidResultSchema,
      LoadResultSchema,
      ShowResultSchema,
    ];
    const names = ["initialize", "signals", "bid", "load", "show"];
    const refused = schemas.flatMap((schema, index) =>
      schema.safeParse(answers[index]).success ? [] : [names[index]],
    );
    expect(refused).toEqual([when]);
  },
);

it("has an ad that can be kept for hardly any time when it is to expire", async () => {
  const short = wrapAll({ behaviour: "expired" });
  const longer = wrapAll({ behaviour: "expired", expiresInMs: 700 });

  const answers = [
    await short.network.load(aLoadRequest(), signal),
    await longer.network.load(aLoadRequest(), signal),
  ];

  expect(answers).toEqual([
    { ...ad, expiresInMs: 1 },
    { ...ad, expiresInMs: 700 },
  ]);
});

it("has nothing to let expire where it has no ad", async () => {
  const outcome = { kind: "no-fill", reason: "no ad" };
  const options = { behaviour: "expired", outcome };

  const answer = await unreliable
    .connect(options, aNetworkWorld().environment)
    .load(aLoadRequest(), signal);

  expect(answer).toEqual(outcome);
});

it("loads its ad, and then does not show it", async () => {
  const { network, asked } = wrapAll({ behaviour: "no-show" });

  const answers = [
    await network.load(aLoadRequest(), signal),
    await network.show?.(ad, showing, signal),
  ];

  expect(answers).toEqual([
    ad,
    { kind: "not-shown", reason: "it cannot show its ad, as its options say" },
  ]);
  expect(asked).toEqual(["load"]);
});

it.each([
  [{ kind: "fill", cpmUsd: 3 }, { kind: "bid", cpmUsd: 3 }, { cpmUsd: 3 }],
  [{ kind: "no-fill", reason: "dry" }, { kind: "no-bid", reason: "dry" }, undefined],
  [error, error, undefined],
])("bids with its own outcome: $kind", async (outcome, bid, revealed) => {
  const options = { behaviour: "slow", delayMs: 0, outcome };
  const network = unreliable.connect(options, aNetworkWorld().environment);

  expect(await network.requestBid?.(aBidRequest(), signal)).toMatchObject(bid);
  expect(network.reveal?.(aBidRequest())).toEqual(revealed);
});

/** So many of these adapters around each other. */
function nest(layers: number): object {
  const wraps = layers > 1 && { wraps: { adapter: "unreliable", options: nest(layers - 1) } };
  return { behaviour: "slow", ...wraps };
}

it("refuses to wrap itself without end", async () => {
  const endless: { behaviour: string; wraps?: object } = { behaviour: "slow" };
  endless.wraps = { adapter: "unreliable", options: endless };
  const connect = (options: object) =>
    withOthers(unreliable).connect(options, aNetworkWorld().environment);

  const refusals = [
    await errorOf(() => connect(endless)),
    await errorOf(() => connect(nest(10))),
  ].map(({ code, message }) => [code, message]);

  const message =
    'Invalid options for network adapter "unreliable": it wraps itself more than 8 times over.';
  expect(refusals).toEqual(Array.from({ length: 2 }, () => ["ERR_CONFIG_INVALID", message]));
  expect(connect(nest(9))).toBeDefined();
});

it.each([
  ["an adapter that there is not", { adapter: "fixed-prise" }, 'No adapter "fixed-prise"'],
  ["options that it refuses", { adapter: "backfill", options: { cpm: 1 } }, "cpm"],
])("skips the node when it wraps %s", async (_what, wraps, why) => {
  const backfill = defineNetworkAdapter({
    id: "backfill",
    options: z.strictObject({}),
    connect: () => ({ load: async () => ({ kind: "no-fill", reason: "none" }) }),
  });
  const mediation = await aMediation({
    adapters: [unreliable, backfill],
    nodes: [{ nodeId: "alpha", adapter: "unreliable", options: { behaviour: "slow", wraps } }],
  });

  const { ledger } = await mediation.requestAd();

  expect(ledger[0]).toMatchObject({
    rule: "adapter-options-invalid",
    detail: expect.stringContaining(why),
  });
});
