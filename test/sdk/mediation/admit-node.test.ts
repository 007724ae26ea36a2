import { z } from "zod";
import { expect, it } from "vitest";
import {
  defineNetworkAdapter,
  type Network,
  type NetworkAdapter,
  type NetworkEnvironment,
} from "../../../sdk/adapter-kit.ts";
import { MediationError, type MediationEvent } from "../../../sdk/index.ts";
import { aFillingAdapter, aMediation, aResponse, anAdapter } from "../../support/a-mediation.ts";
import { tellWalk } from "../../support/tell-walk.ts";

/** Which call it is, from 1. */
type Initialize = (call: number, signal: AbortSignal, world: NetworkEnvironment) => unknown;

/** One that fills at once, when it has been initialized as the test says. */
function anInitializingAdapter(
  id: string,
  initialize: Initialize,
  capabilities: Partial<Network> = {},
): NetworkAdapter & { readonly calls: () => number } {
  let calls = 0;
  const adapter = defineNetworkAdapter({
    id,
    options: z.looseObject({}),
    connect: (_options, world) => ({
      initialize: (signal) => {
        calls += 1;
        return initialize(calls, signal, world) as ReturnType<NonNullable<Network["initialize"]>>;
      },
      load: async () => ({ kind: "fill", renderUri: `https://${id}.example/ad` }),
      ...capabilities,
    }),
  });
  return { ...adapter, calls: () => calls };
}

const initialized = { kind: "initialized" } as const;
const never = () => new Promise<never>(() => undefined);

function after(latencyMs: number, answer: unknown = initialized): Initialize {
  return async (_call, _signal, { clock }) => {
    await clock.sleep(latencyMs);
    return answer;
  };
}

/** The walk, with what became of networks. */
function tellAll(events: readonly MediationEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === "network.initialized") return [`${event.atMs} ${event.networkId} is ready`];
    if (event.type === "network.uninitialized") return [`${event.atMs} ${event.detail}`];
    return tellWalk([event]).map((line) => `${event.atMs} ${line}`);
  });
}

function endingsOf(events: readonly MediationEvent[]): readonly string[] {
  return tellWalk(events).filter((line) => /^node\.(skipped|filled)/.test(line));
}

it("initializes a network when a node first needs it, before it is asked anything", async () => {
  const { requestAd, events } = await aMediation({
    adapters: [anInitializingAdapter("alpha", after(300))],
  });

  await requestAd();

  expect(tellAll(events)).toEqual([
    "0 chain.fetched",
    "300 alpha is ready",
    "300 node.started alpha",
    "300 node.filled alpha",
    "300 ad.selected alpha as node",
  ]);
  expect(events.find(({ type }) => type === "network.initialized")).toEqual({
    type: "network.initialized",
    atMs: 300,
    requestId: "request-1",
    nodeId: "alpha",
    networkId: "alpha",
    adapter: "alpha",
    latencyMs: 300,
  });
});

it("does not initialize a network that the walk never comes to", async () => {
  const beta = anInitializingAdapter("beta", async () => initialized);
  const { requestAd } = await aMediation({ adapters: [aFillingAdapter("alpha"), beta] });

  await requestAd();

  expect(beta.calls()).toBe(0);
});

it("says nothing of networks that need no initialization", async () => {
  const { requestAd, events, clock } = await aMediation({ adapters: [aFillingAdapter("alpha")] });

  await requestAd();

  expect(events.filter(({ type }) => type.startsWith("network."))).toEqual([]);
  expect(clock.elapsedMs()).toBe(0);
});

