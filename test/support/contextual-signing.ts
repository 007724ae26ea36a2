import { CONTEXTUAL_TEST_KEY, type ContextualAds } from "fledgling";
import { signContextualAds } from "../../cli/contextual-keys.ts";

/** Contextual ads that verify wherever the test key counts. */
export function someContextualAds(changes: Partial<ContextualAds> = {}): ContextualAds {
  const ads = {
    buyer: "buyer.example",
    decisionLogicUri: "https://buyer.example/win.js",
    adsWithBid: [{ ad: { renderUri: "https://buyer.example/ad", metadata: {} }, bid: 1 }],
    ...changes,
  };
  return signContextualAds(ads, CONTEXTUAL_TEST_KEY.privateKey);
}
