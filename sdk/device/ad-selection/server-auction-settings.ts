import { feature, type SettingsOf } from "../setting-kinds.ts";

/**
 * What may be done with the id of an auction that a server ran, for the schema of profiles (spec: on-device 3.2,
 * 5). The simulator runs no such auctions; their outcomes are put there.
 */
export const serverAuctionSettings = {
  serverAuctionMediationEnabled: feature(
    "Whether selectAds over outcomes takes ids of server auctions",
    { android: true, flag: "FLEDGE_AUCTION_SERVER_ENABLED_FOR_SELECT_ADS_MEDIATION" },
  ),
  serverAuctionImpressionsEnabled: feature(
    "Whether reportImpression takes ids of server auctions",
    { android: true, flag: "FLEDGE_AUCTION_SERVER_ENABLED_FOR_REPORT_IMPRESSION" },
  ),
  serverAuctionEventsEnabled: feature("Whether reportEvent takes ids of server auctions", {
    android: true,
    flag: "FLEDGE_AUCTION_SERVER_ENABLED_FOR_REPORT_EVENT",
  }),
  serverAuctionHistogramEnabled: feature(
    "Whether updateAdCounterHistogram takes ids of server auctions",
    { android: true, flag: "FLEDGE_AUCTION_SERVER_ENABLED_FOR_UPDATE_HISTOGRAM" },
  ),
};

export type ServerAuctionSettings = SettingsOf<typeof serverAuctionSettings>;
