import { z } from "zod";
import { expect, it } from "vitest";
import { defineNetworkAdapter, type NetworkAdapter } from "../../../sdk/adapter-kit.ts";
import { aFillingAdapter, aMediation, anAdapter } from "../../support/a-mediation.ts";
import { aWaterfall, filling, runInline, runUnchecked } from "../../support/a-waterfall.ts";
import { tellWalk } from "../../support/tell-walk.ts";

/** Why the first node was skipped, in the ledger's words; beta has to have won. */
async function whySkipped(adapter: NetworkAdapter, node = {}): Promise<readonly string[]> {
  const { requestAd, events } = await aMediation({
    adapters: [adapter, aFillingAdapter("beta")],
    nodes: [{ nodeId: "alpha", ...node }, { nodeId: "beta" }],
  });

  const result = await requestAd();

  expect(tellWalk(events).at(-1)).toBe("ad.selected beta as node");
  return result.ledger.flatMap(({ subject, rule, detail }) => [subject, rule, detail]);
}

it("skips a node whose adapter nobody registered, and says who is there", async () => {
  expect(await whySkipped(aFillingAdapter("alpha"), { adapter: "alfa" })).toEqual([
    'node "alpha"',
    "unknown-adapter",
    'no adapter "alfa" is registered (there are: alpha, beta)',
  ]);
});

it("skips a node whose adapter does not serve the slot's format", async () => {
  const adapter: NetworkAdapter = {
    ...aFillingAdapter("alpha"),
    formats: ["native", "rewarded"],
  };

  expect(await whySkipped(adapter)).toEqual([
    'node "alpha"',
    "format-unsupported",
    'adapter "alpha" serves native, rewarded; slot "level-end" is banner',
  ]);
});

it("asks an adapter that serves the slot's format among others", async () => {
  const { requestAd } = await aMediation({
    adapters: [{ ...aFillingAdapter("alpha"), formats: ["native", "banner"] }],
  });

  expect((await requestAd()).kind).toBe("filled");
});

it("skips a node whose options the adapter refuses, with every problem named", async () => {
  const options = z.strictObject({ placementId: z.string() });
  const picky = defineNetworkAdapter({
    id: "alpha",
    options,
    connect: () => ({ load: async () => ({ kind: "no-fill", reason: "never asked" }) }),
  });

  const [subject, rule, detail] = await whySkipped(picky, { options: { placementID: 7 } });

  expect([subject, rule]).toEqual(['node "alpha"', "adapter-options-invalid"]);
  expect(detail).toContain('network adapter "alpha"');
  expect(detail).toContain("placementId");
  expect(detail).toContain("placementID");
});

it("skips a node whose adapter throws while it connects, whatever it throws", async () => {
  const broken: NetworkAdapter = {
    id: "alpha",
    formats: undefined,
    options: z.unknown(),
    connect: () => {
      throw new RangeError("no more sockets");
    },
  };

  expect(await whySkipped(broken)).toEqual([
    'node "alpha"',
    "adapter-failed",
    'adapter "alpha" threw while it connected: no more sockets',
  ]);
});

it("fails the turn of an adapter that connects to nothing", async () => {
  const hollow = { id: "alpha", formats: undefined, connect: () => undefined };

  const [, rule] = await whySkipped(hollow as unknown as NetworkAdapter);

  expect(rule).toBe("adapter-failed");
});

it("runs no auction against a node that is skipped", async () => {
  const scenario = aWaterfall({
    bid: 1,
    nodes: [{ networkId: "alpha", ecpmUsd: 5 }],
    networks: { alpha: filling(5) },
  });

  const run = await runUnchecked(scenario, {
    alpha: { adapter: "fixed-price", options: { cpmUSD: 5 } },
  });

  expect(tellWalk(run.events)).toEqual([
    "chain.fetched",
    "first-party.selected",
    "node.skipped alpha (adapter-options-invalid)",
    "fallback.started reuse",
    "fallback.selected",
    "ad.selected as fallback",
    "ad.shown",
  ]);
});

it("does not ask a node when the auction against it used up the time", async () => {
  const run = await runInline(
    aWaterfall({
      bid: 1,
      mediation: { totalTimeoutMs: 500 },
      firstParty: { selectionLogicUri: "https://ssp.example/selection-logic.js" },
      nodes: [
        { networkId: "alpha", ecpmUsd: 5 },
        { networkId: "beta", ecpmUsd: 4 },
      ],
      networks: { alpha: filling(5), beta: filling(4) },
      scenario: {
        network: { routes: [{ url: "https://ssp.example/selection-logic.js", latencyMs: 2_000 }] },
      },
    }),
  );

  expect(tellWalk(run.events).slice(2)).toEqual([
    "chained-selection.passed alpha (first-party-below-node)",
    "node.skipped alpha (walk-out-of-time)",
    "node.skipped beta (walk-out-of-time)",
    "fallback.started reuse",
    "fallback.selected",
    "ad.selected as fallback",
    "ad.shown",
  ]);
});

it("connects a network once, however many nodes and requests name it", async () => {
  const connected: string[] = [];
  const empty = anAdapter("alpha", async () => ({ kind: "no-fill", reason: "empty" }));
  const adapter: NetworkAdapter = {
    ...empty,
    connect: (options, environment) => {
      connected.push(JSON.stringify(options));
      return empty.connect(options, environment);
    },
  };
  const shared = { adapter: "alpha", networkId: "alpha" };
  const { requestAd } = await aMediation({
    adapters: [adapter],
    nodes: [
      { nodeId: "high", ...shared, options: { zone: 1 } },
      { nodeId: "mid", ...shared, options: { zone: 2 } },
      { nodeId: "low", ...shared, options: { zone: 1 } },
    ],
  });

  await requestAd();
  await requestAd();

  expect(connected).toEqual(['{"zone":1}', '{"zone":2}']);
});
