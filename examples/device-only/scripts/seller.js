// Values a bid by a factor per buyer, and says what it scores.
function scoreAd(ad, bid, auction_config, seller_signals) {
  const [, , host] = ad.render_uri.split("/"); // there is no URL class on a device
  const score = bid * (seller_signals.factors[host] || 1);
  console.log(`${host} scores ${score}`);
  return { status: 0, score };
}

function reportResult(ad_selection_config, render_uri, bid) {
  const base = `https://${ad_selection_config.seller}/report`;
  if (typeof registerAdBeacon === "function") registerAdBeacon({ click: `${base}/click` });
  const reporting_uri = `${base}/win?bid=${bid}`;
  return { status: 0, results: { signals_for_buyer: "{}", reporting_uri } };
}
