import type { MediationEvent } from "../../sdk/index.ts";
import { keyOfTurn, toTurns } from "./collect-attempts.ts";
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

export function measureBids(events: readonly MediationEvent[], ads: readonly WonAd[]): BidMetrics {
  const asked = toTurns(events.filter((event) => event.type === "node-bid.requested"));
  const received = events.filter((event) => event.type === "node-bid.received");
  const positive = toTurns(received.filter(({ bidCpmUsd }) => bidCpmUsd !== 0));
  const unfilled = events.filter((event) => event.type === "node.unfilled");
  const rejected = toTurns(unfilled.filter(({ phase }) => phase === "bid"));
  const won = toTurns(ads);
  const bids = [...asked].filter((turn) => positive.has(turn));
  const validBids = bids.filter((turn) => !rejected.has(turn));
  const wins = validBids.filter((turn) => won.has(turn)).length;
  return {
    bidRequests: asked.size,
    bids: bids.length,
    bidRate: toRate(bids.length, asked.size),
    validBids: validBids.length,
    wins,
    winRate: toRate(wins, validBids.length),
    winPerRequest: toRate(wins, asked.size),
    lossReasons: countReasons(events),
  };
}

/** A notice that failed after it was sent is one notice. */
function countReasons(events: readonly MediationEvent[]): BidMetrics["lossReasons"] {
  const notices = events.filter(
    (event) => event.type === "bid-notice.sent" || event.type === "bid-notice.failed",
  );
  const reasons = new Map(notices.map((event) => [keyOfTurn(event), event.lossReason]));
  const byReason = Object.groupBy(reasons.values(), (reason) => reason);
  return Object.fromEntries(
    Object.entries(byReason).map(([reason, told = []]) => [reason, told.length]),
  );
}
