import type { MediationNode } from "../../sdk/model/mediation-chain.ts";
import type { AuctionResult, JudgedBid } from "../auction/auction-result.ts";
import type { SlotBody } from "../supply/slot.ts";
import type { Offer } from "./to-auction-input.ts";

/** The networks that were called, as the SDK tries them. */
export function buildNodes(
  slot: SlotBody,
  offers: ReadonlyMap<string, Offer>,
  { bids, calls }: AuctionResult,
): readonly MediationNode[] {
  const judged = new Map(bids.map((bid) => [bid.bidId, bid]));
  const nodes = calls.flatMap(({ bidId, networkId, timeoutMs }) => {
    const [source, bid] = [offers.get(bidId)?.source, judged.get(bidId)];
    if (source?.sdk === undefined || bid === undefined) return [];
    const { cap, sdk } = source;
    return [
      {
        nodeId: bidId,
        networkId,
        ...priceOf(bid),
        timeoutMs,
        ...(cap !== undefined && { cap }),
        adapter: sdk.adapter,
        options: sdk.options,
      },
    ];
  });
  return slot.order === "manual" ? putInOrder(nodes, slot.manual_order ?? []) : nodes;
}

function priceOf({
  rankUsd = 0,
  floor,
}: JudgedBid): Pick<MediationNode, "ecpmUsd" | "floorCpmUsd"> {
  const hasFloor = floor !== undefined && floor.source !== "none" && floor.cpmUsd > 0;
  return { ecpmUsd: rankUsd, ...(hasFloor && { floorCpmUsd: floor.cpmUsd }) };
}

/** Whoever is not named comes after those who are, in the order of their bids. */
function putInOrder(
  nodes: readonly MediationNode[],
  names: readonly string[],
): readonly MediationNode[] {
  const placeOf = ({ nodeId }: MediationNode): number => {
    const place = names.indexOf(nodeId);
    return place === -1 ? names.length : place;
  };
  return nodes.toSorted((one, other) => placeOf(one) - placeOf(other));
}
