// The seller's decision logic, as a device runs it: plain functions, no modules, no timers, no fetch.

/** Called for every ad of the auction; the highest score above 0 wins. */
function scoreAd(ad, bid, auction_config, seller_signals, trusted_scoring_signals) {
  return { status: 0, score: bid };
}

/** Called when the winner's impression is reported, before the buyer's reportWin. */
function reportResult(ad_selection_config, render_uri, bid, contextual_signals) {
  const site = "https://" + ad_selection_config.seller;
  registerAdBeacon({ click: site + "/report/click" });
  return {
    status: 0,
    results: {
      signals_for_buyer: "{}",
      reporting_uri: site + "/report/impression?bid=" + bid,
    },
  };
}
