import { runWithin, type Deadline } from "../../foundation/deadline.ts";
import type { AdSelectionConfig, AdSelectionOutcome } from "../../model/ad-selection.ts";
import {
  checkEligibility,
  type BiddingAudience,
  type CustomAudienceStore,
} from "../custom-audiences/custom-audience-store.ts";
import type { DeviceCall } from "../device-call.ts";
import { parseSignals } from "../lenient-json.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { bidForBuyers } from "./bid-for-buyers.ts";
import type { Candidate, ContextualBid } from "./candidate.ts";
import { resolveChainedSelections } from "./chained-ad-selections.ts";
import type { OutcomeStore } from "./outcome-store.ts";
import { pickWinner, tellLosers } from "./pick-winner.ts";
import { readConfigSignals, type ReadSignals } from "./read-signals.ts";
import { scoreAds } from "./score-ads.ts";
import { storeWinner } from "./store-winner.ts";
import { argumentRefused, validateAdSelectionConfig } from "./validate-config.ts";

export interface DeviceStores {
  readonly customAudiences: CustomAudienceStore;
  readonly outcomes: OutcomeStore;
}

/**
 * One auction on the device: validate, load audiences, bid, score, pick, store (spec: on-device 2.1). Chained
 * outcomes take part beside the call's own bids (spec: proposal).
 */
export async function selectAds(
  call: DeviceCall,
  stores: DeviceStores,
  config: AdSelectionConfig,
): Promise<AdSelectionOutcome> {
  validateAdSelectionConfig(call, config);
  const chained = resolveChainedSelections(call, stores.outcomes, config.chainedAdSelections);
  const timeoutMs = call.settings.adSelectionTimeoutMs;
  const selected = await runWithin(call.environment.clock, { timeoutMs }, async (deadline) => {
    const signals = readConfigSignals(config);
    const auction = { config, signals };
    const contextual = toContextualBids(call, config);
    const others = [...contextual, ...chained];
    const own = await collectBids(call, { ...auction, stores, hasOthers: others.length > 0 }, deadline);
    const candidates: readonly Candidate[] = [...own, ...others];
    if (candidates.length === 0) throw nobodyWon("no-valid-bids", NO_BIDS);
    const scored = await scoreAds(call, { ...auction, candidates }, deadline);
    const winner = pickWinner(scored);
    tellLosers(call, scored, winner);
    if (winner === undefined) throw nobodyWon("no-winning-score", "No winning Ads found");
    return storeWinner(call, stores.outcomes, winner.candidate);
  });
  if (selected.kind === "finished") return selected.value;
  throw new ServiceFailure({
    status: SERVICE_STATUS.timeout,
    message: "Ad selection exceeded allowed time limit",
    rule: "selection-timed-out",
    detail: `the ad selection of ${config.seller} did not finish within ${timeoutMs} ms`,
  });
}

const NO_BIDS = "No valid bids or contextual ads available for scoring";

interface Auction {
  readonly config: AdSelectionConfig;
  readonly signals: ReadSignals;
}

interface BiddingRound extends Auction {
  readonly stores: DeviceStores;
  /** Whether somebody takes part who needs no custom audience. */
  readonly hasOthers: boolean;
}

async function collectBids(
  call: DeviceCall,
  { config, signals, stores, hasOthers }: BiddingRound,
  deadline: Deadline,
) {
  const buyers = [...new Set(config.customAudienceBuyers)];
  if (buyers.length === 0 && !hasOthers) {
    throw argumentRefused(
      "The list of the custom audience buyers and contextual ads both should not be empty.",
    );
  }
  const auctions = buyers
    .map((buyer) => ({
      buyer,
      audiences: loadAudiences(call, stores, buyer),
      auctionSignals: signals.adSelectionSignals,
      perBuyerSignals: signals.perBuyerSignals[buyer] ?? {},
    }))
    .filter(({ audiences }) => audiences.length > 0);
  if (auctions.length === 0 && !hasOthers) {
    const detail = `no custom audience of ${buyers.join(", ")} on the device may bid`;
    throw nobodyWon("no-candidates", "No Custom Audience or contextual ads available", detail);
  }
  return bidForBuyers(call, auctions, deadline);
}

/** Audiences of every app take part; those without ads are left out before their script is fetched. */
function loadAudiences(
  { environment, labels, emit }: DeviceCall,
  stores: DeviceStores,
  buyer: string,
): readonly BiddingAudience[] {
  return stores.customAudiences.ofBuyer(buyer).flatMap((audience) => {
    const checked = checkEligibility(audience, environment.clock.nowMs());
    if (checked.kind === "eligible" && checked.audience.ads.length > 0) return [checked.audience];
    const { owner, name } = audience;
    const loss =
      checked.kind === "skipped"
        ? { rule: checked.rule, detail: checked.detail }
        : { rule: "audience-incomplete" as const, detail: "has an empty list of ads" };
    emit({ type: "audience.skipped", ...labels, owner, buyer, name, ...loss });
    return [];
  });
}

function toContextualBids(
  { settings }: DeviceCall,
  config: AdSelectionConfig,
): readonly ContextualBid[] {
  if (!settings.contextualAdsEnabled) return [];
  return Object.values(config.perBuyerSignedContextualAds).flatMap((ads) =>
    ads.adsWithBid.map(({ ad, bid }) => ({
      from: "contextual",
      buyer: ads.buyer,
      renderUri: ad.renderUri,
      metadata: parseSignals(ad.metadata),
      bid,
      decisionLogicUri: ads.decisionLogicUri,
    })),
  );
}

function nobodyWon(
  rule: "no-candidates" | "no-valid-bids" | "no-winning-score",
  message: string,
  detail = message,
): ServiceFailure {
  return new ServiceFailure({ status: SERVICE_STATUS.internalError, message, rule, detail });
}
