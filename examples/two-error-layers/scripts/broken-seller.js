// Reads a signal that nobody sent.
function scoreAd(ad, bid, auction_config, seller_signals) {
  return { status: 0, score: bid * seller_signals.factors.shoes };
}
