// Bids the ad's base price and ten cents for every search the user has made, rounded to cents.
function generateBid(
  ad,
  auction_signals,
  per_buyer_signals,
  trusted_bidding_signals,
  contextual_signals,
  custom_audience_bidding_signals,
) {
  const { searches } = custom_audience_bidding_signals.user_bidding_signals;
  const bid = Math.round(100 * ad.metadata.baseCpm + 10 * searches) / 100;
  return { status: 0, ad, bid };
}

function reportWin(
  ad_selection_signals,
  per_buyer_signals,
  signals_for_buyer,
  contextual_signals,
  custom_audience_reporting_signals,
) {
  const base = "https://travel.example/report";
  if (typeof registerAdBeacon === "function") registerAdBeacon({ click: `${base}/click` });
  const { name } = custom_audience_reporting_signals;
  return { status: 0, results: { reporting_uri: `${base}/win?audience=${name}` } };
}
