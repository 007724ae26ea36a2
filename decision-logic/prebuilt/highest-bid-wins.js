// Every ad is worth what it bids, and the seller is told the winner's address and bid. `reportingUrl` is where.
function scoreAd(ad, bid) {
  return { status: 0, score: bid };
}

// fledgling-lint-disable-next-line wrong-arity -- a prebuilt is handed its parameters last
function reportResult(adSelectionConfig, renderUri, bid, contextualSignals, { reportingUrl }) {
  // fledgling-lint-disable-next-line second-question-mark, unencoded-value -- so does Android's
  const reporting_uri = `${reportingUrl}?render_uri=${renderUri}?bid=${bid}`;
  return { status: 0, results: { signals_for_buyer: '{"signals_for_buyer" : 1}', reporting_uri } };
}
