import type { AuctionRequest, NetworkAnswer } from "../../../ad-server/auction/auction.ts";
import type { AuctionBidInput } from "../../../ad-server/auction/auction-bid.ts";
import type { AuctionConfigurationInput } from "../../../ad-server/auction/auction-configuration.ts";
import { ImpressionSchema } from "../../../ad-server/auction/targeting.ts";
import type { AuctionResult } from "../../../ad-server/auction/auction-result.ts";
import {
  parseAuctionBids,
  parseAuctionConfiguration,
} from "../../../ad-server/auction/prepare-auction.ts";
import { runAuction } from "../../../ad-server/auction/run-auction.ts";

export interface AuctionInput {
  readonly bids: readonly AuctionBidInput[];
  readonly configuration?: AuctionConfigurationInput;
  readonly request?: Partial<Omit<AuctionRequest, "impression" | "askNetwork">>;
  readonly impression?: Partial<(typeof ImpressionSchema)["_zod"]["input"]>;
  /** What each network answers, by its id; the others have an ad at once. */
  readonly networks?: Readonly<Record<string, NetworkAnswer["kind"] | NetworkAnswer>>;
}

/** An auction for one impression, by its input as an operator would write it. */
export function anAuction(input: AuctionInput): AuctionResult {
  const { bids, configuration = {}, request = {}, impression = {}, networks = {} } = input;
  return runAuction(
    {
      auctionId: "auction-1",
      atMs: 0,
      impression: ImpressionSchema.parse({ slotId: "home", ...impression }),
      askNetwork({ bid }) {
        const answer = networks[bid.networkId] ?? "ad";
        return typeof answer === "string" ? { kind: answer, latencyMs: 0 } : answer;
      },
      ...request,
    },
    parseAuctionConfiguration(configuration),
    parseAuctionBids(bids),
  );
}

/** Winner, price and everybody else's reason. */
export function decisionOf({ stage, winner, bids }: AuctionResult) {
  const reasons = bids.flatMap(({ bidId, rule }) => (rule === undefined ? [] : [[bidId, rule]]));
  return {
    stage,
    winner: winner?.bidId,
    paysUsd: winner?.cpmUsd,
    lost: Object.fromEntries(reasons) as Record<string, string>,
  };
}

export const mediated = (bidId: string, cpm: number, more: object = {}): AuctionBidInput => ({
  kind: "mediated",
  bidId,
  networkId: bidId,
  cpm,
  ...more,
});

export const managed = (
  bidId: string,
  cpm: number,
  priority = 5,
  more: object = {},
): AuctionBidInput => ({ kind: "managed", bidId, cpm, priority, ...more });

export const guaranteed = (
  bidId: string,
  pcpm: number,
  priority = 14,
  more: object = {},
): AuctionBidInput => ({ kind: "guaranteed", bidId, pcpm, bookedCpm: 8, priority, ...more });

export const rtb = (bidId: string, cpm: number, more: object = {}): AuctionBidInput => ({
  kind: "rtb",
  bidId,
  buyerId: bidId,
  cpm,
  ...more,
});

/** A bid on the deal of its own id. */
export const dealBid = (bidId: string, cpm: number): AuctionBidInput =>
  rtb(bidId, cpm, { dealIds: [bidId] });

/** A deal for the buyer of its own id. */
export const deal = (dealId: string, askUsd: number | null, more: object = {}) => ({
  dealId,
  askUsd,
  buyerIds: [dealId],
  ...more,
});

export const privateDeal = (dealId: string, askUsd: number | null, priority = 5) =>
  deal(dealId, askUsd, { auction: "private", priority });
