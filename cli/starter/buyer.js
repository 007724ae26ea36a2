// The buyer's bidding logic, as a device runs it: plain functions, no modules, no timers, no fetch.

/** Called for every ad of a custom audience; the best bid of the audience goes into the auction. */
function generateBid(ad, auction_signals, per_buyer_signals, trusted_bidding_signals) {
  return { status: 0, ad: ad, bid: ad.metadata.cpmUsd };
}

/** Called when an ad of this buyer has won and its impression is reported. */
function reportWin(
  ad_selection_signals,
  per_buyer_signals,
  signals_for_buyer,
  contextual_signals,
  custom_audience_signals,
) {
  const uri = "https://shoes.example/report/win?audience=" + custom_audience_signals.name;
  return { status: 0, results: { reporting_uri: uri } };
}
