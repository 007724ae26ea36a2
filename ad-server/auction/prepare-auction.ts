import { z } from "zod";
import { MediationError } from "../../sdk/foundation/errors.ts";
import { parseOptions } from "../../sdk/foundation/parse-options.ts";
import { AuctionBidSchema, type AuctionBid, type AuctionBidInput } from "./auction-bid.ts";
import {
  AuctionConfigurationSchema,
  type AuctionConfiguration,
  type AuctionConfigurationInput,
} from "./auction-configuration.ts";

/**
 * Checks what auctions go by, and fills in every default. Once per configuration, not per auction.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function parseAuctionConfiguration(input: AuctionConfigurationInput): AuctionConfiguration {
  return parseOptions(AuctionConfigurationSchema, input, "auction");
}

/** @throws MediationError ERR_CONFIG_INVALID, also when two bids have the same id */
export function parseAuctionBids(input: readonly AuctionBidInput[]): readonly AuctionBid[] {
  const bids = parseOptions(z.array(AuctionBidSchema), input, "auction's bids");
  const seen = new Set<string>();
  for (const { bidId } of bids) {
    if (seen.has(bidId)) {
      throw new MediationError("ERR_CONFIG_INVALID", `Two bids are called "${bidId}".`, {
        hint: "Give each bid an id of its own.",
      });
    }
    seen.add(bidId);
  }
  return bids;
}
