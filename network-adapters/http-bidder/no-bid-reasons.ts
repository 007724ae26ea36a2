/** By `nbr`. @see OpenRTB 3.0, "List: No-Bid Reason Codes", which OpenRTB 2.6 refers to */
const NO_BID_REASONS: ReadonlyMap<number, string> = new Map([
  [0, "unknown error"],
  [1, "technical error"],
  [2, "invalid request"],
  [3, "known web crawler"],
  [4, "suspected non-human traffic"],
  [5, "cloud, data centre or proxy address"],
  [6, "unsupported device"],
  [7, "blocked publisher or site"],
  [8, "unmatched user"],
  [9, "daily user cap met"],
  [10, "daily domain cap met"],
  [11, "ads.txt authorization unavailable"],
  [12, "ads.txt authorization violation"],
  [13, "ads.cert authentication unavailable"],
  [14, "ads.cert authentication violation"],
  [15, "insufficient auction time"],
  [16, "incomplete supply chain"],
  [17, "blocked supply chain node"],
]);

/** One sentence for the ledger; numbers from 500 on mean what the bidder says they do. */
export function describeNoBid(nbr: number | undefined): string {
  if (nbr === undefined) return "made no bid, and did not say why";
  return `made no bid: ${NO_BID_REASONS.get(nbr) ?? "for a reason of its own"} (nbr ${nbr})`;
}
