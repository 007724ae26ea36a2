function generateBid(ad) {
  return { status: 0, ad, bid: ad.metadata.cpm };
}

function reportWin(ad_selection_signals, per_buyer_signals, signals_for_buyer) {
  const base = "https://travel.example/report";
  if (typeof registerAdBeacon === "function") registerAdBeacon({ click: `${base}/click` });
  return { status: 0, results: { reporting_uri: `${base}/win?paid=${signals_for_buyer.paid}` } };
}
