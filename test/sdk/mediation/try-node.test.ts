import { expect, it } from "vitest";
import { MediationError, type AdRequestResult, type MediationEvent } from "../../../sdk/index.ts";
import { aFillingAdapter, aMediation, anAdapter } from "../../support/a-mediation.ts";
import { tellWalk } from "../../support/tell-walk.ts";

/** How the node called `alpha` ended, with the words of its event. */
function endingOf(events: readonly MediationEvent[]): unknown {
  const ending = /^node\.(skipped|filled|unfilled|timed-out|failed|unreached)$/;
  return events.find(
    (event) => "nodeId" in event && event.nodeId === "alpha" && ending.test(event.type),
  );
}

function winnerOf(result: AdRequestResult): string {
  return result.kind === "filled" ? result.ad.networkId : result.kind;
}

const alphaFacts = {
  requestId: "request-1",
  nodeId: "alpha",
  networkId: "alpha",
  position: 1,
  ecpmUsd: 1,
};

const adapterErrors = [
  {
    what: "throws before it gives a promise",
    load: () => {
      throw new Error("no SDK key");
    },
    code: "ERR_ADAPTER_FAILED",
    rule: "adapter-failed",
    detail: 'adapter "alpha" threw: no SDK key',
  },
  {
    what: "rejects",
    load: async () => Promise.reject(new TypeError("x is not a function")),
    code: "ERR_ADAPTER_FAILED",
    rule: "adapter-failed",
    detail: 'adapter "alpha" threw: x is not a function',
  },
  {
    what: "throws something that is no error",
    load: () => {
      throw undefined;
    },
    code: "ERR_ADAPTER_FAILED",
    rule: "adapter-failed",
    detail: 'adapter "alpha" threw: undefined',
  },
  {
    what: "says itself that it is broken",
    load: async () => ({ kind: "error", error: { code: "403", message: "the key is revoked" } }),
    code: "403",
    rule: "adapter-failed",
    detail: "the key is revoked",
  },
] as const;

it.each(adapterErrors)("goes on to the next node when an adapter $what", async (broken) => {
  const { load, what: _, ...failure } = broken;
  const { requestAd, events } = await aMediation({
    adapters: [anAdapter("alpha", load), aFillingAdapter("beta")],
  });

  const result = await requestAd();

  expect(winnerOf(result)).toBe("beta");
  expect(endingOf(events)).toEqual({
    type: "node.failed",
    atMs: 0,
    latencyMs: 0,
    ...alphaFacts,
    ...failure,
  });
});

it.each([
  {
    what: "says",
    load: async () => ({
      kind: "error",
      error: { code: "403", message: "the key is revoked", hint: "Ask for another one." },
    }),
    failure: { code: "403", detail: "the key is revoked" },
  },
  {
    what: "throws",
    load: () => {
      throw new MediationError("ERR_CONFIG_INVALID", "No key.", { hint: "Ask for another one." });
    },
    failure: { code: "ERR_CONFIG_INVALID", detail: 'adapter "alpha" threw: No key.' },
  },
])("passes on what to do about an error that an adapter $what", async ({ load, failure }) => {
  const { requestAd, events } = await aMediation({ adapters: [anAdapter("alpha", load)] });

  const { ledger } = await requestAd();

  expect(endingOf(events)).toEqual({
    type: "node.failed",
    atMs: 0,
    latencyMs: 0,
    ...alphaFacts,
    rule: "adapter-failed",
    ...failure,
    hint: "Ask for another one.",
  });
  expect(ledger[0]?.hint).toBe("Ask for another one.");
});

