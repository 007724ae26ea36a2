import type { AdSelectionConfig, ContextualAds } from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import { factsOf } from "../filters/ad-facts.ts";
import { filterAds } from "../filters/filter-ads.ts";
import type { FilterStores } from "../filters/filter-stores.ts";
import { parseSignals } from "../lenient-json.ts";
import { candidateFacts, type ContextualBid } from "./candidate.ts";
import { findSignatureFlaw } from "./contextual-signature.ts";
import type { Loss } from "./roster.ts";

/**
 * The contextual ads of a config as candidates. Those that the profile leaves out, and those of a buyer whose
 * signature does not verify, lose at once; Android drops them without a word. Filters come last
 * (spec: on-device 2.1, step 5).
 */
export function toContextualBids(
  call: DeviceCall,
  stores: FilterStores,
  { perBuyerSignedContextualAds }: AdSelectionConfig,
): readonly ContextualBid[] {
  return Object.entries(perBuyerSignedContextualAds).flatMap(([lookupBuyer, ads]) => {
    const bids = toBids(call, ads);
    const loss = findLoss(call, lookupBuyer, ads);
    if (loss === undefined) {
      return filterAds(call, stores, { ads: bids, holder: { buyer: ads.buyer } });
    }
    for (const bid of bids) {
      call.emit({ type: "bid.rejected", ...call.labels, ...candidateFacts(bid), ...loss });
    }
    return [];
  });
}

function toBids(
  { settings }: DeviceCall,
  { buyer, decisionLogicUri, adsWithBid }: ContextualAds,
): readonly ContextualBid[] {
  return adsWithBid.map(({ ad, bid }) => ({
    from: "contextual",
    buyer,
    renderUri: ad.renderUri,
    metadata: parseSignals(ad.metadata),
    bid,
    decisionLogicUri,
    ...factsOf(settings, ad),
  }));
}

function findLoss(call: DeviceCall, lookupBuyer: string, ads: ContextualAds): Loss | undefined {
  if (!call.settings.contextualAdsEnabled) {
    const detail = "contextualAdsEnabled is off in this profile";
    return { rule: "contextual-ads-off", detail };
  }
  const flaw = findSignatureFlaw(call, lookupBuyer, ads);
  return flaw === undefined ? undefined : { rule: "contextual-signature-invalid", detail: flaw };
}
