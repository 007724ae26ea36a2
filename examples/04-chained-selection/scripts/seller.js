// In an ordinary auction there is no min_price and the highest bid wins. In a chained one, the earlier outcome
// has to reach the price of the node that comes next; an equal bid does.
function scoreAd(ad, bid, auction_config) {
  const { min_price = 0 } = auction_config.auction_signals;
  return { status: 0, score: bid >= min_price ? bid : 0 };
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