it("initializes a network once, however many nodes and requests want it at the same time", async () => {
  const alpha = anInitializingAdapter("alpha", after(300), {
    load: async () => ({ kind: "no-fill", reason: "not today" }),
  });
  const { requestAd, events } = await aMediation({
    adapters: [alpha],
    nodes: [
      { nodeId: "a-1", networkId: "alpha", adapter: "alpha" },
      { nodeId: "a-2", networkId: "alpha", adapter: "alpha" },
    ],
  });

  await Promise.all([requestAd(), requestAd()]);
  await requestAd();

  expect(alpha.calls()).toBe(1);
  expect(events.filter(({ type }) => type === "network.initialized")).toHaveLength(1);
  expect(events.filter(({ type }) => type === "node.started")).toHaveLength(6);
});

const failures: readonly (readonly [string, Initialize, string])[] = [
  [
    "throws",
    () => {
      throw new Error("no SDK key");
    },
    'alpha could not be initialized (ERR_ADAPTER_FAILED): adapter "alpha" threw: no SDK key',
  ],
  [
    "throws an error with a hint",
    async () => {
      throw new MediationError("ERR_CONFIG_INVALID", "No key.", { hint: "Set one." });
    },
    'alpha could not be initialized (ERR_CONFIG_INVALID): adapter "alpha" threw: No key. (Set one.)',
  ],
  [
    "says what is broken",
    async () => ({ kind: "error", error: { code: "403", message: "the key is revoked" } }),
    "alpha could not be initialized (403): the key is revoked",
  ],
  ["takes too long", never, "alpha was not initialized within 700 ms"],
];

it.each(failures)("skips the nodes of a network that %s", async (_what, initialize, detail) => {
  const alpha = anInitializingAdapter("alpha", initialize);
  const { requestAd } = await aMediation({
    adapters: [alpha, aFillingAdapter("beta")],
    nodes: [
      { nodeId: "a-1", networkId: "alpha", adapter: "alpha" },
      { nodeId: "a-2", networkId: "alpha", adapter: "alpha" },
      { nodeId: "beta" },
    ],
    mediation: { initializeTimeoutMs: 700 },
  });

  const result = await requestAd();

  expect(result.ledger.map((entry) => [entry.subject, entry.rule, entry.detail])).toEqual([
    ['node "a-1"', "network-not-initialized", detail],
    ['node "a-2"', "network-not-initialized", detail],
  ]);
  expect([result.kind, alpha.calls()]).toEqual(["filled", 1]);
});

it("skips the nodes of a network whose answer breaks its contract", async () => {
  const { requestAd } = await aMediation({
    adapters: [anInitializingAdapter("alpha", async () => ({ kind: "ready" }))],
  });

  const { ledger } = await requestAd();

  expect(ledger[0]?.rule).toBe("network-not-initialized");
  expect(ledger[0]?.detail).toMatch(
    /^alpha could not be initialized \(ERR_ADAPTER_RESULT_INVALID\): the adapter's answer breaks/,
  );
});

it("tells how an initialization failed, with the time it took", async () => {
  const { requestAd, events } = await aMediation({
    adapters: [anInitializingAdapter("alpha", never)],
    mediation: { initializeTimeoutMs: 700 },
  });

  await requestAd();

  expect(events.find(({ type }) => type === "network.uninitialized")).toEqual({
    type: "network.uninitialized",
    atMs: 700,
    requestId: "request-1",
    nodeId: "alpha",
    networkId: "alpha",
    adapter: "alpha",
    status: "timed-out",
    detail: "alpha was not initialized within 700 ms",
    latencyMs: 700,
  });
});

it("tries again with the next request", async () => {
  const alpha = anInitializingAdapter("alpha", async (call) => {
    if (call === 1) throw new Error("no SDK key");
    return initialized;
  });
  const { requestAd, events } = await aMediation({ adapters: [alpha] });

  await requestAd();
  await requestAd();
  await requestAd();

  expect(alpha.calls()).toBe(2);
  expect(endingsOf(events)).toEqual([
    "node.skipped alpha (network-not-initialized)",
    "node.filled alpha",
    "node.filled alpha",
  ]);
});

