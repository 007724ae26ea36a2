import { expect, expectTypeOf, it } from "vitest";
import { onDeviceAuction } from "../../../network-adapters/on-device-auction/index.ts";
import type { MediationEvent } from "../../../sdk/index.ts";
import { aFillingAdapter, aMediation, anAdapter, aResponse } from "../../support/a-mediation.ts";
import { errorOf } from "../../support/error-of.ts";
import { tellWalk } from "../../support/tell-walk.ts";

it("refuses a request before it is initialized, and again once it is disposed of", async () => {
  const { sdk } = await aMediation({ adapters: [aFillingAdapter("alpha")] });
  await sdk.dispose();

  const error = await errorOf(() => sdk.requestAd({ slotId: "level-end" }));
  await sdk.initialize();
  const result = await sdk.requestAd({ slotId: "level-end" });

  expect(error).toMatchObject({
    code: "ERR_SDK_NOT_INITIALIZED",
    message: 'Cannot request slot "level-end": the SDK is not initialized.',
    hint: "Await sdk.initialize() first.",
  });
  expect(result.kind).toBe("filled");
});

it("refuses a slot it does not know, and says which ones it does", async () => {
  const { sdk } = await aMediation({
    slots: [
      { slotId: "home", format: "banner" },
      { slotId: "level-end", format: "interstitial" },
    ],
  });

  const error = await errorOf(() => sdk.requestAd({ slotId: "levelend" }));

  expect(error).toMatchObject({
    code: "ERR_SDK_UNKNOWN_SLOT",
    message: 'Cannot request slot "levelend": the SDK is configured with "home", "level-end".',
  });
});

it("refuses misspelt options when it is made, all at once", async () => {
  const mediation = { nodeTimeoutMS: 100, totalTimeoutMs: -1 };

  const error = await errorOf(() => aMediation({ mediation }));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
  expect(error.message).toContain("nodeTimeoutMS");
  expect(error.message).toContain("totalTimeoutMs");
});

it("refuses two adapters of one id", async () => {
  const adapters = [aFillingAdapter("alpha"), aFillingAdapter("alpha")];

  const error = await errorOf(() => aMediation({ adapters }));

  expect(error).toMatchObject({
    code: "ERR_CONFIG_INVALID",
    message: 'Two network adapters are called "alpha".',
  });
});

it("tells the listeners of an event's name about it, and those of `event` about every one", async () => {
  const { sdk, requestAd } = await aMediation({ adapters: [aFillingAdapter("alpha", 2)] });
  const filled: unknown[] = [];
  const all: string[] = [];
  sdk.on("node.filled", ({ nodeId, cpmUsd }) => filled.push([nodeId, cpmUsd]));
  sdk.on("event", ({ type }) => all.push(type));

  await requestAd();

  expect(filled).toEqual([["alpha", 2]]);
  expect(all).toEqual([
    "request.started",
    "http.finished",
    "chain.fetched",
    "node.started",
    "node.filled",
    "ad.selected",
    "request.finished",
  ]);
});

it("goes on when listeners throw, and tells the next one all the same", async () => {
  const { sdk, requestAd } = await aMediation({ adapters: [aFillingAdapter("alpha")] });
  const told: string[] = [];
  const complain = (): never => {
    throw new Error("listener is broken");
  };
  sdk.on("event", complain);
  sdk.on("node.filled", complain);
  sdk.on("node.filled", ({ nodeId }) => told.push(nodeId));

  const result = await requestAd();

  expect(result.kind).toBe("filled");
  expect(told).toEqual(["alpha"]);
});

it("tells who listens once exactly once, even when that listener throws", async () => {
  const { sdk, requestAd } = await aMediation({ adapters: [aFillingAdapter("alpha")] });
  const told: string[] = [];
  sdk.once("request.started", ({ requestId }) => told.push(requestId));
  sdk.once("request.started", ({ requestId }) => {
    told.push(requestId);
    throw new Error("listener is broken");
  });
  sdk.on("request.finished", ({ requestId }) => told.push(requestId));

  await requestAd();
  await requestAd();

  expect(told).toEqual(["request-1", "request-1", "request-1", "request-2"]);
  expect(sdk.listenerCount("request.started")).toBe(0);
});

it("does not tell who no longer listens", async () => {
  const { sdk, requestAd } = await aMediation({ adapters: [aFillingAdapter("alpha")] });
  const told: string[] = [];
  const listener = ({ type }: MediationEvent): void => void told.push(type);
  sdk.on("event", listener);
  sdk.off("event", listener);

  await requestAd();

  expect(told).toEqual([]);
});

it("keeps the ledger whole when somebody silences every listener during the walk", async () => {
  const { sdk, requestAd } = await aMediation({
    adapters: [anAdapter("alpha", async () => ({ kind: "no-fill", reason: "empty" }))],
  });
  sdk.on("node.started", () => sdk.removeAllListeners());

  const { ledger } = await requestAd();

  expect(ledger.map(({ rule }) => rule)).toEqual(["network-no-fill", "first-party-unconfigured"]);
});

it("does not take an app's own events for things that happened", async () => {
  const { sdk, requestAd } = await aMediation({ adapters: [aFillingAdapter("alpha")] });
  sdk.on("node.started", (event) =>
    sdk.emit("event", { ...event, type: "node.unreached", rule: "not-reached", detail: "lie" }),
  );

  expect((await requestAd()).ledger).toEqual([]);
});

it("types its events: misspelt names and wrong fields do not compile", async () => {
  const { sdk } = await aMediation();

  // @ts-expect-error -- there is no event of that name
  sdk.on("node.filed", () => undefined);
  // @ts-expect-error -- a started node has no price that is paid
  sdk.on("node.started", ({ cpmUsd }) => cpmUsd);
  sdk.on("node.filled", (event) => expectTypeOf(event.cpmUsd).toEqualTypeOf<number | undefined>());
  sdk.on("event", (event) => expectTypeOf(event).toEqualTypeOf<MediationEvent>());

  expect(sdk.eventNames()).toContain("node.filed");
});

