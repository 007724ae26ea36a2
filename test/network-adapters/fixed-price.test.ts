import { expect, it } from "vitest";
import { fixedPrice } from "../../network-adapters/fixed-price/index.ts";
import type { Network } from "../../sdk/adapter-kit.ts";
import { describeNetworkAdapterContract } from "../contract/network-adapter.contract.ts";
import { aBidRequest, aLoadRequest, aNetworkWorld } from "../support/a-network-environment.ts";
import { errorOf } from "../support/error-of.ts";

describeNetworkAdapterContract(fixedPrice, { cpmUsd: 2, fillRate: 0.5, latencyMs: 30 });

const { signal } = new AbortController();

it("fills at its price after its latency", async () => {
  const { environment, clock } = aNetworkWorld();
  const network = fixedPrice.connect({ cpmUsd: 2.5, latencyMs: 120 }, environment);

  const answer = await network.load(aLoadRequest(), signal);

  expect(answer).toEqual({
    kind: "fill",
    cpmUsd: 2.5,
    renderUri: "https://fixed-price.example/ad",
  });
  expect(clock.elapsedMs()).toBe(120);
});

it("renders what it is told to", async () => {
  const renderUri = "https://alpha.example/banner";
  const network = fixedPrice.connect({ cpmUsd: 1, renderUri }, aNetworkWorld().environment);

  expect(await network.load(aLoadRequest(), signal)).toMatchObject({ renderUri });
});

it("bids its price after its latency, and fills with what it bid", async () => {
  const { environment, clock } = aNetworkWorld();
  const network = fixedPrice.connect({ cpmUsd: 2.5, latencyMs: 120 }, environment);

  const bid = await network.requestBid?.(aBidRequest(), signal);

  const renderUri = "https://fixed-price.example/ad";
  expect(bid).toEqual({ kind: "bid", cpmUsd: 2.5, renderUri });
  expect(clock.elapsedMs()).toBe(120);
});

it("has the ad that it bid with, whatever its fill rate", async () => {
  const network = fixedPrice.connect({ cpmUsd: 2, fillRate: 0 }, aNetworkWorld().environment);

  const bid = await network.requestBid?.(aBidRequest(), signal);
  const answer = await network.load(aLoadRequest({ bid: { kind: "bid", cpmUsd: 2 } }), signal);

  expect(bid).toEqual({ kind: "no-bid", reason: "no ad this time (fill rate 0)" });
  expect(answer.kind).toBe("fill");
});

it("never has an ad when its fill rate is zero, and says so", async () => {
  const network = fixedPrice.connect({ cpmUsd: 2, fillRate: 0 }, aNetworkWorld().environment);

  const answer = await network.load(aLoadRequest(), signal);

  expect(answer).toEqual({ kind: "no-fill", reason: "no ad this time (fill rate 0)" });
});

it.each([
  { fillRate: 1, atLeast: 400, atMost: 400 },
  { fillRate: 0.25, atLeast: 70, atMost: 130 },
])(
  "has an ad as often as its fill rate of $fillRate says",
  async ({ fillRate, atLeast, atMost }) => {
    const options = { cpmUsd: 2, fillRate, latencyMs: 0 };
    const network = fixedPrice.connect(options, aNetworkWorld().environment);

    let fills = 0;
    for (let request = 0; request < 400; request += 1) {
      const asked = aLoadRequest({ requestId: `request-${request}` });
      const answer = await network.load(asked, signal);
      if (answer.kind === "fill") fills += 1;
    }

    expect(fills).toBeGreaterThanOrEqual(atLeast);
    expect(fills).toBeLessThanOrEqual(atMost);
  },
);

it("has one opinion of a request, whoever asks, how often and in what order", async () => {
  const options = { cpmUsd: 2, fillRate: 0.5, latencyMs: 0 };
  const requestIds = Array.from({ length: 20 }, (_none, index) => `request-${index}`);
  const tell = async (network: Network, ids: readonly string[]) => {
    const told: unknown[] = [];
    for (const requestId of ids) {
      const bid = await network.requestBid?.(aBidRequest({ requestId, nodeId: "high" }), signal);
      const answer = await network.load(aLoadRequest({ requestId, nodeId: "low" }), signal);
      const revealed = network.reveal?.(aBidRequest({ requestId }));
      told.push([bid?.kind === "bid", answer.kind === "fill", revealed]);
    }
    return told;
  };

  const [one, other] = [0, 1].map(() => fixedPrice.connect(options, aNetworkWorld().environment));
  const inOrder = await tell(one as Network, requestIds);
  const reversed = await tell(other as Network, requestIds.toReversed());

  expect(reversed.toReversed()).toEqual(inOrder);
  expect(new Set(inOrder.map((each) => JSON.stringify(each)))).toEqual(
    new Set(['[true,true,{"cpmUsd":2}]', "[false,false,null]"]),
  );
});

it.each([
  [{}, "cpmUsd"],
  [{ cpmUsd: -1 }, "cpmUsd"],
  [{ cpmUsd: "2" }, "cpmUsd"],
  [{ cpmUsd: 2, fillRate: 1.1 }, "fillRate"],
  [{ cpmUsd: 2, latencyMs: 0.5 }, "latencyMs"],
  [{ cpmUsd: 2, renderUri: "" }, "renderUri"],
])("refuses %o because of %s", async (options, key) => {
  const error = await errorOf(() => fixedPrice.connect(options, aNetworkWorld().environment));

  expect(error.code).toBe("ERR_CONFIG_INVALID");
  expect(error.message).toContain(`at ${key}`);
});
