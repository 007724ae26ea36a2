import { feature, limitCount, limitMs } from "../setting-kinds.ts";

/** Flags and limits of both selectAds calls, for the schema of profiles (spec: on-device 2, 3, 5). */
export const selectionSettings = {
  biddingTimeoutPerAudienceMs: limitMs("Script fetch and generateBid of one custom audience", {
    android: 5_000,
    flag: "FLEDGE_AD_SELECTION_BIDDING_TIMEOUT_PER_CA_MS",
  }),
  biddingTimeoutPerBuyerMs: limitMs("All custom audiences of one buyer", {
    android: 10_000,
    flag: "FLEDGE_AD_SELECTION_BIDDING_TIMEOUT_PER_BUYER_MS",
  }),
  scoringTimeoutMs: limitMs("Script fetch, trusted signals and all scoreAd calls of one auction", {
    android: 5_000,
    flag: "FLEDGE_AD_SELECTION_SCORING_TIMEOUT_MS",
  }),
  selectingOutcomeTimeoutMs: limitMs("Script fetch and selectOutcome", {
    android: 5_000,
    flag: "FLEDGE_AD_SELECTION_SELECTING_OUTCOME_TIMEOUT_MS",
  }),
  adSelectionTimeoutMs: limitMs("One selectAds call", {
    android: 10_000,
    flag: "FLEDGE_AD_SELECTION_OVERALL_TIMEOUT_MS",
  }),
  adSelectionFromOutcomesTimeoutMs: limitMs("One selectAds call over outcomes", {
    android: 20_000,
    flag: "FLEDGE_AD_SELECTION_FROM_OUTCOMES_OVERALL_TIMEOUT_MS",
  }),
  maxConcurrentBiddingPerBuyer: limitCount(
    "How many chunks a buyer's custom audiences are split into",
    { android: 6, flag: "FLEDGE_AD_SELECTION_MAX_CONCURRENT_BIDDING_COUNT" },
  ),
  adSelectionLifetimeMs: limitMs(
    "How old a stored ad selection has to be for the job maintenance to delete it",
    { android: 86_400_000, flag: "FLEDGE_AD_SELECTION_EXPIRATION_WINDOW_S" },
  ),
  prebuiltUrisEnabled: feature("Whether ad-selection-prebuilt:// addresses work", {
    android: false,
    allOn: true,
    flag: "FLEDGE_AD_SELECTION_PREBUILT_URI_ENABLED",
  }),
  contextualAdsEnabled: feature("Whether contextual ads take part in an auction", {
    android: false,
    allOn: true,
    flag: "FLEDGE_AD_SELECTION_CONTEXTUAL_ADS_ENABLED",
  }),
  chainedAdSelectionsEnabled: feature(
    "Whether selectAds takes chainedAdSelections and answers null when nobody wins",
    { android: false },
  ),
};
