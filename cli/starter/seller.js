// The seller's decision logic, as a device runs it: plain functions, no modules, no timers, no fetch.

/**
 * Called for every ad of the auction; the highest score above 0 wins. In a chained auction (profile proposal)
 * the signals carry min_price, the price of the node that comes next: an equal bid goes before it.
 */
function scoreAd(ad, bid, auction_config, seller_signals, trusted_scoring_signals) {
  const { min_price = 0 } = auction_config.auction_signals;
  return { status: 0, score: bid >= min_price ? bid : 0 };
}

/** Called when the winner's impression is reported, before the buyer's reportWin. */
function reportResult(ad_selection_config, render_uri, bid, contextual_signals) {
  const site = "https://" + ad_selection_config.seller;
  if (typeof registerAdBeacon === "function") registerAdBeacon({ click: site + "/report/click" });
  return {
    status: 0,
    results: {
      signals_for_buyer: "{}",
      reporting_uri: site + "/report/impression?bid=" + bid,
    },
  };
}
