// Bids what the ad's metadata says.
function generateBid(ad) {
  return { status: 0, ad, bid: ad.metadata.cpm };
}

function reportWin(
  ad_selection_signals,
  per_buyer_signals,
  signals_for_buyer,
  contextual_signals,
  audience,
) {
  const reporting_uri = `https://travel.example/report/win?audience=${audience.name}`;
  return { status: 0, results: { reporting_uri } };
}
