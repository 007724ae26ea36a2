import { isDictionary } from "./fill-defaults.ts";
import { part, partsOf, type Part } from "./input-part.ts";

/** A bid that auctions may put into chains, as a node that is called like it. */
export interface SoldNode {
  readonly nodeId: string;
  /** Where the bid is. */
  readonly path: readonly string[];
  readonly value: unknown;
  /** Where in the bid that is which a node of a written chain has as `ecpmUsd` and `timeoutMs`. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Each with what a node's settings are called there. */
const DEMAND: Readonly<Record<string, SoldNode["settings"]>> = {
  bids: {
    ecpmUsd: "line-item.revenue_value",
    timeoutMs: "creative.custom_request_template.timeout_ms",
  },
  line_items: { ecpmUsd: "revenue_value" },
  rtb_bids: { ecpmUsd: "cpm" },
};

export function findSoldNodes(scenario: Part): readonly SoldNode[] {
  return Object.entries(DEMAND).flatMap(([kind, settings]) =>
    partsOf(part(scenario, "adServer", "platform", kind)).map((bid) => ({
      nodeId: String(part(bid, "name").value),
      path: bid.path.map(String),
      value: bid.value,
      settings,
    })),
  );
}

/** Whether it is one of bids that are all switched off. */
export function isSwitchedOff(scenario: Part, nodeId: string): boolean {
  const bids = findSoldNodes(scenario).filter((bid) => bid.nodeId === nodeId);
  return (
    bids.length > 0 && bids.every(({ value }) => isDictionary(value) && !(value["active"] ?? true))
  );
}

/** Whether auctions may have the bids that are called so; the scenario is changed. */
export function switchBids(scenario: Part, nodeId: string, active: boolean): void {
  for (const { nodeId: own, value } of findSoldNodes(scenario)) {
    if (own === nodeId && isDictionary(value)) Object.assign(value, { active });
  }
}
