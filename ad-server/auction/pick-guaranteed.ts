import type { Auction } from "./auction.ts";
import type { EntryOf } from "./priorities.ts";

/** Of guaranteed bids of one priority, the one furthest from its goal is the most likely (spec: monetize 2.5). */
export function pickGuaranteed(
  auction: Auction,
  entries: readonly EntryOf<"guaranteed">[],
): EntryOf<"guaranteed"> | undefined {
  if (entries.length < 2) return entries[0];
  const inOrder = entries.toSorted((one, other) => (one.bid.bidId < other.bid.bidId ? -1 : 1));
  const total = inOrder.reduce((sum, { bid }) => sum + bid.weight, 0);
  let left = auction.draw("guaranteed rotation").next() * total;
  for (const entry of inOrder) {
    left -= entry.bid.weight;
    if (left < 0) return entry;
  }
  return inOrder.at(-1);
}
