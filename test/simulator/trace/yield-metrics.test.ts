import { expect, it } from "vitest";
import { explainTrace, summarizeTrace, type TraceSummary } from "../../../simulator/index.ts";
import type { MediationEvent, MediationEventOf } from "../../../sdk/index.ts";
import { aTrace, ofNode } from "../../support/a-trace.ts";

const dayMs = 86_400_000;

type Network = TraceSummary["networks"][number];

function networkOf(events: readonly MediationEvent[], networkId: string): Network | undefined {
  return summarizeTrace(events).networks.find((network) => network.networkId === networkId);
}

function started(requestId: string, atMs = 0): MediationEvent {
  const budgets = { totalTimeoutMs: 30_000, endpointTimeoutMs: 3_000 };
  return { type: "request.started", atMs, requestId, slotId: "home", format: "banner", ...budgets };
}

function refused(requestId: string, atMs = 0): MediationEvent {
  const slot = { slotId: "home", format: "banner", cap: "slot" } as const;
  const loss = { rule: "impression-paced", detail: "" } as const;
  return { type: "request.refused", atMs, requestId, ...slot, ...loss };
}

function chain(requestId: string, ...nodeIds: readonly string[]): MediationEvent {
  const nodes = nodeIds.map((nodeId) => ({
    nodeId,
    networkId: nodeId,
    adapter: "fixed-price",
    ecpmUsd: 2,
  }));
  return { type: "chain.fetched", atMs: 0, requestId, chainId: "c", nodes };
}

function asked(requestId: string, nodeId = "alpha"): MediationEvent {
  const question = { adapter: "fixed-price", timeoutMs: 400, budget: "node" } as const;
  return ofNode("node.started", { requestId, nodeId, networkId: nodeId, ...question });
}

function filled(requestId: string, facts: { readonly isFromCache?: true } = {}): MediationEvent {
  return ofNode("node.filled", {
    requestId,
    latencyMs: 9,
    renderUri: "https://a.example",
    ...facts,
  });
}

function selected(requestId: string, cpmUsd?: number): MediationEvent {
  const place = { slotId: "home", networkId: "alpha", nodeId: "alpha", source: "node" } as const;
  const ad = { renderUri: "https://a.example", ...(cpmUsd !== undefined && { cpmUsd }) };
  return { type: "ad.selected", ...ofAd(requestId), ...place, ...ad };
}

function ofAd(requestId: string, networkId = "alpha") {
  return { atMs: 0, requestId, networkId, adId: `ad of ${requestId}` };
}

function paid(requestId: string, facts: Partial<MediationEventOf<"revenue.paid">>): MediationEvent {
  const place = { slotId: "home", format: "banner", source: "node" } as const;
  const money = { currency: "USD", precision: "exact" } as const;
  return { type: "revenue.paid", ...ofAd(requestId), ...place, ...money, ...facts };
}

function shown(requestId: string, networkId = "alpha", atMs = 0): readonly MediationEvent[] {
  const ad = { ...ofAd(requestId, networkId), atMs };
  return [
    { type: "ad.shown", ...ad, renderUri: "https://a.example" },
    { type: "impression.reported", ...ad },
  ];
}

function revealed(requestId: string, nodeId: string, cpmUsd: number | null): MediationEvent {
  const turn = { requestId, nodeId, networkId: nodeId };
  return { type: "valuation.revealed", atMs: 0, ...turn, cpmUsd };
}

it("counts what a cap refuses beside ad requests, and never among them", () => {
  const events = aTrace(started("request-1"), refused("request-2"), refused("request-3"));

  const { requests } = summarizeTrace(events, { slotId: "home" });

  expect([requests.adRequests, requests.cappedRequests, requests.capHitRate]).toEqual([
    1,
    2,
    2 / 3,
  ]);
});

it("holds nodes that a cap kept out against those that were asked", () => {
  const skip = (requestId: string, rule: MediationEventOf<"node.skipped">["rule"]) =>
    ofNode("node.skipped", { requestId, rule, detail: "" });
  const requestIds = ["request-1", "request-2", "request-3", "request-4"];
  const events = aTrace(
    ...requestIds.flatMap((requestId) => [started(requestId), chain(requestId, "alpha")]),
    asked("request-1"),
    skip("request-2", "impression-cap-reached"),
    skip("request-3", "impression-paced"),
    skip("request-4", "format-unsupported"),
  );

  const alpha = networkOf(events, "alpha");

  expect([alpha?.skips, alpha?.cappedSkips, alpha?.capHitRate]).toEqual([3, 2, 2 / 3]);
});

