import type { Bidder } from "./ask-bidder.ts";
import type { MediationRequest } from "./mediation-flow.ts";
import { rankPriceOf } from "./node-turn.ts";
import { tellOutbid } from "./tell-ending.ts";

/** The highest price, of equal ones the earliest, of those the first in the chain. The others have lost. */
export function pickHighest(
  request: MediationRequest,
  bidders: readonly Bidder[],
): Bidder | undefined {
  const [best, ...others] = bidders.filter(hasPrice).toSorted(compare);
  for (const bidder of bidders.filter((each) => !hasPrice(each))) {
    const detail = "only the device knows what its ad pays, and prices are compared";
    tellOutbid(request, bidder, { rule: "bid-price-unknown", detail });
  }
  if (best === undefined) return undefined;
  for (const other of others) tellLower(request, other, best);
  return best;
}

function hasPrice({ bid }: Bidder): boolean {
  return bid.cpmUsd !== undefined;
}

function compare(one: Bidder, other: Bidder): number {
  const byPrice = rankPriceOf(other) - rankPriceOf(one);
  if (byPrice !== 0) return byPrice;
  return one.receivedAtMs - other.receivedAtMs || one.position - other.position;
}

function tellLower(request: MediationRequest, bidder: Bidder, best: Bidder): void {
  const [lower, higher] = [rankPriceOf(bidder), rankPriceOf(best)];
  const words = `bid ${lower} USD CPM; node "${best.node.nodeId}" bid`;
  if (lower < higher) {
    tellOutbid(request, bidder, { rule: "bid-lower", detail: `${words} ${higher}` });
    return;
  }
  const earlierMs = bidder.receivedAtMs - best.receivedAtMs;
  const why = earlierMs > 0 ? `${earlierMs} ms earlier` : "and stands earlier in the chain";
  tellOutbid(request, bidder, { rule: "bid-tie", detail: `${words} the same, ${why}` });
}
