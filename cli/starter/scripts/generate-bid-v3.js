// The buyer's bidding logic, as a device runs it: no timers, no fetch, nothing kept from one call to the next.

/**
 * Called once for a whole custom audience. Versions before 3 are called for each ad instead.
 *
 * @type {import("fledgling/decision-logic/types").GenerateBidV3<{ metadata: { cpmUsd?: number } }>}
 */
function generateBid(custom_audience) {
  const bids = custom_audience.ads.map((ad) => ({ ad, bid: ad.metadata.cpmUsd ?? 0 }));
  const [best] = bids.toSorted((a, b) => b.bid - a.bid);
  if (best === undefined) throw new Error("the audience has no ads");
  return { ...best, render: best.ad.render_uri };
}
