import type { Auction, FlooredEntry } from "./auction.ts";
import { pickGuaranteed } from "./pick-guaranteed.ts";
import { isGuaranteed, priorityOf } from "./priorities.ts";

/** Step 6: an exclusive guaranteed bid of the highest managed priority is served alone. */
export function findExclusive(
  auction: Auction,
  eligible: readonly FlooredEntry[],
): FlooredEntry | undefined {
  const exclusive = eligible.filter(
    (entry) => isGuaranteed(entry) && entry.bid.delivery === "exclusive",
  );
  if (exclusive.length === 0) return undefined;
  const managed = eligible.filter(({ bid }) => bid.kind !== "rtb");
  const top = Math.max(...managed.map((entry) => priorityOf(entry) ?? 0));
  const highest = exclusive.filter(isGuaranteed).filter((entry) => priorityOf(entry) === top);
  const winner = pickGuaranteed(auction, highest);
  if (winner === undefined) return undefined;
  for (const entry of eligible) {
    if (entry === winner) continue;
    const detail = `"${winner.bid.bidId}" is exclusive, with a priority of ${top}`;
    auction.end(entry, "exclusive-present", detail);
  }
  return winner;
}
