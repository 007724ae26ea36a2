import type { ContextualAnswer, MediationChain } from "../sdk/model/mediation-chain.ts";
import type { AdServerConfig, ConfiguredSlot } from "./ad-server-config.ts";

/** What each slot of a fixed answer is answered with; undefined stands for "nothing". */
export type ContextualAnswers = ReadonlyMap<string, ContextualAnswer | undefined>;

export function createContextualAnswers({ slots, networks }: AdServerConfig): ContextualAnswers {
  const answers = new Map<string, ContextualAnswer | undefined>();
  for (const [slotId, slot] of Object.entries(slots)) {
    if (slot.kind !== "auction") answers.set(slotId, answerFor(slotId, slot, networks));
  }
  return answers;
}

function answerFor(
  slotId: string,
  slot: Exclude<ConfiguredSlot, { readonly kind: "auction" }>,
  networks: AdServerConfig["networks"],
): ContextualAnswer | undefined {
  switch (slot.kind) {
    case "chain":
      return {
        kind: "chain",
        chainId: slot.chainId ?? `chain-${slotId}`,
        nodes: rankNodes(slot.nodes, networks),
        expiresInS: slot.expiresInS,
      };
    case "contextual-ad":
      return slot;
    case "nothing":
      return undefined;
  }
}

/** Highest historical eCPM first; equals stay in the operator's order. */
function rankNodes(
  nodes: Extract<ConfiguredSlot, { readonly kind: "chain" }>["nodes"],
  networks: AdServerConfig["networks"],
): MediationChain["nodes"] {
  return nodes
    .toSorted((one, other) => other.ecpmUsd - one.ecpmUsd)
    .flatMap((node) => {
      const network = networks[node.networkId];
      if (network === undefined) return []; // the configuration's schema refuses such a node
      return [{ ...node, nodeId: node.nodeId ?? node.networkId, ...network }];
    });
}
