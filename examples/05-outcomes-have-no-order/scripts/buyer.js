function generateBid(ad) {
  return { status: 0, ad, bid: ad.metadata.cpm };
}