it("does not try again on behalf of a request that shared a try which failed", async () => {
  const alpha = anInitializingAdapter("alpha", after(300, undefined));
  const { requestAd } = await aMediation({ adapters: [alpha] });

  await Promise.all([requestAd(), requestAd()]);

  expect(alpha.calls()).toBe(1);
});

it("never asks a network again that has no business on this device", async () => {
  const answer = { kind: "does-not-apply", reason: "this phone has no store" };
  const alpha = anInitializingAdapter("alpha", async () => answer);
  const { requestAd, events } = await aMediation({ adapters: [alpha] });

  await requestAd();
  const { ledger } = await requestAd();

  expect(alpha.calls()).toBe(1);
  expect(events.filter(({ type }) => type === "network.uninitialized")).toHaveLength(1);
  expect(ledger[0]).toMatchObject({
    requestId: "request-2",
    rule: "network-does-not-apply",
    detail: "alpha does not apply: this phone has no store",
  });
});

it("tells a network by its signal when its time is over", async () => {
  const seen: unknown[] = [];
  const alpha = anInitializingAdapter("alpha", (_call, signal, { clock }) => {
    signal.addEventListener("abort", () => seen.push(clock.elapsedMs()));
    return never();
  });
  const { requestAd } = await aMediation({
    adapters: [alpha],
    mediation: { initializeTimeoutMs: 700 },
  });

  await requestAd();

  expect(seen).toEqual([700]);
});

it("gives an initialization no more than what is left of the request", async () => {
  const { requestAd, events, clock } = await aMediation({
    adapters: [anInitializingAdapter("alpha", never), aFillingAdapter("beta")],
    mediation: { totalTimeoutMs: 200 },
  });

  await requestAd();

  expect(clock.elapsedMs()).toBe(200);
  expect(endingsOf(events)).toEqual([
    "node.skipped alpha (network-not-initialized)",
    "node.skipped beta (walk-out-of-time)",
  ]);
});

it("lets a network that is ready after its time take part in the next request", async () => {
  const alpha = anInitializingAdapter("alpha", after(500));
  const { requestAd, events, clock } = await aMediation({
    adapters: [alpha],
    mediation: { initializeTimeoutMs: 100 },
  });

  await requestAd();
  await clock.sleep(1_000);
  await requestAd();

  expect(alpha.calls()).toBe(1);
  expect(tellAll(events).filter((line) => /ready|not init|node/.test(line))).toEqual([
    "100 alpha was not initialized within 100 ms",
    "100 node.skipped alpha (network-not-initialized)",
    "500 alpha is ready",
    "1100 node.started alpha",
    "1100 node.filled alpha",
    "1100 ad.selected alpha as node",
  ]);
});

it("keeps what an earlier try came to, when a later one fails", async () => {
  const alpha = anInitializingAdapter("alpha", async (call, _signal, { clock }) => {
    await clock.sleep(call === 1 ? 150 : 80);
    return call === 1 ? initialized : undefined;
  });
  const { requestAd, events } = await aMediation({
    adapters: [alpha],
    mediation: { initializeTimeoutMs: 100 },
  });

  await requestAd();
  await requestAd();

  expect(alpha.calls()).toBe(2);
  expect(endingsOf(events)).toEqual([
    "node.skipped alpha (network-not-initialized)",
    "node.filled alpha",
  ]);
});

