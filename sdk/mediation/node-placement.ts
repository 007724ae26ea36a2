import type { NetworkFill } from "../adapter/network-adapter.ts";
import { rankPriceOf, type ConnectedTurn } from "./node-turn.ts";
import type { Placement } from "./placement.ts";

/** The ad of a node that filled; nobody changes its price any more. */
export function toNodePlacement(turn: ConnectedTurn, fill: NetworkFill): Placement {
  const { node, network: reporter } = turn;
  const { nodeId, networkId } = node;
  const rankCpmUsd = rankPriceOf(turn);
  return {
    source: "node",
    nodeId,
    networkId,
    node,
    rankCpmUsd,
    fill: Object.freeze(fill),
    reporter,
  };
}
