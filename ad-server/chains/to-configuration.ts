import type { AuctionConfigurationInput } from "../auction/auction-configuration.ts";
import { toAdQuality } from "../supply/ad-quality-rule.ts";
import { toBias } from "../supply/bias.ts";
import { toDeal } from "../supply/deal.ts";
import { toFees } from "../supply/fee.ts";
import type { SlotBody } from "../supply/slot.ts";
import type { Supply } from "../supply/supply.ts";
import { toYmRule } from "../supply/yield-rule.ts";
import type { SellerSetup } from "./seller-setup.ts";

const isActive = ({ active }: { readonly active: boolean }): boolean => active;

/** What auctions of a slot go by, whoever bids. */
export function toConfiguration(slot: SlotBody, setup: SellerSetup): AuctionConfigurationInput {
  const { supply, ratesUsd, defaultContentRetrievalTimeoutMs } = setup;
  const { reselling_priority: resellingPriority } = slot;
  return {
    options: { ...slot.auction_options, ...(resellingPriority && { resellingPriority }) },
    isMediationEnabled: slot.enable_for_mediation ?? setup.isMediationEnabledByDefault,
    deals: supply.deals.map(toDeal),
    biases: supply.biases.filter(isActive).map(toBias),
    floors: toFloors(slot, supply),
    fees: toFees(supply.fees.filter(isActive)),
    adQuality: toAdQuality(supply.ad_quality_rules.filter(isActive)),
    estimatedClearingUsd: slot.estimated_clearing_price,
    ratesUsd: { ...ratesUsd },
    waterfall: {
      steps: slot.waterfall_steps,
      timeoutMs: slot.waterfall_timeout_ms,
      contentRetrievalTimeoutMs:
        slot.content_retrieval_timeout_ms || defaultContentRetrievalTimeoutMs,
    },
    fallback: slot.default_creative === undefined ? "blank" : "default-creative",
  };
}

function toFloors(
  slot: SlotBody,
  { yield_rules: rules }: Supply,
): AuctionConfigurationInput["floors"] {
  const ymRules = rules.filter(isActive).map(toYmRule);
  return {
    nativeAssetUsd: slot.native_asset_reserve,
    defaultCreativeUsd: slot.default_creative_reserve,
    placementUsd: slot.reserve,
    ...(ymRules.length > 0 && { ymRules }),
  };
}
