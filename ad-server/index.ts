/** Door for whoever runs the platform's side: the simulator, `fledgling serve`, and library users. */
export { AUCTION_RULES, type AuctionRule } from "../sdk/model/auction-rules.ts";
export {
  AdServerConfigSchema,
  type AdServerConfig,
  type AdServerConfigInput,
} from "./ad-server-config.ts";
export type { AdServerOptions } from "./ad-server-options.ts";
export type { AskNetwork, AuctionRequest, NetworkAnswer, NetworkCall } from "./auction/auction.ts";
export type { AuctionBid, AuctionBidInput } from "./auction/auction-bid.ts";
export type {
  AuctionConfiguration,
  AuctionConfigurationInput,
} from "./auction/auction-configuration.ts";
export type { AuctionResult, AuctionWinner, JudgedBid } from "./auction/auction-result.ts";
export { parseAuctionBids, parseAuctionConfiguration } from "./auction/prepare-auction.ts";
export type { AuctionRecord } from "./chains/auction-record.ts";
export { PlatformSeedSchema } from "./chains/seed-schema.ts";
export { runAuction } from "./auction/run-auction.ts";
export { createAdServer } from "./create-ad-server.ts";
export { slotFields } from "./supply/slot.ts";
export type { Bid as MediatedBid } from "./management/bid-schema.ts";
export type { Network as MediatedNetwork } from "./management/network-schema.ts";
export { isTextField } from "./management/text-fields.ts";
export type { Partner } from "./management/partner-schema.ts";
export { mediate, type MediateOptions } from "./mediate/mediate.ts";
export type { MediateAnswer } from "./mediate/answer-winners.ts";
export { ExplainedBidSchema, type ExplainedBid } from "./mediate/extras/explain.ts";
export { MEDIATE_RULES, type MediateRule } from "./mediate/mediate-rules.ts";
export type { MediateRequest } from "./mediate/mediate-request.ts";
export { parseMediateRequest } from "./mediate/parse-mediate-request.ts";
export type { MediateRefusal, ParsedMediation } from "./mediate/parsed-mediation.ts";
export { LOG_LEVELS } from "./server-log.ts";
export { CollectedReportsSchema, type CollectedReport } from "./report-log.ts";
export { renderReportCsv } from "./performance/network-report.ts";
export type { NetworkReport } from "./performance/network-report-schema.ts";
