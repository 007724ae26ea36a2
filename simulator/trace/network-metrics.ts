import type { LossRule, MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { measureBids, type BidMetrics } from "./bid-metrics.ts";
import { collectAttempts, toTurns, type Attempt, type AttemptEnd } from "./collect-attempts.ts";
import { measureLoads, type LoadMetrics } from "./load-metrics.ts";
import { toPercentiles, toRate, type Percentiles } from "./percentiles.ts";
import {
  collectPayments,
  measureDiscrepancy,
  measureRevenue,
  valueOf,
  type Payment,
  type RevenueMetrics,
} from "./revenue-metrics.ts";
import { countImpressions, sum, type WonAd } from "./won-ads.ts";

/**
 * Of one network, over all its nodes in all requests (spec: mediation 2.7, level A). A rate is a number from 0 to
 * 1, or null where there is nothing to divide by.
 */
export interface NetworkMetrics extends LoadMetrics, RevenueMetrics {
  readonly networkId: string;
  /** How often one of its nodes was in a chain. */
  readonly inclusions: number;
  /** How often one of its nodes was asked to load. */
  readonly attempts: number;
  /** Attempts over inclusions: how far down the chain traffic gets. */
  readonly reachRate: number | null;
  readonly skips: number;
  /** Skips because a cap of the node was reached, or its pace too fast. */
  readonly cappedSkips: number;
  /** Capped skips over these and the turns in which a node was asked. */
  readonly capHitRate: number | null;
  readonly fills: number;
  readonly matchRate: number | null;
  readonly noFills: number;
  readonly noFillRate: number | null;
  readonly errors: number;
  readonly errorRate: number | null;
  readonly timeouts: number;
  readonly timeoutRate: number | null;
  /** Attempts that the run ended before they did. */
  readonly cancelled: number;
  readonly cancelledRate: number | null;
  /** Timeouts whose answer came later and was a fill. */
  readonly lateFills: number;
  readonly lateRate: number | null;
  readonly impressions: number;
  /** Share of voice: its impressions over all impressions. */
  readonly shareOfVoice: number | null;
  /** Share of wallet: its revenue over all revenue. Where voice is more than wallet, it fills cheaply. */
  readonly shareOfWallet: number | null;
  /** How far what it paid is off what its nodes were ranked by, as a share of that. */
  readonly rankPriceDiscrepancy: number | null;
  readonly expectedRevenueMicros: number;
  /** Of attempts that ended; a timeout counts with the time it was given. */
  readonly latencyMs: Percentiles | null;
  readonly fillLatencyMs: Percentiles | null;
  readonly noFillLatencyMs: Percentiles | null;
  readonly bidding: BidMetrics;
}

interface NetworkTrace {
  /** Of its nodes only. */
  readonly events: readonly MediationEvent[];
  readonly attempts: readonly Attempt[];
  readonly ads: readonly WonAd[];
  readonly payments: readonly Payment[];
  readonly inclusions: number;
}

export function measureNetworks(
  events: readonly MediationEvent[],
  ads: readonly WonAd[],
): readonly NetworkMetrics[] {
  const chains = events.flatMap((event) => (event.type === "chain.fetched" ? event.nodes : []));
  const payments = collectPayments(events);
  const ofNodes = Map.groupBy(events.filter(isOfNode), ({ networkId }) => networkId);
  const networkIds = new Set([...chains, ...ads, ...payments].map(({ networkId }) => networkId));
  const all = { impressions: countImpressions(ads), revenueMicros: sum(payments, valueOf) };
  return Array.from(networkIds, (networkId) => {
    const isOwn = (of: { readonly networkId: string }): boolean => of.networkId === networkId;
    const own = ofNodes.get(networkId) ?? [];
    const trace = {
      events: own,
      attempts: collectAttempts(own),
      ads: ads.filter(isOwn),
      payments: payments.filter(isOwn),
      inclusions: chains.filter(isOwn).length,
    };
    return {
      networkId,
      ...measureAttempts(trace),
      ...measureLoads(trace),
      ...measureMoney(trace, all),
      ...measureLatency(trace),
      bidding: measureBids(own, trace.ads),
    };
  });
}

type NodeEvent = Extract<MediationEvent, { readonly position: number }>;

function isOfNode(event: MediationEvent): event is NodeEvent {
  return "position" in event;
}

function measureAttempts({ events, attempts: all, inclusions }: NetworkTrace) {
  const ended = Map.groupBy(all, ({ end }) => end?.type);
  const count = (type: AttemptEnd | undefined): number => ended.get(type)?.length ?? 0;
  const attempts = all.length;
  const rateOf = (type: AttemptEnd | undefined): number | null => toRate(count(type), attempts);
  const timedOut = ended.get("node.timed-out") ?? [];
  const lateFills = timedOut.filter(({ late }) => late?.answer === "fill").length;
  return {
    inclusions,
    attempts,
    reachRate: toRate(attempts, inclusions),
    ...measureSkips(events),
    fills: count("node.filled"),
    matchRate: rateOf("node.filled"),
    noFills: count("node.unfilled"),
    noFillRate: rateOf("node.unfilled"),
    errors: count("node.failed"),
    errorRate: rateOf("node.failed"),
    timeouts: timedOut.length,
    timeoutRate: rateOf("node.timed-out"),
    cancelled: count(undefined),
    cancelledRate: rateOf(undefined),
    lateFills,
    lateRate: toRate(lateFills, timedOut.length),
  };
}

const CAP_RULES: ReadonlySet<LossRule> = new Set(["impression-cap-reached", "impression-paced"]);

/** A node that bids is asked before it is asked to load. */
function measureSkips(events: readonly MediationEvent[]) {
  const skipped = events.filter((event) => event.type === "node.skipped");
  const capped = toTurns(skipped.filter(({ rule }) => CAP_RULES.has(rule)));
  const asked = toTurns(events.filter(isAsking));
  return {
    skips: skipped.length,
    cappedSkips: capped.size,
    capHitRate: toRate(capped.size, capped.size + asked.size),
  };
}

function isAsking(
  event: MediationEvent,
): event is MediationEventOf<"node.started" | "node-signals.requested" | "node-bid.requested"> {
  return /^node(?:\.started|-signals\.requested|-bid\.requested)$/.test(event.type);
}

interface Totals {
  readonly impressions: number;
  readonly revenueMicros: number;
}

function measureMoney({ ads, payments }: NetworkTrace, all: Totals) {
  const impressions = countImpressions(ads);
  const revenue = measureRevenue(payments, impressions);
  return {
    impressions,
    shareOfVoice: toRate(impressions, all.impressions),
    ...revenue,
    shareOfWallet: toRate(revenue.revenueMicros, all.revenueMicros),
    rankPriceDiscrepancy: measureDiscrepancy(payments),
    expectedRevenueMicros: sum(ads, ({ priceMicros = 0 }) => priceMicros),
  };
}

/** A timeout counts with the time it was given. */
function measureLatency({ attempts }: NetworkTrace) {
  const latencies = (...types: readonly AttemptEnd[]): readonly number[] =>
    attempts.flatMap(({ start, end }) => {
      if (end === undefined || !types.includes(end.type)) return [];
      return end.type === "node.timed-out" ? start.timeoutMs : end.latencyMs;
    });
  return {
    latencyMs: toPercentiles(
      latencies("node.filled", "node.unfilled", "node.failed", "node.timed-out"),
    ),
    fillLatencyMs: toPercentiles(latencies("node.filled")),
    noFillLatencyMs: toPercentiles(latencies("node.unfilled")),
  };
}
