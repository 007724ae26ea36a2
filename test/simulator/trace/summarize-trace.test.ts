import { expect, it } from "vitest";
import { summarizeTrace, type TraceSummary } from "../../../simulator/index.ts";
import type { MediationEvent, MediationEventOf } from "../../../sdk/index.ts";
import { errorOf } from "../../support/error-of.ts";
import { aTrace, EXAMPLES, ofNode, runExample } from "../../support/a-trace.ts";

const started = (requestId: string): MediationEvent => ({
  type: "request.started",
  atMs: 0,
  requestId,
  slotId: "home",
  format: "banner",
  totalTimeoutMs: 30_000,
  endpointTimeoutMs: 3_000,
});

const finished = (
  requestId: string,
  kind: "filled" | "no-fill" | "failed",
  latencyMs: number,
): MediationEvent => ({ type: "request.finished", atMs: 0, requestId, kind, latencyMs });

const chain = (requestId: string, ...networkIds: readonly string[]): MediationEvent => ({
  type: "chain.fetched",
  atMs: 0,
  requestId,
  chainId: "c",
  nodes: networkIds.map((networkId) => ({
    nodeId: networkId,
    networkId,
    adapter: "fixed-price",
    ecpmUsd: 2,
  })),
});

const selected = (requestId: string, networkId: string, cpmUsd?: number): MediationEvent => ({
  type: "ad.selected",
  atMs: 0,
  requestId,
  adId: `ad of ${requestId}`,
  slotId: "home",
  networkId,
  nodeId: networkId,
  source: "node",
  renderUri: "https://a.example/ad",
  ...(cpmUsd !== undefined && { cpmUsd }),
});

const ofAd = (requestId: string, networkId: string) => ({
  atMs: 0,
  requestId,
  networkId,
  adId: `ad of ${requestId}`,
});

function paid(
  requestId: string,
  networkId: string,
  facts: Partial<MediationEventOf<"revenue.paid">>,
): MediationEvent {
  const place = { slotId: "home", format: "banner", source: "node" } as const;
  const money = { currency: "USD", precision: "exact" } as const;
  return { type: "revenue.paid", ...ofAd(requestId, networkId), ...place, ...money, ...facts };
}

/** Four requests: two filled, one of them shown; one without fill; one that failed. */
const FOUR_REQUESTS = aTrace(
  started("request-1"),
  chain("request-1", "alpha", "beta"),
  ofNode("node.started", { adapter: "fixed-price", timeoutMs: 400, budget: "node" }),
  ofNode("node.timed-out", { latencyMs: 402, rule: "node-timed-out", detail: "" }),
  ofNode("node.started", { ...beta(), adapter: "fixed-price", timeoutMs: 400, budget: "node" }),
  ofNode("node.filled", { ...beta(), latencyMs: 50, renderUri: "https://a.example/ad" }),
  selected("request-1", "beta", 3),
  finished("request-1", "filled", 500),
  { type: "ad.shown", ...ofAd("request-1", "beta"), renderUri: "https://a.example/ad" },
  { type: "impression.reported", ...ofAd("request-1", "beta") },
  paid("request-1", "beta", { valueMicros: 2_800, rankCpmUsd: 3.5 }),
  { type: "interaction.reported", ...ofAd("request-1", "beta"), key: "click" },
  { type: "interaction.reported", ...ofAd("request-1", "beta"), key: "view" },
  ofNode("node.answered-late", { answer: "fill", lateMs: 9 }),
  started("request-2"),
  chain("request-2", "alpha", "beta"),
  ofNode("node.started", { ...second(), adapter: "fixed-price", timeoutMs: 400, budget: "node" }),
  ofNode("node.filled", { ...second(), latencyMs: 30, renderUri: "https://a.example/ad" }),
  selected("request-2", "alpha"),
  finished("request-2", "filled", 100),
  started("request-3"),
  chain("request-3", "alpha"),
  ofNode("node.skipped", { requestId: "request-3", rule: "format-unsupported", detail: "" }),
  finished("request-3", "no-fill", 10),
  started("request-4"),
  finished("request-4", "failed", 20),
);

function beta() {
  return { nodeId: "beta", networkId: "beta", position: 2 };
}

function second() {
  return { requestId: "request-2" };
}

