import { expect, it } from "vitest";
import type { LoadResult, Network, NetworkFill } from "../../../sdk/adapter-kit.ts";
import type { MediationEvent, MediationOptionsInput } from "../../../sdk/index.ts";
import {
  aBiddingAdapter,
  aFillingAdapter,
  aMediation,
  anAdapter,
} from "../../support/a-mediation.ts";
import { tellWalk } from "../../support/tell-walk.ts";

const fill = { kind: "fill", renderUri: "https://alpha.example/late", cpmUsd: 3 } as const;

interface LateInput {
  /** What alpha answers with, 400 ms too late; after that it has no ad. */
  readonly answer?: LoadResult;
  readonly floorCpmUsd?: number;
  readonly mediation?: MediationOptionsInput;
  readonly capabilities?: Partial<Network>;
}

/** Alpha is asked once and answers late; whatever it is told about its ad is in `invalidated`. */
async function aLateNetwork({
  answer = fill,
  floorCpmUsd,
  mediation,
  capabilities,
}: LateInput = {}) {
  const invalidated: NetworkFill[] = [];
  let asked = 0;
  const alpha = anAdapter(
    "alpha",
    async (_request, _signal, { clock }) => {
      asked += 1;
      if (asked > 1) return { kind: "no-fill", reason: "not today" };
      await clock.sleep(500);
      return answer;
    },
    { invalidate: async (ad) => void invalidated.push(ad), ...capabilities },
  );
  const floor = floorCpmUsd !== undefined && { floorCpmUsd };
  const nodes = [{ nodeId: "alpha", timeoutMs: 100, ...floor }, { nodeId: "beta" }];
  const mediated = await aMediation({
    adapters: [alpha, aFillingAdapter("beta", 1)],
    nodes,
    mediation: { lateAnswers: "cache", ...mediation },
  });
  await mediated.requestAd();
  await mediated.clock.sleep(900);
  return { ...mediated, nodes, invalidated, asked: () => asked };
}

/** What node alpha of the last request came to. */
function lastOf(events: readonly MediationEvent[]): MediationEvent | undefined {
  return events.findLast(
    (event) => event.type.startsWith("node.") && "nodeId" in event && event.nodeId === "alpha",
  );
}

it("keeps a late fill for the slot's next request, which does not ask the network", async () => {
  const { requestAd, events, asked } = await aLateNetwork();
  const late = lastOf(events);
  const told = events.length;

  const result = await requestAd();

  expect(late).toMatchObject({ type: "node.answered-late", answer: "fill", isKept: true });
  expect(tellWalk(events.slice(told))).toEqual([
    "chain.fetched",
    "node.filled alpha",
    "node.unreached beta (not-reached)",
    "ad.selected alpha as node",
  ]);
  expect(lastOf(events)).toEqual({
    type: "node.filled",
    atMs: 1_000,
    requestId: "request-2",
    nodeId: "alpha",
    networkId: "alpha",
    position: 1,
    ecpmUsd: 1,
    latencyMs: 0,
    renderUri: "https://alpha.example/late",
    cpmUsd: 3,
    isFromCache: true,
  });
  expect([result.kind, asked()]).toEqual(["filled", 1]);
});

it("uses a kept ad once", async () => {
  const { requestAd, events, asked, invalidated } = await aLateNetwork();

  await requestAd();
  await requestAd();

  expect(lastOf(events)).toMatchObject({ type: "node.unfilled", requestId: "request-3" });
  expect([asked(), invalidated]).toEqual([2, []]);
});

it("discards late fills unless it is told to keep them", async () => {
  const { requestAd, events, asked, invalidated } = await aLateNetwork({
    mediation: { lateAnswers: "discard" },
  });
  const late = lastOf(events);

  await requestAd();

  expect(late).not.toHaveProperty("isKept");
  expect([asked(), invalidated]).toEqual([2, [fill]]);
});

