function scoreAd(ad, bid) {
  return { status: 0, score: bid };
}

function reportResult(ad_selection_config) {
  return {
    status: 0,
    results: {
      signals_for_buyer: "{}",
      reporting_uri: `https://${ad_selection_config.seller}/report/win`,
    },
  };
}
