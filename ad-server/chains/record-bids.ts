import type { MediationNode } from "../../sdk/model/mediation-chain.ts";
import type { AuctionResult } from "../auction/auction-result.ts";
import type { LastResort, RecordedBid } from "./auction-record.ts";

/**
 * A bid in the chain was not ended by anything yet, whatever the walk without ads says of it. Its winner was, where
 * the phone has no way to show it.
 */
export function recordBids(
  { bids }: AuctionResult,
  nodes: readonly MediationNode[],
  lastResort: LastResort | undefined,
): RecordedBid[] {
  const lost = lastResort?.deliveredAs === "nothing" ? lastResort : undefined;
  const places = new Map(nodes.map(({ nodeId }, index) => [nodeId, index + 1]));
  return bids.map(({ rule, detail, ...bid }) => {
    const node = places.get(bid.bidId);
    if (node !== undefined) return { ...bid, node };
    if (rule !== undefined) return { ...bid, rule, detail };
    if (lost?.bidId !== bid.bidId) return bid;
    return { ...bid, rule: "undeliverable", detail: lost.detail };
  });
}
