import type { ScriptEvaluation } from "../sdk/foundation/script-sandbox.ts";

export const adCounts = [1, 10, 100];

/** What a buyer's script does on a device: it looks through segments and makes a price. */
export const biddingScript = `
  function generateBid(ad, auctionSignals, perBuyerSignals) {
    const shared = ad.metadata.segments.filter((id) => auctionSignals.segments.includes(id));
    const bid = ad.metadata.price * (1 + shared.length / 10) * perBuyerSignals.factor;
    return { status: bid < auctionSignals.floor ? 1 : 0, ad, bid, render: ad.renderUri };
  }`;

/** One evaluation that bids on so many ads. */
export function bidOn(adCount: number): ScriptEvaluation {
  const auctionSignals = { floor: 0.5, currency: "USD", segments: [3, 14, 15, 92, 65] };
  const ads = Array.from({ length: adCount }, (_, index) => ({
    renderUri: `https://buyer.example/ads/${index}`,
    metadata: { price: 1 + index / 100, segments: [index, index + 1, index + 2] },
  }));
  return {
    scriptName: "https://buyer.example/bidding.js",
    source: biddingScript,
    functionName: "generateBid",
    calls: ads.map((ad) => [ad, auctionSignals, { factor: 1.2 }]),
    nowMs: 1_700_000_000_000,
    randomSeed: 1,
    budgetMs: 5000,
  };
}
