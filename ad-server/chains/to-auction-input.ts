import { createSeededRandom } from "../../sdk/foundation/seeded-random.ts";
import type { AuctionRequest } from "../auction/auction.ts";
import type { AuctionBid } from "../auction/auction-bid.ts";
import type { AuctionConfiguration } from "../auction/auction-configuration.ts";
import { onceForEach } from "../auction/once-for-each.ts";
import { parseAuctionConfiguration } from "../auction/prepare-auction.ts";
import { fromLineItem } from "../supply/line-item.ts";
import { drawRtbBid } from "../supply/rtb-bid.ts";
import type { SlotBody } from "../supply/slot.ts";
import type { MediatedSource } from "./mediated-source.ts";
import type { SellerSetup } from "./seller-setup.ts";
import { toConfiguration } from "./to-configuration.ts";

/** Everything that one seller has set up, as it is for one request. */
export interface SellerPlatform {
  readonly setup: SellerSetup;
  readonly sources: readonly MediatedSource[];
}

export interface AuctionInput {
  readonly configuration: AuctionConfiguration;
  readonly bids: readonly AuctionBid[];
  /** What is known besides its price of each bid, by its id. */
  readonly offers: ReadonlyMap<string, Offer>;
}

/** A bid with what it takes to serve it. */
export interface Offer {
  readonly bid: AuctionBid;
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
    configuration: configurationsOf(platform.setup)(slot),
    bids: Array.from(offers.values(), ({ bid }) => bid),
    offers,
  };
}

const configurationsOf = onceForEach((setup: SellerSetup) =>
  onceForEach((slot: SlotBody) => parseAuctionConfiguration(toConfiguration(slot, setup))),
);

const bidOfLineItem = onceForEach(fromLineItem);

function listOffers(
  slot: SlotBody,
  { setup: { supply }, sources }: SellerPlatform,
  auctionId: string,
): readonly Offer[] {
  const luck = createSeededRandom(auctionId);
  return [
    ...sources.map((source) => ({ bid: toBid(slot, source), source })),
    ...supply.line_items.map((item) => ({ bid: bidOfLineItem(item), renderUri: item.render_uri })),
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
    offers.set(bidId, bidId === name ? offer : { ...offer, bid: { ...offer.bid, bidId } });
  }
  return offers;
}
