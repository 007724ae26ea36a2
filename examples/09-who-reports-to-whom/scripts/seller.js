function scoreAd(ad, bid) {
  return { status: 0, score: bid };
}

// The seller is told the bid, and the buyer is not: what the buyer learns of it, it learns from signals_for_buyer.
function reportResult(ad_selection_config, render_uri, bid) {
  const base = `https://${ad_selection_config.seller}/report`;
  if (typeof registerAdBeacon === "function") {
    registerAdBeacon({ view: `${base}/view`, click: `${base}/click` });
  }
  return {
    status: 0,
    results: {
      signals_for_buyer: JSON.stringify({ paid: bid }),
      reporting_uri: `${base}/win?bid=${bid}`,
    },
  };
}