it.each([
  ["nothing", undefined],
  ["null", null],
  ["text", "https://alpha.example/ad"],
  ["an unknown kind", { kind: "maybe" }],
  ["a fill without an address", { kind: "fill" }],
  ["a price below zero", { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: -1 }],
  [
    "a price that is no number",
    { kind: "fill", renderUri: "https://a.example", cpmUsd: Number.NaN },
  ],
  ["an ad that is over already", { kind: "fill", renderUri: "https://a.example", expiresInMs: 0 }],
  ["no fill without a reason", { kind: "no-fill" }],
  ["an error without words", { kind: "error" }],
])("refuses %s as an answer and goes on", async (_what, answer) => {
  const { requestAd, events } = await aMediation({
    adapters: [anAdapter("alpha", async () => answer), aFillingAdapter("beta")],
  });

  const result = await requestAd();

  expect(winnerOf(result)).toBe("beta");
  expect(endingOf(events)).toMatchObject({
    type: "node.failed",
    code: "ERR_ADAPTER_RESULT_INVALID",
    rule: "adapter-result-invalid",
  });
});

it("takes an answer that is there at once, without a promise", async () => {
  const answer = { kind: "fill", renderUri: "https://alpha.example/ad" };
  const { requestAd } = await aMediation({ adapters: [anAdapter("alpha", () => answer)] });

  expect(winnerOf(await requestAd())).toBe("alpha");
});

it("survives an answer that breaks while it is read", async () => {
  const trap = {
    get kind(): string {
      throw new Error("do not look");
    },
  };
  const { requestAd, events } = await aMediation({
    adapters: [anAdapter("alpha", async () => trap), aFillingAdapter("beta")],
  });

  expect(winnerOf(await requestAd())).toBe("beta");
  expect(endingOf(events)).toMatchObject({ type: "node.failed", rule: "adapter-failed" });
});

it("gives up on a network that never answers, exactly when its time is over", async () => {
  const { requestAd, events, clock } = await aMediation({
    adapters: [anAdapter("alpha", () => new Promise(() => undefined)), aFillingAdapter("beta")],
    mediation: { nodeTimeoutMs: 700 },
  });

  const result = await requestAd();

  expect([winnerOf(result), clock.elapsedMs()]).toEqual(["beta", 700]);
  expect(endingOf(events)).toEqual({
    type: "node.timed-out",
    atMs: 700,
    ...alphaFacts,
    rule: "node-timed-out",
    detail: "alpha did not answer within 700 ms",
    latencyMs: 700,
  });
});

it("tells a network by its signal when its time is over, and with what time it has before", async () => {
  const seen: unknown[] = [];
  const slow = anAdapter("alpha", ({ timeoutMs }, signal, { clock }) => {
    seen.push(timeoutMs);
    signal.addEventListener("abort", () => seen.push(clock.elapsedMs()));
    return new Promise(() => undefined);
  });
  const { requestAd } = await aMediation({
    adapters: [slow],
    nodes: [{ nodeId: "alpha", timeoutMs: 300 }],
  });

  await requestAd();

  expect(seen).toEqual([300, 300]);
});

it("records a fill that comes after its time, and changes nothing", async () => {
  const late = anAdapter("alpha", async (_request, _signal, { clock }) => {
    await clock.sleep(500);
    return { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 9 };
  });
  const { requestAd, events, clock } = await aMediation({
    adapters: [late, aFillingAdapter("beta")],
    nodes: [{ nodeId: "alpha", timeoutMs: 100 }, { nodeId: "beta" }],
  });

  const result = await requestAd();
  const told = events.length;
  await clock.sleep(10_000);

  expect(winnerOf(result)).toBe("beta");
  expect(events.slice(told)).toEqual([
    {
      type: "node.answered-late",
      atMs: 500,
      ...alphaFacts,
      answer: "fill",
      cpmUsd: 9,
      lateMs: 400,
    },
  ]);
});

it.each([
  ["gives up", async () => ({ kind: "error", error: { code: "1", message: "aborted" } })],
  ["fails", async () => Promise.reject(new Error("too late"))],
  ["talks nonsense", async () => 42],
])("does not care when a network %s after its time", async (_what, answer) => {
  const late = anAdapter("alpha", async (_request, _signal, { clock }) => {
    await clock.sleep(500);
    return answer();
  });
  const { requestAd, events, clock } = await aMediation({
    adapters: [late, aFillingAdapter("beta")],
    nodes: [{ nodeId: "alpha", timeoutMs: 100 }, { nodeId: "beta" }],
  });

  const result = await requestAd();
  const told = events.length;
  await clock.sleep(10_000);

  expect(winnerOf(result)).toBe("beta");
  expect(events.slice(told)).toEqual([]);
});

