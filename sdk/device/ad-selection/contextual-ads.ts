import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import type { DeviceCall } from "../device-call.ts";
import { parseSignals } from "../lenient-json.ts";
import { candidateFacts, type ContextualBid } from "./candidate.ts";

/** The contextual ads of a config as candidates; where the profile leaves them out, each loses at once. */
export function toContextualBids(
  call: DeviceCall,
  config: AdSelectionConfig,
): readonly ContextualBid[] {
  const offered = Object.values(config.perBuyerSignedContextualAds).flatMap((ads) =>
    ads.adsWithBid.map(({ ad, bid }): ContextualBid => ({
      from: "contextual",
      buyer: ads.buyer,
      renderUri: ad.renderUri,
      metadata: parseSignals(ad.metadata),
      bid,
      decisionLogicUri: ads.decisionLogicUri,
    })),
  );
  if (call.settings.contextualAdsEnabled) return offered;
  const detail = "contextualAdsEnabled is off in this profile";
  for (const bid of offered) {
    const facts = { ...candidateFacts(bid), rule: "contextual-ads-off", detail } as const;
    call.emit({ type: "bid.rejected", ...call.labels, ...facts });
  }
  return [];
}