it("walks for several slots at the same time without mixing them up", async () => {
  const slow = anAdapter("alpha", async ({ slot }, _signal, { clock }) => {
    await clock.sleep(slot.slotId === "home" ? 300 : 100);
    return { kind: "no-fill", reason: `nothing for ${slot.slotId}` };
  });
  const { sdk } = await aMediation({
    adapters: [slow],
    slots: [
      { slotId: "home", format: "banner" },
      { slotId: "level-end", format: "interstitial" },
    ],
  });

  const results = await Promise.all([
    sdk.requestAd({ slotId: "home" }),
    sdk.requestAd({ slotId: "level-end" }),
  ]);

  expect(
    results.map(({ requestId, ledger }) => [requestId, ledger[0]?.atMs, ledger[0]?.detail]),
  ).toEqual([
    ["request-1", 300, "nothing for home"],
    ["request-2", 100, "nothing for level-end"],
  ]);
});

it("keeps apart what the device tells of several requests at the same time", async () => {
  const options = { seller: "alpha.example", customAudienceBuyers: ["shoes.example"] };
  const { sdk } = await aMediation({
    adapters: [onDeviceAuction],
    nodes: [{ nodeId: "alpha", adapter: "on-device-auction", options }],
    slots: [
      { slotId: "home", format: "banner" },
      { slotId: "level-end", format: "interstitial" },
    ],
  });

  const results = await Promise.all([
    sdk.requestAd({ slotId: "home" }),
    sdk.requestAd({ slotId: "level-end" }),
  ]);

  expect(
    results.map(({ ledger }) => ledger.map(({ requestId, rule }) => `${requestId} ${rule}`)),
  ).toEqual(
    ["request-1", "request-2"].map((requestId) => [
      `${requestId} no-candidates`,
      `${requestId} network-no-fill`,
      `${requestId} first-party-unconfigured`,
    ]),
  );
});

it("measures the total time of each request from its own start", async () => {
  const never = anAdapter("alpha", () => new Promise(() => undefined));
  const { requestAd, clock, events } = await aMediation({
    adapters: [never],
    mediation: { totalTimeoutMs: 500 },
  });

  await requestAd();
  await clock.sleep(2_000);
  await requestAd();

  expect(tellWalk(events).filter((line) => line.startsWith("node."))).toEqual([
    "node.started alpha",
    "node.timed-out alpha (node-timed-out)",
    "node.started alpha",
    "node.timed-out alpha (node-timed-out)",
  ]);
});

it("disposes of its networks, and of all of them when one objects", async () => {
  const disposed: string[] = [];
  const noFill = async () => ({ kind: "no-fill", reason: "empty" });
  const { sdk, requestAd, events } = await aMediation({
    adapters: [
      anAdapter("alpha", noFill, {
        dispose: () => {
          throw new Error("cannot let go");
        },
      }),
      anAdapter("beta", noFill, { dispose: async () => void disposed.push("beta") }),
      anAdapter("gamma", noFill),
    ],
  });
  await requestAd();

  await sdk.dispose();
  await sdk.dispose();

  expect(disposed).toEqual(["beta"]);
  expect(events.at(-1)).toMatchObject({
    type: "adapter.logged",
    networkId: "alpha",
    message: "could not be disposed of: cannot let go",
  });
});

it("gives each network a random stream of its own, which no other network moves", async () => {
  const draws: Record<string, number[]> = {};
  const drawing = anAdapter("drawing", ({ nodeId }, _signal, { random }) => {
    draws[nodeId] = [...(draws[nodeId] ?? []), random.next()];
    return { kind: "no-fill", reason: "only drew" };
  });
  const drawn = async (...nodeIds: readonly string[]): Promise<Record<string, number[]>> => {
    for (const nodeId of Object.keys(draws)) delete draws[nodeId];
    const nodes = nodeIds.map((nodeId) => ({ nodeId, adapter: "drawing" }));
    const { requestAd } = await aMediation({ adapters: [drawing], nodes });
    for (let request = 0; request < 3; request += 1) await requestAd();
    return structuredClone(draws);
  };

  const alone = await drawn("alpha");
  const crowded = await drawn("beta", "alpha", "gamma");

  expect(crowded["alpha"]).toEqual(alone["alpha"]);
  expect(new Set(Object.values(crowded).flat()).size).toBe(9);
});

it("lets an adapter write into the trace and use the network, each under its own name", async () => {
  const { requestAd, events } = await aMediation({
    adapters: [
      anAdapter("alpha", async (_request, _signal, { http, log }) => {
        const url = "https://alpha.example/ad";
        const answer = await http.send({ method: "GET", url, purpose: "adapter" });
        log(`got ${answer.kind}`);
        return { kind: "no-fill", reason: "empty" };
      }),
    ],
    endpoint: async ({ url }) => {
      if (!url.endsWith("/contextual")) return aResponse({});
      const node = { nodeId: "alpha", networkId: "alpha-network", adapter: "alpha", ecpmUsd: 1 };
      return aResponse({ kind: "chain", chainId: "chain-1", nodes: [node] });
    },
  });

  await requestAd();

  expect(events.filter(({ type }) => type === "adapter.logged")).toEqual([
    { type: "adapter.logged", atMs: 0, networkId: "alpha-network", message: "got response" },
  ]);
  expect(events.flatMap((event) => (event.type === "http.finished" ? event.purpose : []))).toEqual([
    "contextual-request",
    "adapter",
  ]);
});
