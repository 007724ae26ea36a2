// A remarketing buyer: somebody who came back often is worth more, up to twice the ad's base price.
function generateBid(
  ad,
  auction_signals,
  per_buyer_signals,
  trusted_bidding_signals,
  contextual_signals,
  custom_audience_bidding_signals,
) {
  const { visits } = custom_audience_bidding_signals.user_bidding_signals;
  const hasBudget = trusted_bidding_signals.budget.dailyUsd > 0;
  const factor = Math.min(2, visits / 2);
  return { status: 0, ad, bid: hasBudget ? ad.metadata.baseCpm * factor : 0 };
}

function reportWin(
  ad_selection_signals,
  per_buyer_signals,
  signals_for_buyer,
  contextual_signals,
  custom_audience_reporting_signals,
) {
  const base = "https://shoes.example/report";
  if (typeof registerAdBeacon === "function") registerAdBeacon({ click: `${base}/click` });
  const { name } = custom_audience_reporting_signals;
  return { status: 0, results: { reporting_uri: `${base}/win?audience=${name}` } };
}