it("lets time win when an answer comes at the very instant it is over", async () => {
  const punctual = anAdapter("alpha", async (_request, _signal, { clock }) => {
    await clock.sleep(100);
    return { kind: "fill", renderUri: "https://alpha.example/ad" };
  });
  const { requestAd } = await aMediation({
    adapters: [punctual, aFillingAdapter("beta")],
    nodes: [{ nodeId: "alpha", timeoutMs: 100 }, { nodeId: "beta" }],
  });

  expect(winnerOf(await requestAd())).toBe("beta");
});

it("gives a node its own time, and the SDK's when it has none", async () => {
  const never = () => new Promise(() => undefined);
  const { requestAd, events } = await aMediation({
    adapters: [anAdapter("alpha", never), anAdapter("beta", never)],
    nodes: [{ nodeId: "alpha", timeoutMs: 100 }, { nodeId: "beta" }],
    mediation: { nodeTimeoutMs: 200 },
  });

  await requestAd();

  const started = events.flatMap((event) =>
    event.type === "node.started" ? [[event.nodeId, event.timeoutMs]] : [],
  );
  expect(started).toEqual([
    ["alpha", 100],
    ["beta", 200],
  ]);
});

it("gives the last node what is left of the total time and skips those after it", async () => {
  const never = () => new Promise(() => undefined);
  const { requestAd, events, clock } = await aMediation({
    adapters: [anAdapter("alpha", never), anAdapter("beta", never), aFillingAdapter("gamma")],
    mediation: { nodeTimeoutMs: 600, totalTimeoutMs: 1_000 },
  });

  const result = await requestAd();

  expect([result.kind, clock.elapsedMs()]).toEqual(["no-fill", 1_000]);
  expect(tellWalk(events)).toEqual([
    "chain.fetched",
    "node.started alpha",
    "node.timed-out alpha (node-timed-out)",
    "node.started beta",
    "node.timed-out beta (node-timed-out)",
    "node.skipped gamma (walk-out-of-time)",
    "fallback.passed (first-party-unconfigured)",
  ]);
  expect(result.ledger.map(({ detail }) => detail)).toEqual([
    "alpha did not answer within 600 ms",
    "beta did not answer within 400 ms",
    "the request's 1000 ms were over",
    'the chain "chain-1" is exhausted and the SDK has no first party',
  ]);
});

it.each([
  { cpmUsd: 2, winner: "alpha" },
  { cpmUsd: 2.01, winner: "alpha" },
  { cpmUsd: 1.99, winner: "beta" },
  { cpmUsd: undefined, winner: "alpha" },
])("lets $winner win when alpha fills at $cpmUsd against its floor of 2", async (fill) => {
  const { requestAd } = await aMediation({
    adapters: [aFillingAdapter("alpha", fill.cpmUsd), aFillingAdapter("beta")],
    nodes: [{ nodeId: "alpha", floorCpmUsd: 2 }, { nodeId: "beta" }],
  });

  expect(winnerOf(await requestAd())).toBe(fill.winner);
});

it("says by how much a fill missed its node's floor", async () => {
  const { requestAd } = await aMediation({
    adapters: [aFillingAdapter("alpha", 1.99), aFillingAdapter("beta")],
    nodes: [{ nodeId: "alpha", floorCpmUsd: 2 }, { nodeId: "beta" }],
  });

  const { ledger } = await requestAd();

  expect(ledger).toEqual([
    {
      atMs: 0,
      requestId: "request-1",
      nodeId: "alpha",
      subject: 'node "alpha"',
      rule: "bid-below-node-floor",
      detail: "filled at 1.99 USD CPM, under the node's floor of 2",
    },
  ]);
});

