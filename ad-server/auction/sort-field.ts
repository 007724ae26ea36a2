import type { Auction, FlooredEntry } from "./auction.ts";
import { toMicros, type Micros } from "./money.ts";

/** Bids this close are tied (spec: monetize 3.10). */
const tieWidth: Micros = 500;

/** Step 10: by tier, then by rank price; who is tied with the top is drawn (A3, A4). */
export function sortField(
  auction: Auction,
  field: readonly FlooredEntry[],
): readonly FlooredEntry[] {
  const hasTiers = auction.configuration.tiers.length > 0;
  const left = field.toSorted((one, other) =>
    hasTiers ? compareTiers(auction, one, other) || compare(one, other) : compare(one, other),
  );
  if (!left.some((entry, index) => index > 0 && isTied(auction, left[index - 1], entry)))
    return left;
  const sorted: FlooredEntry[] = [];
  while (left.length > 0) sorted.push(...takeNext(auction, left));
  return sorted;
}

function compareTiers(auction: Auction, one: FlooredEntry, other: FlooredEntry): number {
  return tierOf(auction, other) - tierOf(auction, one);
}

function compare(one: FlooredEntry, other: FlooredEntry): number {
  if (one.rank !== other.rank) return other.rank - one.rank;
  return one.bid.bidId < other.bid.bidId ? -1 : 1; // whatever order they came in
}

/** Tied is who is within reach of the very top: not who is tied with somebody who is. */
function takeNext(auction: Auction, left: FlooredEntry[]): readonly FlooredEntry[] {
  const [top] = left;
  const tied = left.filter((entry) => entry === top || isTied(auction, top, entry));
  const drawn = tied.length > 1 ? drawOne(auction, tied) : top;
  if (drawn === undefined) return [];
  left.splice(left.indexOf(drawn), 1);
  return [drawn];
}

function drawOne(auction: Auction, tied: readonly FlooredEntry[]): FlooredEntry | undefined {
  const byId = tied.toSorted((one, other) => (one.bid.bidId < other.bid.bidId ? -1 : 1));
  if (auction.configuration.options.tieBreak === "lowest-bid-id") return byId[0];
  const ids = byId.map(({ bid }) => bid.bidId).join(" ");
  return byId[Math.floor(auction.draw(`tie ${ids}`).next() * byId.length)];
}

/** Whether two bids are so close that luck decides. */
export function isTied(
  auction: Auction,
  higher: FlooredEntry | undefined,
  lower: FlooredEntry,
): boolean {
  if (higher === undefined) return false;
  const apart = Math.abs(higher.rank - lower.rank);
  if (apart > tieWidth || tierOf(auction, higher) !== tierOf(auction, lower)) return false;
  return apart < tieWidth || auction.configuration.options.tieBoundary === "inclusive";
}

/** Members with a price of their own are considered before all others; 0: no tier (spec: monetize 3.11). */
function tierOf({ configuration }: Auction, { bid, net }: FlooredEntry): number {
  if (bid.kind !== "rtb" || configuration.tiers.length === 0) return 0;
  const own = configuration.tiers.filter(
    ({ buyerIds, minUsd }) => buyerIds.includes(bid.buyerId) && net >= toMicros(minUsd),
  );
  return Math.max(0, ...own.map(({ priority }) => priority));
}
