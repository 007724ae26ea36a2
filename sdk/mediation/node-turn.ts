import type { Network } from "../adapter/network-adapter.ts";
import type { MediationNode } from "../model/mediation-chain.ts";
import type { MediationRequest } from "./mediation-flow.ts";

/** A node in its place in the chain. */
export interface NodeTurn {
  readonly node: MediationNode;
  /** From 1. */
  readonly position: number;
}

/** A node whose network is ready to be asked. */
export interface ConnectedTurn extends NodeTurn {
  readonly network: Network;
}

/** What a node's events have in common. */
export function nodeFacts({ requestId }: MediationRequest, { node, position }: NodeTurn) {
  const { nodeId, networkId, ecpmUsd } = node;
  return { requestId, nodeId, networkId, position, ecpmUsd };
}
