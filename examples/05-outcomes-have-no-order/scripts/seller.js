function scoreAd(ad, bid) {
  return { status: 0, score: bid };
}
