function scoreAd(ad, bid) {
  return { status: 0, score: bid };
}

// Wants the impression told to a company that counts for it. The device tells nobody but the seller's own host.
function reportResult(ad_selection_config, render_uri, bid) {
  const base = `https://${ad_selection_config.seller}/report`;
  if (typeof registerAdBeacon === "function") {
    registerAdBeacon({ view: `${base}/view`, click: `${base}/click` });
  }
  return {
    status: 0,
    results: {
      signals_for_buyer: JSON.stringify({ paid: bid }),
      reporting_uri: `https://measurement.example/win?bid=${bid}`,
    },
  };
}
