import type { MediationNode } from "../../sdk/model/mediation-chain.ts";
import type { SlotBody } from "../supply/slot.ts";
import type { MediatedSource } from "./mediated-source.ts";
import type { SellerPlatform } from "./to-auction-input.ts";

/** As many networks as the documents advise for one impression (spec: monetize 1.14). */
const advisedNetworks = 4;

/** What decides nothing, and an operator should look at all the same. */
export function findWarnings(
  slot: SlotBody,
  { sources }: SellerPlatform,
  nodes: readonly MediationNode[],
): string[] {
  return [
    ...sources.flatMap(warnOfMissingSdk),
    ...findSharedPlacements(sources),
    ...(nodes.length > advisedNetworks
      ? [`${nodes.length} networks are in the chain; more than ${advisedNetworks} take long`]
      : []),
    ...(slot.order === "manual" && slot.manual_order === undefined
      ? ['the order is manual, and there is no "manual_order": bids decide']
      : []),
  ];
}

function warnOfMissingSdk({ bid, sdk }: MediatedSource): string[] {
  if (sdk !== undefined) return [];
  return [`bid "${bid.bidId}" is left out: network "${bid.networkId}" has no sdk`];
}

/** One placement of a network behind two bids counts its revenue twice (spec: monetize 1.14). */
function findSharedPlacements(sources: readonly MediatedSource[]): string[] {
  const byPlacement = Map.groupBy(sources, ({ bid, placementId }) =>
    placementId === undefined ? undefined : `"${placementId}" of network "${bid.networkId}"`,
  );
  return [...byPlacement].flatMap(([placement, sharing]) => {
    if (placement === undefined || sharing.length < 2) return [];
    const names = sharing.map(({ bid }) => `"${bid.bidId}"`).join(" and ");
    return [`placement ${placement} is used by bids ${names}: revenue is counted twice`];
  });
}
