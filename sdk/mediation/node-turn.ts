import type { NetworkBid } from "../adapter/bidding.ts";
import type { MediationChain, MediationNode } from "../model/mediation-chain.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import type { ConnectedNetwork } from "./network-pool.ts";

/** A node in its place in the chain. */
export interface NodeTurn {
  readonly node: MediationNode;
  /** From 1. */
  readonly position: number;
  /** Which part of its turn it is in, where it bids. */
  readonly phase?: "signals" | "bid" | "load";
  /** What it has bid. */
  readonly bid?: NetworkBid;
  /** Another node's bid, which this node's fill has to reach. */
  readonly borrowedFloor?: { readonly nodeId: string; readonly cpmUsd: number };
}

/** A node whose network is connected. */
export interface ConnectedTurn
  extends NodeTurn, Pick<ConnectedNetwork, "network" | "initialization" | "lateFills"> {}

export function toTurns({ nodes }: MediationChain): readonly NodeTurn[] {
  return nodes.map((node, index) => ({ node, position: index + 1 }));
}

/** What a node is worth before it is asked for its ad: its bid, else its historical eCPM. */
export function rankPriceOf({ node, bid }: NodeTurn): number {
  return bid?.cpmUsd ?? node.ecpmUsd;
}

/** What a node's events have in common. */
export function nodeFacts({ requestId }: MediationRequest, turn: NodeTurn) {
  const { node, position, phase, bid } = turn;
  const { nodeId, networkId, ecpmUsd } = node;
  return {
    requestId,
    nodeId,
    networkId,
    position,
    ecpmUsd,
    ...(phase !== undefined && { phase }),
    ...(bid?.cpmUsd !== undefined && { bidCpmUsd: bid.cpmUsd }),
  };
}
