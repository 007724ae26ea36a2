import {
  checkEligibility,
  type BiddingAudience,
} from "../custom-audiences/custom-audience-store.ts";
import { filterAudience } from "../filters/filter-ads.ts";
import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import { argumentRefused } from "../service-failure.ts";
import type { Stage } from "../stage.ts";
import type { Auction, AuctionStores } from "./auction.ts";
import { bidForBuyers, type BuyerAuction } from "./bid-for-buyers.ts";
import type { Candidate } from "./candidate.ts";
import { toContextualBids } from "./contextual-ads.ts";
import { nobodyWon } from "./nobody-won.ts";
import { enterAudience, enterCandidate, type SelectionCall } from "./roster.ts";

/** Own bids first, then contextual ads, then chained outcomes: of equal scores the earlier wins. */
export async function collectCandidates(
  call: SelectionCall,
  { config, signals, stores, chained }: Auction,
  stage: Stage,
): Promise<readonly Candidate[]> {
  const others = [...toContextualBids(call, stores, config), ...chained];
  const buyers = [...new Set(config.customAudienceBuyers)];
  if (buyers.length + others.length === 0) {
    throw argumentRefused(
      "The list of the custom audience buyers and contextual ads both should not be empty.",
      describeNobody(config),
    );
  }
  const loaded = buyers
    .map((buyer) => ({ buyer, audiences: loadAudiences(call, stores, buyer), signals }))
    .filter(({ audiences }) => audiences.length > 0);
  if (loaded.length + others.length === 0) {
    const detail = `no custom audience of ${buyers.join(", ")} on the device may bid`;
    throw nobodyWon("no-candidates", "No Custom Audience or contextual ads available", detail);
  }
  const auctions = loaded.map((auction) => ({
    ...auction,
    audiences: filterAndEnter(call, stores, auction.audiences),
  }));
  for (const other of others) enterCandidate(call, other);
  const candidates = [...(await bidForBuyers(call, auctions, stage)), ...others];
  if (candidates.length > 0) return candidates;
  const detail = describeNoBids(loaded, auctions);
  throw nobodyWon("no-valid-bids", "No valid bids or contextual ads available for scoring", detail);
}

/** Contextual ads that were offered have their lines in the ledger, which say why they are not there any more. */
function describeNobody({ perBuyerSignedContextualAds }: AdSelectionConfig): string {
  const offered = Object.values(perBuyerSignedContextualAds).flatMap((ads) => ads.adsWithBid);
  const remedy = "name buyers in customAudienceBuyers";
  if (offered.length === 0) {
    return `the config names no buyers and offers no contextual ads: ${remedy}, or offer ads in perBuyerSignedContextualAds`;
  }
  return `the config names no buyers, and all ${offered.length} of its contextual ads were left out for the reasons told of each: see to those, or ${remedy}`;
}

function describeNoBids(
  loaded: readonly Pick<BuyerAuction, "audiences">[],
  auctions: readonly Pick<BuyerAuction, "audiences">[],
): string {
  const [there = 0, asked = 0] = [loaded, auctions].map(
    (each) => each.flatMap(({ audiences }) => audiences).length,
  );
  if (asked > 0) return `none of ${asked} custom audiences sent a bid that counts`;
  return `none of ${there} custom audiences was asked for a bid: none has an ad left`;
}

/** Only audiences that still have ads are asked. */
function filterAndEnter(
  call: SelectionCall,
  stores: AuctionStores,
  audiences: readonly BiddingAudience[],
): readonly BiddingAudience[] {
  const left = audiences.flatMap((audience) => filterAudience(call, stores, audience));
  for (const audience of left) enterAudience(call, audience);
  return left;
}

/** Audiences of every app take part; those that may not are left out before anything of theirs is fetched. */
function loadAudiences(
  call: SelectionCall,
  stores: AuctionStores,
  buyer: string,
): readonly BiddingAudience[] {
  const { customAudienceActiveWindowMs: activeWindowMs } = call.settings;
  const nowMs = call.environment.clock.nowMs();
  return stores.customAudiences.ofBuyer(buyer).flatMap((stored) => {
    const checked = checkEligibility(stored, { nowMs, activeWindowMs });
    if (checked.kind === "eligible") return [checked.audience];
    const { owner, name } = stored;
    const { rule, detail } = checked;
    call.emit({ type: "audience.skipped", ...call.labels, owner, buyer, name, rule, detail });
    return [];
  });
}
