function generateBid(ad) {
  return { status: 0, ad, bid: ad.metadata.cpm };
}

function reportWin() {
  return { status: 0, results: { reporting_uri: "https://shoes.example/report/win" } };
}
