// The seller's decision logic, as a device runs it: no timers, no fetch, nothing kept from one call to the next.

/**
 * Called for each ad of the auction; the highest score above 0 wins.
 *
 * @type {import("fledgling/decision-logic/types").ScoreAd<{
 *   sellerSignals: { blockedCategories?: string[] },
 * }>}
 */
function scoreAd(ad, bid, auction_config, seller_signals) {
  const { blockedCategories = [] } = seller_signals;
  const isBlocked = blockedCategories.includes(ad.metadata.category);
  return { status: 0, score: isBlocked ? 0 : bid };
}
