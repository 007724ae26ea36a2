import type { AdData, TrustedBiddingData } from "../../model/custom-audience.ts";
import type { Signals } from "../../model/signals.ts";
import { byteLength } from "../byte-length.ts";

/** Signals count as the text that they are, or would be. */
export function sizeOfSignals(signals: Signals): number {
  return byteLength(typeof signals === "string" ? signals : JSON.stringify(signals));
}

export function sizeOfTrustedBiddingData(trusted: TrustedBiddingData): number {
  const { trustedBiddingUri, trustedBiddingKeys } = trusted;
  return sum([trustedBiddingUri, ...trustedBiddingKeys].map(byteLength));
}

export function sizeOfAds(ads: readonly AdData[]): number {
  return sum(ads.map(({ renderUri, metadata }) => byteLength(renderUri) + sizeOfSignals(metadata)));
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