it.each([
  ["a no-fill", { kind: "no-fill", reason: "nothing" }],
  ["an ad without an address", { kind: "fill", renderUri: "" }],
  ["an ad below the node's floor", { ...fill, cpmUsd: 1.99 }],
] as const)("does not keep %s", async (_what, answer) => {
  const { requestAd, events, asked } = await aLateNetwork({ answer, floorCpmUsd: 2 });
  const late = lastOf(events);

  await requestAd();

  expect(late?.type).toBe("node.answered-late");
  expect(late).not.toHaveProperty("isKept");
  expect(asked()).toBe(2);
});

it.each([
  ["its network", { ...fill, expiresInMs: 500 }, {}],
  ["the SDK", { ...fill, expiresInMs: 9_000 }, { adExpiryMs: 500 }],
] as const)("does not use an ad older than %s allows", async (_who, answer, mediation) => {
  const { requestAd, events, invalidated, asked } = await aLateNetwork({ answer, mediation });

  const { ledger } = await requestAd();

  expect(events.find(({ type }) => type === "late-fill.dropped")).toEqual({
    type: "late-fill.dropped",
    atMs: 1_000,
    requestId: "request-2",
    nodeId: "alpha",
    networkId: "alpha",
    renderUri: "https://alpha.example/late",
    rule: "ad-expired",
    detail: "came 500 ms ago, too late for request-1, and may be kept for 500 ms",
  });
  expect(ledger.map(({ subject, rule }) => [subject, rule])).toEqual([
    ["kept ad https://alpha.example/late", "ad-expired"],
    ['node "alpha"', "network-no-fill"],
  ]);
  expect([invalidated, asked()]).toEqual([[answer], 2]);
});

it("uses an ad that expires a millisecond later, and hands on what is left of its time", async () => {
  const { requestAd, clock } = await aLateNetwork({ answer: { ...fill, expiresInMs: 501 } });

  const result = await requestAd();

  expect(result).toMatchObject({ kind: "filled", ad: { networkId: "alpha" } });
  expect(result.kind === "filled" && result.ad.expiresAtMs - clock.elapsedMs()).toBe(1);
});

it("does not use an ad that the node's floor has risen above", async () => {
  const { requestAd, nodes, events, invalidated, asked } = await aLateNetwork({ floorCpmUsd: 3 });
  const [alpha] = nodes;
  Object.assign(alpha ?? {}, { floorCpmUsd: 3.01 });

  await requestAd();

  expect(events.find(({ type }) => type === "late-fill.dropped")).toMatchObject({
    requestId: "request-2",
    rule: "bid-below-node-floor",
    detail: "filled at 3 USD CPM, under the node's floor of 3.01",
  });
  expect([invalidated, asked()]).toEqual([[fill], 2]);
});

it("keeps no ad that was loaded for a bid: the next request asks for another", async () => {
  const alpha = aBiddingAdapter("alpha", 2, {}, ({ clock }) => ({
    load: async () => {
      await clock.sleep(500);
      return fill;
    },
  }));
  const { requestAd, clock, events } = await aMediation({
    adapters: [alpha],
    nodes: [{ nodeId: "alpha", timeoutMs: 100 }],
    mediation: { flow: "programmatic", lateAnswers: "cache" },
  });

  await requestAd();
  await clock.sleep(900);

  expect(lastOf(events)).toMatchObject({ type: "node.answered-late", answer: "fill" });
  expect(lastOf(events)).not.toHaveProperty("isKept");
});

it("holds a late ad against its node's own floor only, not against a bid of the request it missed", async () => {
  const alpha = anAdapter("alpha", async (_request, _signal, { clock }) => {
    await clock.sleep(500);
    return { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 1 };
  });
  const { requestAd, clock, events } = await aMediation({
    adapters: [alpha, aBiddingAdapter("beta", 2)],
    nodes: [
      { nodeId: "alpha", ecpmUsd: 5, timeoutMs: 100 },
      { nodeId: "beta", bids: true },
    ],
    mediation: {
      flow: "hybrid",
      hybrid: { order: "merged-by-price", bidIsFloor: true },
      lateAnswers: "cache",
    },
  });

  await requestAd();
  await clock.sleep(900);

  expect(lastOf(events)).toMatchObject({ type: "node.answered-late", isKept: true });
});

