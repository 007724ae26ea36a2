import type { AdData, TrustedBiddingData } from "../../model/custom-audience.ts";
import type { Signals } from "../../model/signals.ts";
import { byteLength } from "../byte-length.ts";
import { capsOf, factsOf, type FilterFeatures } from "../filters/ad-facts.ts";

const bytesPerKey = 4;
const bytesPerCap = 20;

/** Signals count as the text that they are, or would be. */
export function sizeOfSignals(signals: Signals): number {
  return byteLength(typeof signals === "string" ? signals : JSON.stringify(signals));
}

export function sizeOfTrustedBiddingData(trusted: TrustedBiddingData): number {
  const { trustedBiddingUri, trustedBiddingKeys } = trusted;
  return sum([trustedBiddingUri, ...trustedBiddingKeys].map(byteLength));
}

/** Only what the profile has on takes up room. */
export function sizeOfAds(features: FilterFeatures, ads: readonly AdData[]): number {
  return sum(
    ads.map((ad) => {
      const { adCounterKeys = [], adFilters = {}, adRenderId = "" } = factsOf(features, ad);
      const packageNames = adFilters.appInstall?.packageNames ?? [];
      const texts = [ad.renderUri, adRenderId, ...packageNames].map(byteLength);
      const counted = bytesPerKey * adCounterKeys.length + bytesPerCap * capsOf(adFilters).length;
      return sum(texts) + sizeOfSignals(ad.metadata) + counted;
    }),
  );
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
