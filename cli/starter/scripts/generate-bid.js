// The buyer's bidding logic, as a device runs it: no timers, no fetch, nothing kept from one call to the next.

/**
 * Called once for each ad of a custom audience; the best bid of the audience goes into the auction.
 *
 * @type {import("fledgling/decision-logic/types").GenerateBid<{ metadata: { cpmUsd?: number } }>}
 */
function generateBid(ad, auction_signals, per_buyer_signals) {
  const { cpmUsd = 0 } = ad.metadata;
  const { multiplier = 1 } = per_buyer_signals;
  return { status: 0, ad, bid: cpmUsd * multiplier };
}
