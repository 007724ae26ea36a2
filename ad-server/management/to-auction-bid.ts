import type { AuctionBidInput } from "../auction/auction-bid.ts";
import type { AuctionConfigurationInput } from "../auction/auction-configuration.ts";
import type { BidProfile } from "./bid-profile-schema.ts";
import type { Bid } from "./bid-schema.ts";
import { toTimeMs } from "./fields.ts";
import type { Management } from "./management.ts";

type MediatedBidInput = Extract<AuctionBidInput, { readonly kind: "mediated" }>;

/** What of a bid has been used up; of the user, as far as the request says who it is. */
export interface BidUsage {
  readonly impressions: number;
  readonly impressionsToday: number;
  readonly revenueTodayUsd: number;
  readonly userImpressions: number;
  readonly userImpressionsToday: number;
}

export interface AuctionSide {
  /** Default: nothing. */
  readonly usage?: Partial<BidUsage>;
  /** Sizes that the placement can show, such as `320x50`; none: any. */
  readonly sizes?: readonly string[];
  /** Of the network's partner; 0: it does not say. */
  readonly partnerTimeoutMs?: number;
}

/** A stored bid as an auction takes it. Auctions know bids by their number and networks by their name. */
function toAuctionBid(
  bid: Bid,
  { usage = {}, sizes = [], partnerTimeoutMs = 0 }: AuctionSide = {},
): MediatedBidInput {
  const { campaign, creative, mediated_network: network } = bid;
  const timeoutMs = Number(creative.custom_request_template.timeout_ms) || partnerTimeoutMs;
  return {
    kind: "mediated",
    bidId: String(bid.id),
    networkId: network.name,
    cpm: bid["line-item"].revenue_value,
    currency: bid["line-item"].currency,
    isActive: bid.active,
    isNetworkActive: network.active,
    isOptimised: bid.bid_optimization_enabled,
    flight: {
      ...(campaign.start_date !== null && { startsAtMs: toTimeMs(campaign.start_date) }),
      ...(campaign.end_date !== null && { endsAtMs: toTimeMs(campaign.end_date) }),
    },
    caps: toCaps(bid, usage),
    targeting: {
      ...toTargeting(bid.profile),
      mediaTypes: [creative.media_type],
      ...(isUnfit(creative.size, sizes) && { sizes: [creative.size] }),
    },
    ...(timeoutMs > 0 && { timeoutMs }),
  };
}

/** A size that the placement cannot show is targeting that it misses; any other is none. */
function isUnfit(size: string | null, sizes: readonly string[]): size is string {
  return size !== null && sizes.length > 0 && !sizes.includes(size);
}

function toCaps({ campaign, profile }: Bid, usage: Partial<BidUsage>): MediatedBidInput["caps"] {
  const caps = [
    ["impressions ever", campaign.lifetime_budget_imps, usage.impressions],
    ["impressions today", campaign.daily_budget_imps, usage.impressionsToday],
    ["USD today", campaign.daily_budget, usage.revenueTodayUsd],
    ["impressions for this user ever", profile.max_lifetime_imps, usage.userImpressions],
    ["impressions for this user today", profile.max_day_imps, usage.userImpressionsToday],
  ] as const;
  return caps.flatMap(([name, limit, used = 0]) => (limit === null ? [] : [{ name, limit, used }]));
}

function toTargeting(profile: BidProfile): NonNullable<MediatedBidInput["targeting"]> {
  const { os_family_targets: osFamilies, device_type_targets: deviceTypes } = profile;
  const { daypart_targets: hours } = profile;
  return {
    ...namesOf(profile, "include"),
    ...(osFamilies.length > 0 && { osFamilies }),
    ...(deviceTypes.length > 0 && { deviceTypes }),
    ...(hours.length > 0 && { hours }),
    excluded: namesOf(profile, "exclude"),
  };
}

/** The names that a bid includes, or those that it excludes, by kind. */
function namesOf(profile: BidProfile, action: "include" | "exclude") {
  const { placement_targets: slotIds, country_targets: countries } = profile;
  const { segment_targets: segments, domain_targets: domains, app_targets: apps } = profile;
  const has = (names: readonly string[], its: "include" | "exclude"): boolean =>
    names.length > 0 && its === action;
  return {
    ...(has(slotIds, profile.placement_action) && { slotIds }),
    ...(has(countries, profile.country_action) && { countries }),
    ...(has(segments, profile.segment_action) && { segments }),
    ...(has(domains, profile.domain_action) && { domains }),
    ...(has(apps, profile.app_action) && { apps }),
  };
}

/** Everything that there is to bid, on or off: the auction says why which of it does not take part. */
export function collectAuctionBids(
  { bids, networks, partners }: Management,
  {
    sizes,
    usageOf = () => ({}),
  }: {
    readonly sizes?: readonly string[];
    readonly usageOf?: (bidId: number) => Partial<BidUsage>;
  } = {},
): readonly MediatedBidInput[] {
  const timeouts = new Map(
    networks.list().map(({ id, creative_custom_request_partner_id: partnerId }) => {
      const [template] = partners.find(partnerId)?.templates ?? [];
      return [id, template?.timeout_ms ?? 0];
    }),
  );
  return bids.list().map((bid) => {
    const partnerTimeoutMs = timeouts.get(bid.mediated_network_id) ?? 0;
    return toAuctionBid(bid, { usage: usageOf(bid.id), partnerTimeoutMs, ...(sizes && { sizes }) });
  });
}

/** What management says of every auction at a time; the rest of its configuration is for others to say. */
export function toAuctionConfiguration(
  { rates, settings }: Management,
  atMs: number,
): Pick<AuctionConfigurationInput, "isMediationEnabled" | "ratesUsd" | "waterfall"> {
  const { default_enable_for_mediation, default_content_retrieval_timeout_ms } = settings.get();
  return {
    isMediationEnabled: default_enable_for_mediation,
    ratesUsd: rates.ratesAt(atMs),
    waterfall: { contentRetrievalTimeoutMs: default_content_retrieval_timeout_ms },
  };
}