it("divides revenue by impressions, by requests and by days", () => {
  const events = aTrace(
    started("request-1"),
    selected("request-1", 5),
    ...shown("request-1"),
    paid("request-1", { valueMicros: 3_000 }),
    started("request-2", dayMs - 1),
    selected("request-2", 5),
    ...shown("request-2"),
    paid("request-2", { valueMicros: 1_000, precision: "estimated" }),
    started("request-3", dayMs),
    selected("request-3"),
    ...shown("request-3", "alpha", dayMs),
    paid("request-3", { precision: "undefined" }),
    started("request-4", 3 * dayMs),
  );

  const { requests } = summarizeTrace(events);

  expect(requests).toMatchObject({
    revenueMicros: 4_000,
    revenueMicrosBy: { exact: 3_000, "publisher-defined": 0, estimated: 1_000, undefined: 0 },
    unpaidImpressions: 1,
    observedEcpmUsd: 4 / 3,
    rpmUsd: 1,
    userDays: 3,
    arpdauMicros: 4_000 / 3,
  });
});

it("shares voice by impressions and wallet by revenue", () => {
  const beta = { networkId: "beta" };
  const events = aTrace(
    ...["request-1", "request-2", "request-3", "request-4"].flatMap(started),
    selected("request-1"),
    ...shown("request-1"),
    paid("request-1", { valueMicros: 1_000, rankCpmUsd: 2 }),
    selected("request-2"),
    ...shown("request-2"),
    paid("request-2", { valueMicros: 2_000, rankCpmUsd: 2 }),
    selected("request-3"),
    ...shown("request-3"),
    paid("request-3", { rankCpmUsd: 7, precision: "undefined" }),
    { ...selected("request-4"), ...beta },
    ...shown("request-4", "beta"),
    paid("request-4", { ...beta, valueMicros: 9_000 }),
  );

  const shares = summarizeTrace(events).networks.map((network) => [
    network.networkId,
    network.shareOfVoice,
    network.shareOfWallet,
    network.rankPriceDiscrepancy,
  ]);

  expect(shares).toEqual([
    ["alpha", 3 / 4, 1 / 4, -1 / 4],
    ["beta", 1 / 4, 3 / 4, null],
  ]);
});

it("says what became of every load that was never shown", () => {
  const loss = { rule: "ad-expired", detail: "" } as const;
  const requestIds = [1, 2, 3, 4, 5, 6].map((number) => `request-${number}`);
  const [first = "", second = "", third = "", fourth = "", fifth = ""] = requestIds;
  const events = aTrace(
    ...requestIds.flatMap((each) => [started(each), asked(each), filled(each)]),
    ...[first, second, third, fourth, fifth].map((requestId) => selected(requestId)),
    ...shown(first),
    { type: "ad.expired", ...ofAd(second), ...loss },
    { type: "ad.dropped", ...ofAd(third), rule: "ad-let-go", detail: "" },
    { type: "ad.show-failed", ...ofAd(fourth), rule: "ad-not-shown", detail: "" },
  );

  const alpha = networkOf(events, "alpha");

  expect(alpha).toMatchObject({
    loads: 6,
    wastedLoads: 5,
    wastedLoadRate: 5 / 6,
    wastedBy: { lost: 1, expired: 1, dropped: 1, notShown: 1, left: 1 },
  });
});

it("counts an ad that came too late and was kept as one load, whoever takes it", () => {
  const late = { answer: "fill", lateMs: 5, isKept: true } as const;
  const timedOut = { latencyMs: 400, rule: "node-timed-out", detail: "" } as const;
  const events = aTrace(
    ...["request-1", "request-2"].flatMap((requestId) => [
      started(requestId),
      chain(requestId, "alpha"),
      asked(requestId),
      ofNode("node.timed-out", { requestId, ...timedOut }),
      ofNode("node.answered-late", { requestId, ...late }),
    ]),
    started("request-3"),
    chain("request-3", "alpha"),
    filled("request-3", { isFromCache: true }),
    selected("request-3"),
    ...shown("request-3"),
  );

  const alpha = networkOf(events, "alpha");

  expect(alpha).toMatchObject({
    attempts: 2,
    timeouts: 2,
    lateRate: 1,
    loads: 2,
    cacheFills: 1,
    wastedLoads: 1,
    wastedBy: { lost: 1 },
  });
});