it("does not let an adapter change what it is handed", async () => {
  const alpha = anAdapter(
    "alpha",
    async ({ slot }) => {
      Reflect.set(slot, "slotId", "elsewhere");
      return { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 2 };
    },
    {
      async show(ad) {
        Reflect.set(ad, "cpmUsd", 9_999);
        return { kind: "shown" };
      },
    },
  );
  const { requestAd, events } = await aMediation({ adapters: [alpha] });

  const result = await requestAd();
  const { ad } = result.kind === "filled" ? result : {};
  await ad?.show();
  await ad?.reportImpression();

  const paid = events.find(({ type }) => type === "revenue.paid");
  expect(paid).toMatchObject({ slotId: "level-end", valueMicros: 2_000, precision: "exact" });
});

it("tells the network that an ad below its node's floor is of no use", async () => {
  const invalidated: unknown[] = [];
  const fill = { kind: "fill", renderUri: "https://alpha.example/ad", cpmUsd: 1.99 };
  const { requestAd } = await aMediation({
    adapters: [
      anAdapter("alpha", async () => fill, { invalidate: async (ad) => void invalidated.push(ad) }),
    ],
    nodes: [{ nodeId: "alpha", floorCpmUsd: 2 }],
  });

  await requestAd();

  expect(invalidated).toEqual([fill]);
});

it("says which ad did not reach the floor", async () => {
  const { requestAd, events } = await aMediation({
    adapters: [aFillingAdapter("alpha", 1.99)],
    nodes: [{ nodeId: "alpha", floorCpmUsd: 2 }],
  });

  await requestAd();

  expect(endingOf(events)).toEqual({
    type: "node.unfilled",
    atMs: 0,
    latencyMs: 0,
    ...alphaFacts,
    rule: "bid-below-node-floor",
    detail: "filled at 1.99 USD CPM, under the node's floor of 2",
    renderUri: "https://alpha.example/ad",
    cpmUsd: 1.99,
  });
});

it("writes an adapter's line into the turn that it belongs to, or outside of any", async () => {
  const talkative = anAdapter("alpha", async ({ origin }, _signal, { log }) => {
    log("about this turn", origin);
    log("about nothing in particular");
    return { kind: "no-fill", reason: "just talking" };
  });
  const { requestAd, events } = await aMediation({ adapters: [talkative] });

  await requestAd();

  const logged = { type: "adapter.logged", atMs: 0, networkId: "alpha" };
  expect(events.filter(({ type }) => type === "adapter.logged")).toEqual([
    { ...logged, requestId: "request-1", nodeId: "alpha", message: "about this turn" },
    { ...logged, message: "about nothing in particular" },
  ]);
});

it("takes a fill without an address for no fill: that is how revoked consent looks", async () => {
  const { requestAd, events } = await aMediation({
    adapters: [anAdapter("alpha", async () => ({ kind: "fill", renderUri: "" }))],
  });

  expect(winnerOf(await requestAd())).toBe("no-fill");
  expect(endingOf(events)).toMatchObject({ type: "node.unfilled", rule: "network-no-fill" });
});

it("hands the network what it needs to know, and nothing of the others", async () => {
  const requests: unknown[] = [];
  const curious = anAdapter("alpha", async (request) => {
    requests.push(request);
    return { kind: "no-fill", reason: "just looking" };
  });
  const { requestAd } = await aMediation({
    adapters: [curious],
    nodes: [{ nodeId: "a-1", adapter: "alpha", ecpmUsd: 3, floorCpmUsd: 2, timeoutMs: 50 }],
  });

  await requestAd();

  expect(requests).toEqual([
    {
      requestId: "request-1",
      nodeId: "a-1",
      slot: { slotId: "level-end", format: "banner" },
      ecpmUsd: 3,
      floorCpmUsd: 2,
      timeoutMs: 50,
      origin: { requestId: "request-1", nodeId: "a-1" },
    },
  ]);
});
