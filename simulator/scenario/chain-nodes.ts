import { part, partsOf, type Part } from "./input-part.ts";

export interface ChainNode {
  readonly nodeId: string;
  readonly slotId: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Every node of every chain. */
export function findNodes(scenario: Part): readonly ChainNode[] {
  return partsOf(part(scenario, "adServer", "slots")).flatMap((answer) =>
    partsOf(part(answer, "nodes")).map((node) => ({
      nodeId: String(part(node, "nodeId").value ?? part(node, "networkId").value),
      slotId: String(answer.path.at(-1)),
      path: node.path.map(String),
      value: node.value,
    })),
  );
}
