// A seller's decision logic, as Android runs it: plain functions at the top level, no modules, no network.

// Called once per ad that was bid; the highest score above 0 wins.
function scoreAd(ad, bid, auction_config, seller_signals) {
  const blocked = seller_signals.blockedCategories || [];
  const isBlocked = blocked.includes(ad.metadata.category);
  return { status: 0, score: isBlocked ? 0 : bid };
}

// Called when the ad was seen, with the config of the seller whose auction it won.
function reportResult(ad_selection_config, render_uri, bid) {
  const base = `https://${ad_selection_config.seller}/report`;
  if (typeof registerAdBeacon === "function") {
    registerAdBeacon({ view: `${base}/view`, click: `${base}/click` });
  }
  return {
    status: 0,
    results: {
      signals_for_buyer: JSON.stringify({ seller: ad_selection_config.seller }),
      reporting_uri: `${base}/win?bid=${bid}`,
    },
  };
}
