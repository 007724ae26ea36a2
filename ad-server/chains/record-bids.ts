import type { MediationNode } from "../../sdk/model/mediation-chain.ts";
import type { AuctionResult } from "../auction/auction-result.ts";
import type { RecordedBid } from "./auction-record.ts";

/** A bid in the chain was not ended by anything yet, whatever the walk without ads says of it. */
export function recordBids(
  { bids }: AuctionResult,
  nodes: readonly MediationNode[],
): RecordedBid[] {
  const places = new Map(nodes.map(({ nodeId }, index) => [nodeId, index + 1]));
  return bids.map(({ rule, detail, ...bid }) => {
    const node = places.get(bid.bidId);
    if (node !== undefined) return { ...bid, node };
    return rule === undefined ? bid : { ...bid, rule, detail };
  });
}
