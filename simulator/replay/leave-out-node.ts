import { findNodes } from "../scenario/chain-nodes.ts";
import { isDictionary } from "../scenario/fill-defaults.ts";
import { part, partsOf } from "../scenario/input-part.ts";
import { stepParts } from "../scenario/step-parts.ts";

/** Takes a node out of every chain, and with it what is forced on it; the scenario is changed. */
export function leaveOutNode(scenario: unknown, nodeId: string): void {
  const root = { path: [], value: scenario };
  const own = new Set(
    findNodes(root)
      .filter((node) => node.nodeId === nodeId)
      .map(({ value }) => value),
  );
  for (const answer of partsOf(part(root, "adServer", "slots"))) {
    const { value: nodes } = part(answer, "nodes");
    if (Array.isArray(nodes)) nodes.splice(0, Infinity, ...nodes.filter((node) => !own.has(node)));
  }
  for (const { value } of [root, ...stepParts(root)]) {
    const forced = isDictionary(value) ? value["force"] : undefined;
    if (isDictionary(forced)) Reflect.deleteProperty(forced, nodeId);
  }
}