it("lets a request wait for another's initialization only while it has time itself", async () => {
  const alpha = anInitializingAdapter("alpha", never);
  const slow = anAdapter("slow", never);
  const nodes: Record<string, readonly string[]> = { first: ["slow", "alpha"], second: ["alpha"] };
  const { sdk, clock, events } = await aMediation({
    adapters: [slow, alpha],
    slots: [
      { slotId: "first", format: "banner" },
      { slotId: "second", format: "banner" },
    ],
    endpoint: async ({ body = "" }) => {
      const { slotId } = z.object({ slotId: z.string() }).parse(JSON.parse(body));
      const chain = nodes[slotId]?.map((nodeId) => ({
        nodeId,
        networkId: nodeId,
        adapter: nodeId,
        ecpmUsd: 1,
      }));
      return aResponse({ kind: "chain", chainId: "chain-1", nodes: chain });
    },
    mediation: { nodeTimeoutMs: 900, totalTimeoutMs: 1_000 },
  });

  const first = sdk.requestAd({ slotId: "first" });
  await clock.sleep(500);
  await Promise.all([first, sdk.requestAd({ slotId: "second" })]);

  expect(alpha.calls()).toBe(1);
  expect(
    events.flatMap((event) =>
      event.type === "node.skipped" ? [`${event.atMs} ${event.requestId}: ${event.detail}`] : [],
    ),
  ).toEqual([
    "1000 request-1: alpha was still being initialized after 100 ms, the request's last",
    "1500 request-2: alpha was not initialized within 1000 ms",
  ]);
});

it("initializes all networks that bid at once, and begins the bidding then", async () => {
  const bids: Partial<Network> = { requestBid: async () => ({ kind: "bid", cpmUsd: 1 }) };
  const { requestAd, events } = await aMediation({
    adapters: [
      anInitializingAdapter("alpha", after(300), bids),
      anInitializingAdapter("beta", after(200), bids),
      anInitializingAdapter("gamma", async () => undefined, bids),
    ],
    mediation: { flow: "programmatic" },
  });

  await requestAd();

  expect(tellAll(events).slice(1, 6)).toEqual([
    expect.stringMatching(/^0 gamma could not be initialized/),
    "0 node.skipped gamma (network-not-initialized)",
    "200 beta is ready",
    "300 alpha is ready",
    "300 bidding.started",
  ]);
  expect(events.find(({ type }) => type === "bidding.started")).toMatchObject({
    nodeIds: ["alpha", "beta"],
  });
});

it("asks nobody to bid when initializing one of them took all the time there was", async () => {
  const bids: Partial<Network> = { requestBid: async () => ({ kind: "bid", cpmUsd: 1 }) };
  const { requestAd, events, clock } = await aMediation({
    adapters: [
      anInitializingAdapter("alpha", never, bids),
      anInitializingAdapter("beta", after(50), bids),
    ],
    mediation: { flow: "programmatic", totalTimeoutMs: 400 },
  });

  await requestAd();

  expect(clock.elapsedMs()).toBe(400);
  expect(tellWalk(events)).toEqual([
    "chain.fetched",
    "node.skipped alpha (network-not-initialized)",
    "node.skipped beta (walk-out-of-time)",
    "fallback.passed (first-party-unconfigured)",
  ]);
});

it("does not initialize a network for a bid that it cannot make", async () => {
  const alpha = anInitializingAdapter("alpha", async () => initialized);
  const { requestAd, events } = await aMediation({
    adapters: [alpha],
    mediation: { flow: "programmatic" },
  });

  await requestAd();

  expect(alpha.calls()).toBe(0);
  expect(endingsOf(events)).toEqual(["node.skipped alpha (adapter-cannot-bid)"]);
});

it("can be disposed of while a network is being initialized", async () => {
  const seen: unknown[] = [];
  const alpha = anInitializingAdapter(
    "alpha",
    async (_call, signal, { clock }) => {
      signal.addEventListener("abort", () => seen.push("aborted"));
      await clock.sleep(500);
      return initialized;
    },
    { dispose: async () => void seen.push("disposed") },
  );
  const { sdk, requestAd, clock } = await aMediation({ adapters: [alpha] });
  const requested = requestAd();
  await clock.sleep(100);

  await sdk.dispose();
  const { kind, ledger } = await requested;

  expect([kind, seen, clock.elapsedMs()]).toEqual(["no-fill", ["aborted", "disposed"], 100]);
  expect(ledger[0]).toMatchObject({
    rule: "network-not-initialized",
    detail: "alpha was let go of before it was initialized",
  });
});
