// Takes nothing below 5.
function scoreAd(ad, bid) {
  return { status: 0, score: bid >= 5 ? bid : 0 };
}