it("counts requests, however many networks each of them asked", () => {
  const { requests } = summarizeTrace(FOUR_REQUESTS);

  expect(requests).toEqual({
    adRequests: 4,
    cappedRequests: 0,
    capHitRate: 0,
    filled: 2,
    noFill: 1,
    failed: 1,
    fillRate: 0.5,
    takenFromCache: 0,
    refreshes: 0,
    impressions: 1,
    showRate: 0.5,
    showFailures: 0,
    clicks: 1,
    clickThroughRate: 1,
    rewards: 0,
    revenueMicros: 2_800,
    revenueMicrosBy: { exact: 2_800, "publisher-defined": 0, estimated: 0, undefined: 0 },
    unpaidImpressions: 0,
    observedEcpmUsd: 2.8,
    rpmUsd: 0.7,
    userDays: 1,
    arpdauMicros: 2_800,
    expectedRevenueMicros: 3_000,
    unpricedFills: 1,
    regret: {
      requests: 0,
      bestRpmUsd: null,
      policyRpmUsd: null,
      regretRpmUsd: null,
      regretMicros: 0,
    },
    latencyMs: { count: 4, p50: 20, p95: 500, p99: 500 },
    timeToFillMs: { count: 2, p50: 100, p95: 500, p99: 500 },
    fillDepth: { mean: 1.5, histogram: { 1: 1, 2: 1 } },
    filledBy: { node: 2, "first-party": 0, fallback: 0, contextual: 0 },
  });
});

const noWaste = { lost: 0, expired: 0, dropped: 0, notShown: 0, left: 0 };

const noBidding = {
  bidRequests: 0,
  bids: 0,
  bidRate: null,
  validBids: 0,
  wins: 0,
  winRate: null,
  winPerRequest: null,
  lossReasons: {},
};

it("counts attempts of each network, and a timeout with the time it was given", () => {
  const { networks } = summarizeTrace(FOUR_REQUESTS);

  expect(networks).toEqual([
    {
      networkId: "alpha",
      inclusions: 3,
      attempts: 2,
      reachRate: 2 / 3,
      skips: 1,
      cappedSkips: 0,
      capHitRate: 0,
      fills: 1,
      matchRate: 0.5,
      noFills: 0,
      noFillRate: 0,
      errors: 0,
      errorRate: 0,
      timeouts: 1,
      timeoutRate: 0.5,
      cancelled: 0,
      cancelledRate: 0,
      lateFills: 1,
      lateRate: 1,
      loads: 1,
      cacheFills: 0,
      wastedLoads: 1,
      wastedLoadRate: 1,
      wastedBy: { ...noWaste, left: 1 },
      impressions: 0,
      shareOfVoice: 0,
      revenueMicros: 0,
      revenueMicrosBy: { exact: 0, "publisher-defined": 0, estimated: 0, undefined: 0 },
      unpaidImpressions: 0,
      observedEcpmUsd: null,
      shareOfWallet: 0,
      rankPriceDiscrepancy: null,
      expectedRevenueMicros: 0,
      latencyMs: { count: 2, p50: 30, p95: 400, p99: 400 },
      fillLatencyMs: { count: 1, p50: 30, p95: 30, p99: 30 },
      noFillLatencyMs: null,
      bidding: noBidding,
    },
    {
      networkId: "beta",
      inclusions: 2,
      attempts: 1,
      reachRate: 0.5,
      skips: 0,
      cappedSkips: 0,
      capHitRate: 0,
      fills: 1,
      matchRate: 1,
      noFills: 0,
      noFillRate: 0,
      errors: 0,
      errorRate: 0,
      timeouts: 0,
      timeoutRate: 0,
      cancelled: 0,
      cancelledRate: 0,
      lateFills: 0,
      lateRate: null,
      loads: 1,
      cacheFills: 0,
      wastedLoads: 0,
      wastedLoadRate: 0,
      wastedBy: noWaste,
      impressions: 1,
      shareOfVoice: 1,
      revenueMicros: 2_800,
      revenueMicrosBy: { exact: 2_800, "publisher-defined": 0, estimated: 0, undefined: 0 },
      unpaidImpressions: 0,
      observedEcpmUsd: 2.8,
      shareOfWallet: 1,
      rankPriceDiscrepancy: -0.2,
      expectedRevenueMicros: 3_000,
      latencyMs: { count: 1, p50: 50, p95: 50, p99: 50 },
      fillLatencyMs: { count: 1, p50: 50, p95: 50, p99: 50 },
      noFillLatencyMs: null,
      bidding: noBidding,
    },
  ]);
});

