function generateBid(ad) {
  return { status: 0, ad, bid: ad.metadata.cpm };
}

// No beacons: this buyer hears of the impression, and of nothing after it.
function reportWin(ad_selection_signals, per_buyer_signals, signals_for_buyer) {
  const reporting_uri = `https://shoes.example/report/win?paid=${signals_for_buyer.paid}`;
  return { status: 0, results: { reporting_uri } };
}
