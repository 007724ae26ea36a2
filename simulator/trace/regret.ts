import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";
import { collectAuctionFacts, priceOf, type AuctionFacts } from "./auction-facts.ts";
import { toRate } from "./percentiles.ts";
import { requestOf } from "./split-trace.ts";
import { microsPerCpmUsd, sum } from "./won-ads.ts";

/** Against an oracle that knows what every network would have paid. Ads count with what they pay once shown. */
export interface Regret {
  /** Those of which every node's value is known, and the price of the ad that won: the others are left out. */
  readonly requests: number;
  /** USD per thousand of these requests, had the best ad won each. */
  readonly bestRpmUsd: number | null;
  readonly policyRpmUsd: number | null;
  /** Best minus policy: what is left on the table. */
  readonly regretRpmUsd: number | null;
  /** The same in sum, in millionths of a USD. */
  readonly regretMicros: number;
}

/** A request held against the best that could have come of it. */
export interface Judged {
  /** Undefined where no node would have paid more than the winner and the first party. */
  readonly bestNodeId: string | undefined;
  readonly bestCpmUsd: number;
  /** 0 where nobody won. */
  readonly wonCpmUsd: number;
}

export function measureRegret(events: readonly MediationEvent[]): Regret {
  const facts = collectAuctionFacts(events);
  const ofRequests = Map.groupBy(events, requestOf);
  const judged = [...ofRequests.values()].flatMap(
    (ofRequest) => judgeRequest(ofRequest, facts) ?? [],
  );
  const requests = judged.length;
  const best = sum(judged, ({ bestCpmUsd }) => bestCpmUsd);
  const won = sum(judged, ({ wonCpmUsd }) => wonCpmUsd);
  return {
    requests,
    bestRpmUsd: toRate(best, requests),
    policyRpmUsd: toRate(won, requests),
    regretRpmUsd: toRate(best - won, requests),
    regretMicros: sum(judged, (each) =>
      Math.round((each.bestCpmUsd - each.wonCpmUsd) * microsPerCpmUsd),
    ),
  };
}

/** Undefined where somebody's value stays hidden. */
export function judgeRequest(
  events: readonly MediationEvent[],
  facts: AuctionFacts,
): Judged | undefined {
  const values = new Map(events.filter(isRevealed).map(({ nodeId, cpmUsd }) => [nodeId, cpmUsd]));
  const out = new Set(events.filter(isRuledOut).map(({ nodeId }) => nodeId));
  const nodes = events.flatMap((event) => (event.type === "chain.fetched" ? event.nodes : []));
  const possible = nodes.map(({ nodeId }) => nodeId).filter((nodeId) => !out.has(nodeId));
  const isKnown = possible.every((nodeId) => values.has(nodeId));
  if (values.size === 0 || !isKnown) return undefined;
  const ad = events.find((event) => event.type === "ad.selected");
  const wonCpmUsd = ad === undefined ? 0 : priceOf(ad, facts);
  if (wonCpmUsd === undefined) return undefined;
  const own = events.filter((event) => event.type === "first-party.selected");
  const others = [
    ...own.map((other) => ({ nodeId: undefined, cpmUsd: priceOf(other, facts) ?? 0 })),
    ...possible.map((nodeId) => ({ nodeId, cpmUsd: values.get(nodeId) ?? 0 })),
  ];
  const winner = { nodeId: undefined, cpmUsd: wonCpmUsd };
  const best = others.reduce((most, each) => (each.cpmUsd > most.cpmUsd ? each : most), winner);
  return { bestNodeId: best.nodeId, bestCpmUsd: best.cpmUsd, wonCpmUsd };
}

function isRevealed(event: MediationEvent): event is MediationEventOf<"valuation.revealed"> {
  return event.type === "valuation.revealed";
}

/** No policy may ask such a node – unless it was only the time that it had wasted before. */
function isRuledOut(event: MediationEvent): event is MediationEventOf<"node.skipped"> {
  return event.type === "node.skipped" && event.rule !== "walk-out-of-time";
}
