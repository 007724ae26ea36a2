import type { MediationRequest } from "./mediation-flow.ts";
import type { NodeTurn } from "./node-turn.ts";
import type { Loss } from "./tell-ending.ts";

/** The least that a node's answer may pay, in USD CPM: its own floor, or a higher one that another's bid set. */
export function floorOf({ node, borrowedFloor }: NodeTurn): number | undefined {
  const own = node.floorCpmUsd;
  if (borrowedFloor === undefined) return own;
  return Math.max(own ?? 0, borrowedFloor.cpmUsd);
}

/** Why a price does not reach the node's floor; undefined if it does, or if there is nothing to compare. */
export function findFloorMiss(
  { options }: MediationRequest,
  turn: NodeTurn,
  offer: { readonly said: string; readonly cpmUsd: number | undefined },
): Loss | undefined {
  const floorCpmUsd = floorOf(turn);
  const { said, cpmUsd } = offer;
  if (cpmUsd === undefined || floorCpmUsd === undefined) return undefined;
  const isInclusive = options.floorBoundary === "inclusive";
  if (cpmUsd > floorCpmUsd || (isInclusive && cpmUsd === floorCpmUsd)) return undefined;
  const relation = isInclusive ? "under" : "not above";
  const detail = `${said} ${cpmUsd} USD CPM, ${relation} ${nameFloor(turn, floorCpmUsd)}`;
  return { rule: "bid-below-node-floor", detail };
}

function nameFloor({ node, borrowedFloor }: NodeTurn, floorCpmUsd: number): string {
  if (borrowedFloor === undefined || node.floorCpmUsd === floorCpmUsd) {
    return `the node's floor of ${floorCpmUsd}`;
  }
  return `the floor of ${floorCpmUsd} that the bid of node "${borrowedFloor.nodeId}" sets`;
}
