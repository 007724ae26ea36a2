import type { MediationEvent } from "../../sdk/index.ts";
import { toRate } from "./percentiles.ts";
import type { WonAd } from "./won-ads.ts";

/** Of the bids that a network was asked for live; all zero for one that only waits in the chain. */
export interface BidMetrics {
  readonly bidRequests: number;
  /** Bids that came in time. */
  readonly bids: number;
  readonly bidRate: number | null;
  /** Bids that took part in the choice: those that reach their floor. */
  readonly validBids: number;
  /** Bids whose ad the request ended with. */
  readonly wins: number;
  /** Bids won over valid bids. */
  readonly winRate: number | null;
  /** Bids won over bid requests. */
  readonly winPerRequest: number | null;
  /** How often the network was told which OpenRTB loss reason; 0: it won. */
  readonly lossReasons: Readonly<Record<string, number>>;
}

type NodeKey = Pick<WonAd, "requestId" | "nodeId">;

export function measureBids(events: readonly MediationEvent[], ads: readonly WonAd[]): BidMetrics {
  const bidRequests = events.filter(({ type }) => type === "node-bid.requested").length;
  const received = events.filter((event) => event.type === "node-bid.received");
  const bids = new Set(received.filter(({ bidCpmUsd }) => bidCpmUsd !== 0).map(keyOf));
  const rejected = events.filter(
    (event) => event.type === "node.unfilled" && event.phase === "bid" && bids.has(keyOf(event)),
  );
  const validBids = bids.size - rejected.length;
  const wins = ads.filter((ad) => bids.has(keyOf(ad))).length;
  return {
    bidRequests,
    bids: bids.size,
    bidRate: toRate(bids.size, bidRequests),
    validBids,
    wins,
    winRate: toRate(wins, validBids),
    winPerRequest: toRate(wins, bidRequests),
    lossReasons: countReasons(events),
  };
}

/** A notice that failed after it was sent is one notice. */
function countReasons(events: readonly MediationEvent[]): BidMetrics["lossReasons"] {
  const notices = events.filter(
    (event) => event.type === "bid-notice.sent" || event.type === "bid-notice.failed",
  );
  const reasons = new Map(notices.map((event) => [keyOf(event), event.lossReason]));
  const byReason = Object.groupBy(reasons.values(), (reason) => reason);
  return Object.fromEntries(
    Object.entries(byReason).map(([reason, told = []]) => [reason, told.length]),
  );
}

function keyOf({ requestId, nodeId }: NodeKey): string {
  return JSON.stringify([requestId, nodeId]);
}
