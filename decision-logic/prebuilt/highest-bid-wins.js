// Every ad is worth what it bids, and the seller is told the winner's address and bid. `reportingUrl` is where.
function scoreAd(ad, bid) {
  return { status: 0, score: bid };
}

// Android begins the second parameter with a question mark too, and does not encode the first.
function reportResult(adSelectionConfig, renderUri, bid, contextualSignals, { reportingUrl }) {
  const reporting_uri = `${reportingUrl}?render_uri=${renderUri}?bid=${bid}`;
  return { status: 0, results: { signals_for_buyer: '{"signals_for_buyer" : 1}', reporting_uri } };
}
