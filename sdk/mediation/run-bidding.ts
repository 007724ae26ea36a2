import type { MediationChain } from "../model/mediation-chain.ts";
import { sendNotices, watchEndings } from "./bid-notices.ts";
import type { Bidder } from "./ask-bidder.ts";
import { chooseBid } from "./choose-bid.ts";
import { collectBids, tellBiddingFinished } from "./collect-bids.ts";
import type { Contender } from "./contender.ts";
import { fallBack } from "./fall-back.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { toNodePlacement } from "./node-placement.ts";
import type { NodeTurn } from "./node-turn.ts";
import type { Placement } from "./placement.ts";
import { skipWithoutTime } from "./tell-ending.ts";
import { tryNode } from "./try-node.ts";

interface Bidding {
  readonly chain: MediationChain;
  /** Those of the chain's nodes that bid. */
  readonly turns: readonly NodeTurn[];
  readonly contender: Contender;
}

/**
 * Signals, bids, one selection, and the ad of whoever it selects. Nobody is asked in the place of a winner whose
 * ad does not load: that would be a walk. The first party ends it, as it ends a chain.
 */
export async function runBidding(
  unwatched: MediationRequest,
  { chain, turns, contender }: Bidding,
): Promise<Placement | undefined> {
  const request = watchEndings(unwatched);
  const collected = await collectBids(request, turns);
  const choice = await chooseBid(request, { bidders: collected.standing, contender });
  const chosen = choice.kind === "bidder" ? choice.bidder : undefined;
  tellBiddingFinished(request, collected, chosen);
  const placed = choice.kind === "first-party" ? choice.placement : await loadAd(request, chosen);
  const winner = placed ?? (await fallBack(request, chain, contender.outcome));
  sendNotices(request, collected.received, winner);
  return winner;
}

async function loadAd(
  request: MediationRequest,
  bidder: Bidder | undefined,
): Promise<Placement | undefined> {
  if (bidder === undefined || skipWithoutTime(request, bidder)) return undefined;
  const fill = await tryNode(request, bidder);
  return fill && toNodePlacement(bidder, fill);
}
