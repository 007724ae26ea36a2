import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { measureBids, type BidMetrics } from "./bid-metrics.ts";
import { toPercentiles, toRate, type Percentiles } from "./percentiles.ts";
import { sum, type WonAd } from "./won-ads.ts";

/**
 * Of one network, over all its nodes in all requests (spec: mediation 2.7, level A). A rate is a number from 0 to
 * 1, or null where there is nothing to divide by.
 */
export interface NetworkMetrics {
  readonly networkId: string;
  /** How often one of its nodes was in a chain. */
  readonly inclusions: number;
  /** How often one of its nodes was asked to load. */
  readonly attempts: number;
  /** Attempts over inclusions: how far down the chain traffic gets. */
  readonly reachRate: number | null;
  readonly skips: number;
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
  /** Fills that were never shown. */
  readonly wastedLoads: number;
  readonly wastedLoadRate: number | null;
  readonly impressions: number;
  /** Share of voice: its impressions over all impressions. */
  readonly shareOfVoice: number | null;
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
  readonly ads: readonly WonAd[];
  readonly inclusions: number;
}

export function measureNetworks(
  events: readonly MediationEvent[],
  ads: readonly WonAd[],
): readonly NetworkMetrics[] {
  const chains = events.flatMap((event) => (event.type === "chain.fetched" ? event.nodes : []));
  const ofNodes = Map.groupBy(events.filter(isOfNode), ({ networkId }) => networkId);
  const networkIds = new Set([...chains, ...ads].map(({ networkId }) => networkId));
  const impressions = countImpressions(ads);
  return Array.from(networkIds, (networkId) => {
    const inclusions = chains.filter((node) => node.networkId === networkId).length;
    const ofNetwork = ads.filter((ad) => ad.networkId === networkId);
    const trace = { events: ofNodes.get(networkId) ?? [], ads: ofNetwork, inclusions };
    const own = countImpressions(ofNetwork);
    return {
      networkId,
      ...measureAttempts(trace),
      ...measureLoads(trace),
      impressions: own,
      shareOfVoice: toRate(own, impressions),
      expectedRevenueMicros: sum(ofNetwork, ({ priceMicros = 0 }) => priceMicros),
      ...measureLatency(trace),
      bidding: measureBids(trace.events, ofNetwork),
    };
  });
}

type NodeEvent = Extract<MediationEvent, { readonly position: number }>;
type Started = MediationEventOf<"node.started">;
type Ended = MediationEventOf<"node.filled" | "node.unfilled" | "node.failed" | "node.timed-out">;

function isOfNode(event: MediationEvent): event is NodeEvent {
  return "position" in event;
}

/** Signals and bids end as loads do, and are none. */
function isOfLoad(event: MediationEvent): boolean {
  return !("phase" in event) || event.phase === undefined || event.phase === "load";
}

function endsOf({ events }: NetworkTrace, type: Ended["type"]): readonly Ended[] {
  return events.filter((event): event is Ended => event.type === type && isOfLoad(event));
}

function startsOf({ events }: NetworkTrace): readonly Started[] {
  return events.filter(
    (event): event is Started => event.type === "node.started" && isOfLoad(event),
  );
}

function measureAttempts(trace: NetworkTrace) {
  const { events, inclusions } = trace;
  const attempts = startsOf(trace).length;
  const fills = endsOf(trace, "node.filled").length;
  const noFills = endsOf(trace, "node.unfilled").length;
  const errors = endsOf(trace, "node.failed").length;
  const timeouts = endsOf(trace, "node.timed-out").length;
  const cancelled = attempts - fills - noFills - errors - timeouts;
  const lateFills = events.filter(
    (event) => event.type === "node.answered-late" && event.answer === "fill",
  ).length;
  return {
    inclusions,
    attempts,
    reachRate: toRate(attempts, inclusions),
    skips: events.filter(({ type }) => type === "node.skipped").length,
    fills,
    matchRate: toRate(fills, attempts),
    noFills,
    noFillRate: toRate(noFills, attempts),
    errors,
    errorRate: toRate(errors, attempts),
    timeouts,
    timeoutRate: toRate(timeouts, attempts),
    cancelled,
    cancelledRate: toRate(cancelled, attempts),
    lateFills,
    lateRate: toRate(lateFills, timeouts),
  };
}

function measureLoads(trace: NetworkTrace) {
  const fills = endsOf(trace, "node.filled").length;
  const shown = trace.ads.filter(({ nodeId, isShown }) => nodeId !== undefined && isShown).length;
  const wastedLoads = fills - shown;
  return { wastedLoads, wastedLoadRate: toRate(wastedLoads, fills) };
}

function measureLatency(trace: NetworkTrace) {
  const latencies = (type: Ended["type"]): readonly number[] =>
    endsOf(trace, type).map(({ latencyMs }) => latencyMs);
  const limits = new Map(startsOf(trace).map((event) => [keyOf(event), event.timeoutMs]));
  const censored = endsOf(trace, "node.timed-out").map(
    (event) => limits.get(keyOf(event)) ?? event.latencyMs,
  );
  const [fills, noFills] = [latencies("node.filled"), latencies("node.unfilled")];
  const all = [...fills, ...noFills, ...latencies("node.failed"), ...censored];
  return {
    latencyMs: toPercentiles(all),
    fillLatencyMs: toPercentiles(fills),
    noFillLatencyMs: toPercentiles(noFills),
  };
}

function keyOf({ requestId, nodeId }: NodeEvent): string {
  return JSON.stringify([requestId, nodeId]);
}

function countImpressions(ads: readonly WonAd[]): number {
  return ads.filter(({ hasImpression }) => hasImpression).length;
}
