import type { MediationEvent, MediationEventOf } from "../../sdk/index.ts";

type ChainNode = MediationEventOf<"chain.fetched">["nodes"][number];

/** Which nodes each request has, as the SDK tells it: a network is not told who it is. */
export interface ChainBook {
  note(event: MediationEvent): void;
  slotIdOf(requestId: string): string | undefined;
  nodesOf(requestId: string): readonly ChainNode[];
  find(turn: { readonly requestId: string; readonly nodeId: string }): ChainNode | undefined;
}

export function createChainBook(): ChainBook {
  const slotIds = new Map<string, string>();
  const chains = new Map<string, readonly ChainNode[]>();
  const nodesOf = (requestId: string) => chains.get(requestId) ?? [];
  return {
    note(event) {
      if (event.type === "request.started") slotIds.set(event.requestId, event.slotId);
      if (event.type === "chain.fetched") chains.set(event.requestId, event.nodes);
    },
    slotIdOf: (requestId) => slotIds.get(requestId),
    nodesOf,
    find: ({ requestId, nodeId }) => nodesOf(requestId).find((node) => node.nodeId === nodeId),
  };
}
