// Bids what the ad's metadata says.
function generateBid(ad) {
  return { status: 0, ad, bid: ad.metadata.cpm };
}
