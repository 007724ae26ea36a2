import { createSeededRandom } from "../../sdk/foundation/seeded-random.ts";
import type { AuctionRequest } from "../auction/auction.ts";
import type { AuctionBid, AuctionBidInput } from "../auction/auction-bid.ts";
import type {
  AuctionConfiguration,
  AuctionConfigurationInput,
} from "../auction/auction-configuration.ts";
import { parseAuctionBids, parseAuctionConfiguration } from "../auction/prepare-auction.ts";
import { toAdQuality } from "../supply/ad-quality-rule.ts";
import { toBias } from "../supply/bias.ts";
import { toDeal } from "../supply/deal.ts";
import { toFees } from "../supply/fee.ts";
import { fromLineItem } from "../supply/line-item.ts";
import { drawRtbBid } from "../supply/rtb-bid.ts";
import type { SlotBody } from "../supply/slot.ts";
import type { Supply } from "../supply/supply.ts";
import { toYmRule } from "../supply/yield-rule.ts";
import type { MediatedSource, NetworkSdk } from "./mediated-source.ts";

/** Everything that one seller has set up, as it is at one moment. */
export interface SellerPlatform {
  readonly supply: Supply;
  readonly sources: readonly MediatedSource[];
  /** USD for one unit of each currency. */
  readonly ratesUsd: Readonly<Record<string, number>>;
  /** How the SDK reaches each active network that has something for it, by the network's id. */
  readonly houseSdks: ReadonlyMap<string, NetworkSdk>;
  /** For slots that have none of their own; 0: mediated content is not served at all. */
  readonly defaultContentRetrievalTimeoutMs: number;
  readonly isMediationEnabledByDefault: boolean;
}

export interface AuctionInput {
  readonly configuration: AuctionConfiguration;
  readonly bids: readonly AuctionBid[];
  /** What is known besides its price of each bid, by its id. */
  readonly offers: ReadonlyMap<string, Offer>;
}

/** A bid with what it takes to serve it. */
export interface Offer {
  readonly bid: AuctionBidInput;
  /** Of a network's. */
  readonly source?: MediatedSource;
  /** Of the seller's own demand, and of live buyers'. */
  readonly renderUri?: string;
}

/** What the auction for one impression of a slot goes by, and who bids. Luck follows the auction's id. */
export function toAuctionInput(
  slot: SlotBody,
  platform: SellerPlatform,
  { auctionId }: Pick<AuctionRequest, "auctionId">,
): AuctionInput {
  const offers = nameApart(listOffers(slot, platform, auctionId));
  return {
    configuration: parseAuctionConfiguration(toConfiguration(slot, platform)),
    bids: parseAuctionBids([...offers.values()].map(({ bid }) => bid)),
    offers,
  };
}

const isActive = ({ active }: { readonly active: boolean }): boolean => active;

function toConfiguration(slot: SlotBody, platform: SellerPlatform): AuctionConfigurationInput {
  const { supply, ratesUsd, defaultContentRetrievalTimeoutMs } = platform;
  const { reselling_priority: resellingPriority } = slot;
  return {
    options: { ...slot.auction_options, ...(resellingPriority && { resellingPriority }) },
    isMediationEnabled: slot.enable_for_mediation ?? platform.isMediationEnabledByDefault,
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

function listOffers(
  slot: SlotBody,
  { supply, sources }: SellerPlatform,
  auctionId: string,
): readonly Offer[] {
  const luck = createSeededRandom(auctionId);
  return [
    ...sources.map((source) => ({ bid: toBid(slot, source), source })),
    ...supply.line_items.map((item) => ({ bid: fromLineItem(item), renderUri: item.render_uri })),
    ...supply.rtb_bids.flatMap((body) => {
      const bid = drawRtbBid(body, luck.fork(`rtb ${body.name}`));
      return bid === undefined ? [] : [{ bid, renderUri: body.render_uri }];
    }),
  ];
}

/** By what the network has paid, where the slot goes by that and it is known. */
function toBid({ order }: SlotBody, { bid, historicalCpm }: MediatedSource) {
  const isKnown = order === "historical-ecpm" && historicalCpm !== undefined;
  return isKnown ? { ...bid, cpm: historicalCpm } : bid;
}

/** Names are unique within one kind of demand only, and an auction tells bids apart by name. */
function nameApart(listed: readonly Offer[]): ReadonlyMap<string, Offer> {
  const offers = new Map<string, Offer>();
  for (const offer of listed) {
    const { bidId: name, kind } = offer.bid;
    let bidId = name;
    for (let count = 1; offers.has(bidId); count += 1) {
      bidId = count === 1 ? `${name} (${kind})` : `${name} (${kind} ${count})`;
    }
    offers.set(bidId, { ...offer, bid: { ...offer.bid, bidId } });
  }
  return offers;
}
