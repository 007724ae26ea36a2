import { keysOf, part, partsOf, type Part } from "./input-part.ts";
import type { Finding } from "./scenario-problem.ts";
import { unknownValue } from "./unknown-name.ts";

/** What auctions put into chains: the names that the rest of a scenario may use. */
export interface Sold {
  readonly networkIds: readonly string[];
  readonly nodeIds: readonly string[];
}

/** Nodes are called like bids; the default creative has a node of its own. */
export function findSold(root: Part): Sold {
  const platform = part(root, "adServer", "platform");
  if (platform.value === undefined) return { networkIds: [], nodeIds: [] };
  const demand = ["bids", "line_items", "rtb_bids"].flatMap((kind) =>
    namesIn(part(platform, kind)),
  );
  return {
    networkIds: namesIn(part(platform, "networks")),
    nodeIds: [...demand, "default-creative"],
  };
}

/** Names by which the platform's things speak of each other. */
export function findSaleProblems(root: Part): readonly Finding[] {
  const platform = part(root, "adServer", "platform");
  const slots = partsOf(part(root, "adServer", "slots"));
  const networks = namesIn(part(platform, "networks"));
  const bids = namesIn(part(platform, "bids"));
  const deals = namesIn(part(platform, "deals"));
  const houses = [...networks, ...keysOf(part(root, "networks"))];
  return [
    ...partsOf(part(platform, "bids")).flatMap((bid) =>
      unknownValue(part(bid, "network"), "network", networks),
    ),
    ...partsOf(part(platform, "payouts")).flatMap((payout) => [
      ...unknownValue(part(payout, "network_id"), "network", networks),
      ...unknownValue(part(payout, "bid_id"), "bid", bids),
    ]),
    ...partsOf(part(platform, "rtb_bids"))
      .flatMap((bid) => partsOf(part(bid, "deals")))
      .flatMap((deal) => unknownValue(deal, "deal", deals)),
    ...slots.flatMap((slot) => unknownValue(part(slot, "house_network"), "network", houses)),
    ...slots
      .flatMap((slot) => partsOf(part(slot, "manual_order")))
      .flatMap((name) => unknownValue(name, "bid", bids)),
  ];
}

function namesIn(list: Part): readonly string[] {
  return partsOf(list).flatMap((each) => {
    const { value } = part(each, "name");
    return typeof value === "string" ? [value] : [];
  });
}
