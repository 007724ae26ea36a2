import type { AdSelectionConfigInput, CustomAudienceInput } from "fledgling";

/** An ad whose buyer, with the script below, bids `bid` for it. */
export function anAd(bid: number, renderUri = `https://buyer.example/ad-${bid}`) {
  return { renderUri, metadata: { bid } };
}

/** Complete enough to bid; its addresses follow from its buyer. */
export function aCustomAudience(changes: Partial<CustomAudienceInput> = {}): CustomAudienceInput {
  const { buyer = "buyer.example" } = changes;
  return {
    buyer,
    name: "shoes",
    biddingLogicUri: `https://${buyer}/bidding.js`,
    dailyUpdateUri: `https://${buyer}/update`,
    userBiddingSignals: {},
    trustedBiddingData: { trustedBiddingUri: `https://${buyer}/trusted` },
    ads: [anAd(1, `https://${buyer}/ad`)],
    ...changes,
  };
}

export function anAdSelectionConfig(
  changes: Partial<AdSelectionConfigInput> = {},
): AdSelectionConfigInput {
  return {
    seller: "seller.example",
    decisionLogicUri: "https://seller.example/decision.js",
    customAudienceBuyers: ["buyer.example"],
    ...changes,
  };
}

/** A buyer's script that bids what an ad's metadata say. */
export const biddingScript = `
function generateBid(ad) {
  return { status: 0, ad, bid: ad.metadata.bid };
}
function reportWin() {
  return { status: 0, results: { reporting_uri: "https://buyer.example/win" } };
}`;

/** A seller's script to whom every bid is worth its amount. */
export const decisionScript = `
function scoreAd(ad, bid) {
  return { status: 0, score: bid };
}
function reportResult() {
  const reporting_uri = "https://seller.example/result";
  return { status: 0, results: { signals_for_buyer: "{}", reporting_uri } };
}`;