it("counts a kept ad that grew too old as expired", () => {
  const late = { answer: "fill", lateMs: 5, isKept: true } as const;
  const renderUri = "https://alpha.example/ad";
  const tooOld = { renderUri, rule: "ad-expired", detail: "" } as const;
  const events = aTrace(
    started("request-1"),
    chain("request-1", "alpha"),
    asked("request-1"),
    ofNode("node.timed-out", { latencyMs: 400, rule: "node-timed-out", detail: "" }),
    ofNode("node.answered-late", late),
    ofNode("late-fill.dropped", { requestId: "request-2", ...tooOld }),
  );

  const alpha = networkOf(events, "alpha");

  expect(alpha).toMatchObject({ loads: 1, wastedLoads: 1, wastedBy: { lost: 0, expired: 1 } });
});

it("holds what won against the best that every node would have paid", () => {
  const events = aTrace(
    started("request-1"),
    chain("request-1", "alpha", "beta"),
    selected("request-1", 3),
    revealed("request-1", "alpha", 3),
    revealed("request-1", "beta", 5),
    started("request-2"),
    chain("request-2", "alpha", "beta"),
    revealed("request-2", "alpha", null),
    revealed("request-2", "beta", 1),
    started("request-3"),
    chain("request-3", "alpha", "beta"),
    selected("request-3", 2),
    revealed("request-3", "alpha", 9),
  );

  const { regret } = summarizeTrace(events).requests;

  expect(regret).toEqual({
    requests: 2,
    bestRpmUsd: 3,
    policyRpmUsd: 1.5,
    regretRpmUsd: 1.5,
    regretMicros: 3_000,
  });
});

it("tells who would have paid most, where that was not who won", () => {
  const [won, lost] = ["request-1", "request-2"].map((requestId) =>
    explainTrace(
      aTrace(
        started(requestId),
        chain(requestId, "alpha", "beta"),
        selected(requestId, 3),
        revealed(requestId, "alpha", 3),
        revealed(requestId, "beta", requestId === "request-1" ? 2 : 5),
      ),
    ),
  );

  const texts = [won, lost].map((chapters) => chapters?.[0]?.sentences.slice(1, 2));

  expect(texts[0]).not.toEqual(texts[1]);
  expect(texts[1]).toEqual([
    { text: 'Node "beta" would have paid most: 5 USD CPM, instead of 3.' },
  ]);
});

it("leaves out of the best what no policy may ask, and counts what only came too late", () => {
  const skipped = (nodeId: string, rule: MediationEventOf<"node.skipped">["rule"]) =>
    ofNode("node.skipped", { nodeId, networkId: nodeId, rule, detail: "" });
  const events = aTrace(
    started("request-1"),
    chain("request-1", "alpha", "beta", "gamma"),
    skipped("alpha", "impression-cap-reached"),
    skipped("beta", "walk-out-of-time"),
    selected("request-1", 1),
    revealed("request-1", "alpha", 9),
    revealed("request-1", "beta", 4),
    revealed("request-1", "gamma", 2),
  );

  const { regret } = summarizeTrace(events).requests;

  expect([regret.bestRpmUsd, regret.regretMicros]).toEqual([4, 3_000]);
});

it("counts what came from the cache, refreshes, failures to show and rewards", () => {
  const replaced = { requestId: "request-1", slotId: "home", replacedAdId: "ad-0" };
  const events = aTrace(
    started("request-1"),
    { type: "ad.taken", ...ofAd("request-1"), slotId: "home", ageMs: 9 },
    { type: "slot.refreshed", atMs: 0, ...replaced },
    { type: "ad.show-failed", ...ofAd("request-1"), rule: "ad-not-shown", detail: "" },
    { type: "reward.earned", ...ofAd("request-1"), rewardType: "coins", amount: 5 },
  );

  const { requests } = summarizeTrace(events);

  expect([
    requests.adRequests,
    requests.takenFromCache,
    requests.refreshes,
    requests.showFailures,
    requests.rewards,
  ]).toEqual([1, 1, 1, 1, 1]);
});