it("counts live bids apart from loads", () => {
  const bid = { phase: "bid", bidCpmUsd: 4 } as const;
  const asked = { phase: "bid", adapter: "fixed-price", timeoutMs: 100, budget: "node" } as const;
  const events = aTrace(
    started("request-1"),
    chain("request-1", "alpha"),
    ofNode("node-bid.requested", asked),
    ofNode("node-bid.received", { ...bid, latencyMs: 10 }),
    ofNode("node.started", {
      phase: "load",
      adapter: "fixed-price",
      timeoutMs: 100,
      budget: "node",
    }),
    ofNode("node.filled", { phase: "load", latencyMs: 20, renderUri: "https://a.example/ad" }),
    selected("request-1", "alpha", 4),
    ofNode("bid-notice.sent" as never, { lossReason: 0 } as never),
    started("request-2"),
    chain("request-2", "alpha"),
    ofNode("node-bid.requested", { ...second(), ...asked }),
    ofNode("node-bid.received", { ...second(), ...bid, latencyMs: 10 }),
    ofNode("node.unfilled", {
      ...second(),
      phase: "bid",
      latencyMs: 10,
      rule: "bid-below-node-floor",
      detail: "",
    }),
    ofNode("bid-notice.sent" as never, { ...second(), lossReason: 100 } as never),
    started("request-3"),
    chain("request-3", "alpha"),
    ofNode("node-bid.requested", { requestId: "request-3", ...asked }),
    ofNode("node.timed-out", {
      requestId: "request-3",
      phase: "bid",
      latencyMs: 100,
      rule: "bid-timed-out",
      detail: "",
    }),
  );

  const [alpha] = summarizeTrace(events).networks;

  expect([alpha?.attempts, alpha?.fills, alpha?.noFills, alpha?.timeouts]).toEqual([1, 1, 0, 0]);
  expect(alpha?.bidding).toEqual({
    bidRequests: 3,
    bids: 2,
    bidRate: 2 / 3,
    validBids: 1,
    wins: 1,
    winRate: 1,
    winPerRequest: 1 / 3,
    lossReasons: { 0: 1, 100: 1 },
  });
});

it("counts what the run left open as cancelled", () => {
  const events = aTrace(
    started("request-1"),
    chain("request-1", "alpha"),
    ofNode("node.started", { adapter: "fixed-price", timeoutMs: 400, budget: "node" }),
  );

  const { requests, networks } = summarizeTrace(events);

  expect([requests.adRequests, requests.filled + requests.noFill + requests.failed]).toEqual([
    1, 0,
  ]);
  expect([networks[0]?.cancelled, networks[0]?.cancelledRate]).toEqual([1, 1]);
});

it("has numbers for nothing where nothing happened", () => {
  const { requests, networks } = summarizeTrace(aTrace());

  expect([requests.fillRate, requests.showRate, requests.latencyMs]).toEqual([null, null, null]);
  expect(networks).toEqual([]);
});

it("takes the bid of an ad that is priced by its ad selection", async () => {
  const events = await runExample("04-chained-selection");

  const { requests, networks } = summarizeTrace(events);

  expect([requests.expectedRevenueMicros, requests.filledBy]).toEqual([
    3_500,
    { node: 0, "first-party": 1, fallback: 0, contextual: 0 },
  ]);
  expect(networks.map(({ networkId, shareOfVoice }) => [networkId, shareOfVoice])).toEqual([
    ["alpha", 0],
    ["beta", 0],
    ["gamma", 0],
    ["ssp", 1],
  ]);
});

it("counts one slot only, if it is named", async () => {
  const events = await runExample("03-inclusive-floor");

  const { requests, networks } = summarizeTrace(events, { slotId: "a-cent-above" });
  const error = await errorOf(() => summarizeTrace(events, { slotId: "equals" }));

  expect([requests.adRequests, requests.latencyMs?.p50, networks[0]?.inclusions]).toEqual([
    1, 160, 1,
  ]);
  expect([error.code, error.hint]).toEqual(["ERR_TRACE_NO_MATCH", "Did you mean equal?"]);
});

function sumOfRates({ networks }: TraceSummary): readonly number[] {
  return networks
    .filter(({ attempts }) => attempts > 0)
    .map(
      ({ matchRate, noFillRate, errorRate, timeoutRate, cancelledRate }) =>
        (matchRate ?? 0) +
        (noFillRate ?? 0) +
        (errorRate ?? 0) +
        (timeoutRate ?? 0) +
        (cancelledRate ?? 0),
    );
}

it.each(EXAMPLES)("has rates that make up a whole in %s", async (folder) => {
  const summary = summarizeTrace(await runExample(folder));

  for (const sum of [...sumOfRates(summary), 1]) expect(sum).toBeCloseTo(1, 12);
});
