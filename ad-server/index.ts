/** Door for whoever runs the platform's side: the simulator, `fledgling serve`, and library users. */
export {
  AdServerConfigSchema,
  type AdServerConfig,
  type AdServerConfigInput,
} from "./ad-server-config.ts";
export type { AskNetwork, AuctionRequest, NetworkAnswer, NetworkCall } from "./auction/auction.ts";
export type { AuctionBid, AuctionBidInput } from "./auction/auction-bid.ts";
export type {
  AuctionConfiguration,
  AuctionConfigurationInput,
} from "./auction/auction-configuration.ts";
export type { AuctionResult, AuctionWinner, JudgedBid } from "./auction/auction-result.ts";
export { AUCTION_RULES, type AuctionRule } from "./auction/auction-rules.ts";
export { parseAuctionBids, parseAuctionConfiguration } from "./auction/prepare-auction.ts";
export { runAuction } from "./auction/run-auction.ts";
export { createAdServer } from "./create-ad-server.ts";
export { CollectedReportsSchema, type CollectedReport } from "./report-log.ts";
