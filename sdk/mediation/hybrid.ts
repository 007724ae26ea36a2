import { sendNotices, watchEndings } from "./bid-notices.ts";
import type { Bidder } from "./ask-bidder.ts";
import { collectBids, tellBiddingFinished } from "./collect-bids.ts";
import { enterFirstParty } from "./contender.ts";
import { fallBack } from "./fall-back.ts";
import type { MediationFlow, MediationRequest } from "./mediation-flow.ts";
import { rankPriceOf, toTurns, type NodeTurn } from "./node-turn.ts";
import { pickHighest } from "./pick-highest.ts";
import { runBidding } from "./run-bidding.ts";
import { tellUnreached } from "./tell-ending.ts";
import { walkNodes } from "./walk-nodes.ts";
import type { WalkOptions } from "./walk-options.ts";

/** Some nodes have a price and others bid live: the chain says which (spec: proposal, "Programmatic and hybrid"). */
export const hybrid: MediationFlow = (request, chain) =>
  ORDERS[request.options.hybrid.order](request, chain);

const ORDERS: Readonly<Record<WalkOptions["hybrid"]["order"], MediationFlow>> = {
  /** Priced nodes get their chance to show an ad before any bidding runs (seed: mediation proposal, "Hybrid mediation"). */
  "waterfall-first": async (request, chain) => {
    const contender = await enterFirstParty(request);
    const { priced, bidding } = partition(toTurns(chain));
    const placed = await walkNodes(request, { turns: priced, contender });
    if (placed === undefined) return runBidding(request, { chain, turns: bidding, contender });
    tellUnreached(request, bidding, "the walk of the priced nodes ended the request");
    return placed;
  },
  /** The best bid takes its place among the prices, and the walk goes through both (spec: mediation 2.6). */
  "merged-by-price": async (unwatched, chain) => {
    const request = watchEndings(unwatched);
    const contender = await enterFirstParty(request);
    const { priced, bidding } = partition(toTurns(chain));
    const collected = await collectBids(request, bidding);
    const best = pickHighest(request, collected.standing);
    tellBiddingFinished(request, collected, best);
    const turns = best === undefined ? priced : merge(request, priced, best);
    const placed = await walkNodes(request, { turns, contender, comparesFills: true });
    const winner = placed ?? (await fallBack(request, chain, contender.outcome));
    sendNotices(request, collected.received, winner);
    return winner;
  },
};

function partition(turns: readonly NodeTurn[]) {
  return {
    priced: turns.filter(({ node }) => node.bids !== true),
    bidding: turns.filter(({ node }) => node.bids === true),
  };
}

/** Nodes worth more than the bid stand before it; at an equal price the live one goes first. */
function merge(
  { options }: MediationRequest,
  priced: readonly NodeTurn[],
  best: Bidder,
): readonly NodeTurn[] {
  const cpmUsd = rankPriceOf(best);
  const { nodeId } = best.node;
  const floor = options.hybrid.bidIsFloor && { borrowedFloor: { nodeId, cpmUsd } };
  const above = priced.filter((turn) => rankPriceOf(turn) > cpmUsd);
  const below = priced.filter((turn) => rankPriceOf(turn) <= cpmUsd);
  return [...above.map((turn) => ({ ...turn, ...floor })), best, ...below];
}