it("keeps the latest ad of a node, and lets go of the one before", async () => {
  const invalidated: unknown[] = [];
  let asked = 0;
  const alpha = anAdapter(
    "alpha",
    async (_request, _signal, { clock }) => {
      asked += 1;
      const renderUri = `https://alpha.example/${asked}`;
      await clock.sleep(500);
      return { kind: "fill", renderUri };
    },
    { invalidate: async ({ renderUri }) => void invalidated.push(renderUri) },
  );
  const { requestAd, clock, events } = await aMediation({
    adapters: [alpha],
    nodes: [{ nodeId: "alpha", timeoutMs: 100 }],
    mediation: { lateAnswers: "cache" },
  });

  await Promise.all([requestAd(), requestAd()]);
  await clock.sleep(900);
  await requestAd();

  expect(lastOf(events)).toMatchObject({ isFromCache: true, renderUri: "https://alpha.example/2" });
  expect(invalidated).toEqual(["https://alpha.example/1"]);
});

it("keeps an ad for its slot only", async () => {
  const slots = [
    { slotId: "level-end", format: "banner" },
    { slotId: "home", format: "banner" },
  ] as const;
  let asked = 0;
  const alpha = anAdapter("alpha", async (_request, _signal, { clock }) => {
    asked += 1;
    await clock.sleep(500);
    return fill;
  });
  const { sdk, clock } = await aMediation({
    adapters: [alpha],
    nodes: [{ nodeId: "alpha", timeoutMs: 100 }],
    slots,
    mediation: { lateAnswers: "cache" },
  });

  await sdk.requestAd({ slotId: "level-end" });
  await clock.sleep(900);
  await sdk.requestAd({ slotId: "home" });

  expect(asked).toBe(2);
});

it("keeps no more than twenty ads of a network", async () => {
  const invalidated: string[] = [];
  const alpha = anAdapter(
    "alpha",
    async ({ nodeId }, _signal, { clock }) => {
      await clock.sleep(500);
      return { kind: "fill", renderUri: `https://alpha.example/${nodeId}` };
    },
    { invalidate: async ({ renderUri }) => void invalidated.push(renderUri) },
  );
  const nodes = Array.from({ length: 22 }, (_, index) => ({
    nodeId: `a-${index}`,
    networkId: "alpha",
    adapter: "alpha",
    timeoutMs: 10,
  }));
  const { requestAd, clock } = await aMediation({
    adapters: [alpha],
    nodes,
    mediation: { lateAnswers: "cache" },
  });

  await requestAd();
  await clock.sleep(900);

  expect(invalidated).toEqual(["https://alpha.example/a-0", "https://alpha.example/a-1"]);
});

it("lets go of what is left when the SDK is disposed of", async () => {
  const { sdk, events, invalidated } = await aLateNetwork();

  await sdk.dispose();

  expect(invalidated).toEqual([fill]);
  expect(events.at(-1)).toMatchObject({
    type: "late-fill.dropped",
    requestId: "request-1",
    rule: "ad-let-go",
    detail: "its network was disposed of before anybody asked for it",
  });
});

it("tells of a network that cannot let go of its ad, and goes on", async () => {
  const { requestAd, events } = await aLateNetwork({
    answer: { ...fill, expiresInMs: 100 },
    capabilities: {
      invalidate: () => {
        throw new Error("what ad?");
      },
    },
  });

  await requestAd();

  expect(events.find(({ type }) => type === "adapter.logged")).toEqual({
    type: "adapter.logged",
    atMs: 1_000,
    requestId: "request-2",
    nodeId: "alpha",
    networkId: "alpha",
    message: "could not let go of https://alpha.example/late: what ad?",
  });
});
