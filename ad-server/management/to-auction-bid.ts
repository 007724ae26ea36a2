import type { BidOf } from "../auction/auction-bid.ts";
import type { AuctionConfigurationInput } from "../auction/auction-configuration.ts";
import type { BidProfile } from "./bid-profile-schema.ts";
import type { Bid } from "./bid-schema.ts";
import { toTimeMs } from "./fields.ts";
import type { Management } from "./management.ts";

type MediatedBid = BidOf<"mediated">;

/** What of a bid has been used up; of the user, as far as the request says who it is. */
export interface BidUsage {
  readonly impressions: number;
  readonly impressionsToday: number;
  readonly revenueTodayUsd: number;
  readonly userImpressions: number;
  readonly userImpressionsToday: number;
}

interface AuctionSide {
  /** Default: nothing. */
  readonly usage?: Partial<BidUsage>;
  /** Sizes that the placement can show, such as `320x50`; none: any. */
  readonly sizes?: readonly string[];
}

/** A stored bid as an auction takes it. Auctions know bids by their number and networks by their name. */
export function toAuctionBid(
  { bid, partnerTimeoutMs }: StoredBid,
  { usage = {}, sizes = [] }: AuctionSide = {},
): MediatedBid {
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
    priority: campaign.priority,
    isOptimised: bid.bid_optimization_enabled,
    flight: {
      ...(campaign.start_date !== null && { startsAtMs: toTimeMs(campaign.start_date) }),
      ...(campaign.end_date !== null && { endsAtMs: toTimeMs(campaign.end_date) }),
    },
    caps: toCaps(bid, usage),
    isSecure: creative.support_ssl,
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

function toCaps({ campaign, profile }: Bid, usage: Partial<BidUsage>): MediatedBid["caps"] {
  const caps = [
    ["impressions ever", campaign.lifetime_budget_imps, usage.impressions],
    ["impressions today", campaign.daily_budget_imps, usage.impressionsToday],
    ["USD today", campaign.daily_budget, usage.revenueTodayUsd],
    ["impressions for this user ever", profile.max_lifetime_imps, usage.userImpressions],
    ["impressions for this user today", profile.max_day_imps, usage.userImpressionsToday],
  ] as const;
  return caps.flatMap(([name, limit, used = 0]) => (limit === null ? [] : [{ name, limit, used }]));
}

function toTargeting(profile: BidProfile): NonNullable<MediatedBid["targeting"]> {
  return {
    ...namesOf(profile, "include"),
    osFamilies: orAny(profile.os_family_targets),
    osVersions: orAny(profile.os_version_targets),
    browsers: orAny(profile.browser_targets),
    languages: orAny(profile.language_targets),
    deviceTypes: orAny(profile.device_type_targets),
    deviceModels: orAny(profile.device_model_targets),
    hours: orAny(profile.daypart_targets),
    excluded: namesOf(profile, "exclude"),
  };
}

/** The names that a bid includes, or those that it excludes, by kind. */
function namesOf(profile: BidProfile, action: "include" | "exclude") {
  const keyValues = profile.key_value_targets;
  const hasKeys = Object.keys(keyValues).length > 0 && profile.key_value_action === action;
  const of = (names: string[], its: "include" | "exclude") =>
    its === action ? orAny(names) : undefined;
  return {
    slotIds: of(profile.placement_targets, profile.placement_action),
    publishers: of(profile.publisher_targets, profile.publisher_action),
    categories: of(profile.category_targets, profile.category_action),
    countries: of(profile.country_targets, profile.country_action),
    regions: of(profile.region_targets, profile.region_action),
    cities: of(profile.city_targets, profile.city_action),
    segments: of(profile.segment_targets, profile.segment_action),
    domains: of(profile.domain_targets, profile.domain_action),
    apps: of(profile.app_targets, profile.app_action),
    keyValues: hasKeys ? keyValues : undefined,
  };
}

function orAny<Value>(values: Value[]): Value[] | undefined {
  return values.length > 0 ? values : undefined;
}

/** A stored bid with what its network's partner says of it. */
export interface StoredBid {
  readonly bid: Bid;
  readonly partnerTimeoutMs: number;
}

/** Everything that there is to bid, on or off: the auction says why which of it does not take part. */
export function listStoredBids({ bids, networks, partners }: Management): readonly StoredBid[] {
  const timeouts = new Map(
    networks.list().map(({ id, creative_custom_request_partner_id: partnerId }) => {
      const [template] = partners.find(partnerId)?.templates ?? [];
      return [id, template?.timeout_ms ?? 0];
    }),
  );
  return bids.list().map((bid) => {
    return { bid, partnerTimeoutMs: timeouts.get(bid.mediated_network_id) ?? 0 };
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
