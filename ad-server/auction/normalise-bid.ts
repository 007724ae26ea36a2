import type { Auction, Entry } from "./auction.ts";
import { HIGHEST_CPM, type AuctionBid } from "./auction-bid.ts";
import type { Deal } from "./auction-configuration.ts";
import { times, toMicros, type Micros } from "./money.ts";

const highest = toMicros(HIGHEST_CPM);

/** Step 1: every bid in USD CPM, net of what its buyer's platform keeps. */
export function normaliseBid(auction: Auction, bid: AuctionBid, index: number): Entry {
  const gross = toGross(auction, bid);
  return { bid, index, deal: findDeal(auction, bid), gross, net: toNet(auction, bid, gross) };
}

function toGross(auction: Auction, bid: AuctionBid): Micros {
  const usd = toCutUsd(auction, bid);
  if (bid.kind === "rtb" && bid.viewability !== undefined) {
    return times(usd, bid.viewability.predicted);
  }
  if (bid.kind !== "mediated" || !bid.isOptimised) return usd;
  const { frequencyDecay } = auction.configuration.options;
  return frequencyDecay === 1 ? usd : times(usd, frequencyDecay ** timesSeen(auction, bid));
}

/** A bid may be called `constructor`. */
function timesSeen({ request: { seen = {} } }: Auction, { bidId }: AuctionBid): number {
  return Object.hasOwn(seen, bidId) ? (seen[bidId] ?? 0) : 0;
}

/** What it says, in USD; an unknown currency makes it nothing, and admission ends it. */
export function toCutUsd({ configuration }: Auction, bid: AuctionBid): Micros {
  const rate = bid.currency === "USD" ? 1 : (configuration.ratesUsd[bid.currency] ?? 0);
  const cpm = toMicros(rankedCpmOf(bid, configuration.options.guaranteedRank));
  return Math.min(rate === 1 ? cpm : times(cpm, rate), highest);
}

function rankedCpmOf(bid: AuctionBid, guaranteedRank: "pcpm" | "booked"): number {
  if (bid.kind !== "guaranteed") return bid.cpm;
  return guaranteedRank === "pcpm" ? bid.pcpm : bid.bookedCpm;
}

/** Managed and mediated bids carry no fee (spec: monetize 4.1, step 1). */
function toNet({ buyerFees }: Auction, bid: AuctionBid, gross: Micros): Micros {
  const fee = bid.kind === "rtb" ? buyerFees.get(bid.buyerId) : undefined;
  return fee?.kind === "deduction" ? times(gross, 1 - fee.ratio) : gross;
}

/** Of several deals that a bid names, the one with the lowest id counts (spec: monetize 3.11). */
function findDeal({ deals }: Auction, bid: AuctionBid): Deal | undefined {
  if (bid.kind !== "rtb" || bid.dealIds.length === 0) return undefined;
  let lowest: Deal | undefined;
  for (const dealId of bid.dealIds) {
    const deal = deals.get(dealId);
    if (deal?.isActive !== true || !deal.buyerIds.includes(bid.buyerId)) continue;
    if (lowest === undefined || compareIds(dealId, lowest.dealId) < 0) lowest = deal;
  }
  return lowest;
}

/** Numbers in ids count as numbers: deal 9 comes before deal 10. */
export function compareIds(one: string, other: string): number {
  return one.localeCompare(other, "en", { numeric: true });
}
