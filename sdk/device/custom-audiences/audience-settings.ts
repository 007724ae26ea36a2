import type { z } from "zod";
import { feature, limitBytes, limitCount, limitMs } from "../setting-kinds.ts";

/** Flags and limits of custom audiences, for the schema of profiles (spec: on-device 5, 9). */
export const audienceSettings = {
  customAudienceMaxCount: limitCount(
    "Custom audiences on the device",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_COUNT",
  ),
  customAudienceMaxCountPerApp: limitCount(
    "Custom audiences of one app",
    "FLEDGE_CUSTOM_AUDIENCE_PER_APP_MAX_COUNT",
  ),
  customAudienceMaxCountPerBuyer: limitCount(
    "Custom audiences of one buyer",
    "FLEDGE_CUSTOM_AUDIENCE_PER_BUYER_MAX_COUNT",
  ),
  customAudienceMaxOwnerCount: limitCount(
    "Apps that have custom audiences",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_OWNER_COUNT",
  ),
  customAudienceDefaultLifetimeMs: limitMs(
    "Activation to expiration where an app says nothing",
    "FLEDGE_CUSTOM_AUDIENCE_DEFAULT_EXPIRE_IN_MS",
  ),
  customAudienceMaxLifetimeMs: limitMs(
    "Activation to expiration",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_EXPIRE_IN_MS",
  ),
  customAudienceMaxActivationDelayMs: limitMs(
    "Joining to activation",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_ACTIVATION_DELAY_IN_MS",
  ),
  customAudienceActiveWindowMs: limitMs(
    "How long an audience bids after its last update",
    "FLEDGE_CUSTOM_AUDIENCE_ACTIVE_TIME_WINDOW_MS",
  ),
  customAudienceMaxNameBytes: limitBytes(
    "Name of a custom audience",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_NAME_SIZE_B",
  ),
  customAudienceMaxDailyUpdateUriBytes: limitBytes(
    "Address of the daily update",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_DAILY_UPDATE_URI_SIZE_B",
  ),
  customAudienceMaxBiddingLogicUriBytes: limitBytes(
    "Address of the bidding script",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_BIDDING_LOGIC_URI_SIZE_B",
  ),
  customAudienceMaxUserBiddingSignalsBytes: limitBytes(
    "User bidding signals",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_USER_BIDDING_SIGNALS_SIZE_B",
  ),
  customAudienceMaxTrustedBiddingDataBytes: limitBytes(
    "Trusted bidding address and keys together",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_TRUSTED_BIDDING_DATA_SIZE_B",
  ),
  customAudienceMaxAdsBytes: limitBytes(
    "All ads of one custom audience together",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_ADS_SIZE_B",
  ),
  customAudienceMaxAds: limitCount(
    "Ads of one custom audience",
    "FLEDGE_CUSTOM_AUDIENCE_MAX_NUM_ADS",
  ),
  fetchCustomAudienceEnabled: feature(
    "Whether fetchAndJoinCustomAudience works",
    "FLEDGE_FETCH_CUSTOM_AUDIENCE_ENABLED",
  ),
  fetchCustomAudienceMaxRequestHeaderBytes: limitBytes(
    "What the app says, in the header",
    "FLEDGE_FETCH_CUSTOM_AUDIENCE_MAX_REQUEST_CUSTOM_HEADER_SIZE_B",
  ),
  fetchCustomAudienceMaxUserBiddingSignalsBytes: limitBytes(
    "Signals of a fetched audience",
    "FLEDGE_FETCH_CUSTOM_AUDIENCE_MAX_USER_BIDDING_SIGNALS_SIZE_B",
  ),
  fetchCustomAudienceMaxBytes: limitBytes(
    "A fetched custom audience as a whole",
    "FLEDGE_FETCH_CUSTOM_AUDIENCE_MAX_CUSTOM_AUDIENCE_SIZE_B",
  ),
  fetchCustomAudienceMinRetryAfterMs: limitMs(
    "Shortest quarantine after a 429",
    "FLEDGE_FETCH_CUSTOM_AUDIENCE_MIN_RETRY_AFTER_VALUE_MS",
  ),
  fetchCustomAudienceMaxRetryAfterMs: limitMs(
    "Longest quarantine after a 429",
    "FLEDGE_FETCH_CUSTOM_AUDIENCE_MAX_RETRY_AFTER_VALUE_MS",
  ),
  scheduleCustomAudienceUpdateEnabled: feature(
    "Whether scheduleCustomAudienceUpdate works",
    "FLEDGE_SCHEDULE_CUSTOM_AUDIENCE_UPDATE_ENABLED",
  ),
  scheduledUpdateMinDelayMs: limitMs(
    "Shortest delay of a scheduled update",
    "ScheduleCustomAudienceUpdateImpl.MIN_DELAY_TIME_MINUTES",
  ),
  scheduledUpdateMaxDelayMs: limitMs(
    "Longest delay of a scheduled update",
    "ScheduleCustomAudienceUpdateImpl.MAX_DELAY_TIME_MINUTES",
  ),
  scheduledUpdateLifetimeMs: limitMs(
    "How long an update that fails is tried again",
    "ScheduledUpdatesHandler.STALE_DELAYED_UPDATE_AGE",
  ),
  scheduledUpdateMaxResponseBytes: limitBytes(
    "Answer to a scheduled update",
    "ScheduleCustomAudienceUpdateImpl maximum response",
  ),
  dailyUpdateIntervalMs: limitMs(
    "From one successful daily update to the next",
    "FLEDGE_BACKGROUND_FETCH_ELIGIBLE_UPDATE_BASE_INTERVAL_S",
  ),
  dailyUpdateMaxAudiences: limitCount(
    "Custom audiences updated in one run of the job",
    "FLEDGE_BACKGROUND_FETCH_MAX_NUM_UPDATED",
  ),
  dailyUpdateMaxResponseBytes: limitBytes(
    "Answer to a daily update",
    "FLEDGE_BACKGROUND_FETCH_MAX_RESPONSE_SIZE_B",
  ),
  dailyUpdateReadTimeoutMs: limitMs(
    "One request of the daily update",
    "FLEDGE_BACKGROUND_FETCH_NETWORK_READ_TIMEOUT_MS",
  ),
  dailyUpdateJobTimeoutMs: limitMs(
    "One run of the daily update's job",
    "FLEDGE_BACKGROUND_FETCH_JOB_MAX_RUNTIME_MS",
  ),
};

export type AudienceSettings = {
  readonly [Name in keyof typeof audienceSettings]: z.infer<(typeof audienceSettings)[Name]>;
};

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** As AOSP's code has them. */
export const androidAudienceSettings: AudienceSettings = {
  customAudienceMaxCount: 4_000,
  customAudienceMaxCountPerApp: 1_000,
  customAudienceMaxCountPerBuyer: 4_000,
  customAudienceMaxOwnerCount: 1_000,
  customAudienceDefaultLifetimeMs: 60 * dayMs,
  customAudienceMaxLifetimeMs: 60 * dayMs,
  customAudienceMaxActivationDelayMs: 60 * dayMs,
  customAudienceActiveWindowMs: 60 * dayMs,
  customAudienceMaxNameBytes: 200,
  customAudienceMaxDailyUpdateUriBytes: 400,
  customAudienceMaxBiddingLogicUriBytes: 400,
  customAudienceMaxUserBiddingSignalsBytes: 10_240,
  customAudienceMaxTrustedBiddingDataBytes: 10_240,
  customAudienceMaxAdsBytes: 10_240,
  customAudienceMaxAds: 100,
  fetchCustomAudienceEnabled: false,
  fetchCustomAudienceMaxRequestHeaderBytes: 8_192,
  fetchCustomAudienceMaxUserBiddingSignalsBytes: 8_192,
  fetchCustomAudienceMaxBytes: 8_192,
  fetchCustomAudienceMinRetryAfterMs: 30_000,
  fetchCustomAudienceMaxRetryAfterMs: dayMs,
  scheduleCustomAudienceUpdateEnabled: false,
  scheduledUpdateMinDelayMs: 30 * minuteMs,
  scheduledUpdateMaxDelayMs: 300 * minuteMs,
  scheduledUpdateLifetimeMs: dayMs,
  scheduledUpdateMaxResponseBytes: 102_400,
  dailyUpdateIntervalMs: dayMs,
  dailyUpdateMaxAudiences: 1_000,
  dailyUpdateMaxResponseBytes: 10_240,
  dailyUpdateReadTimeoutMs: 30_000,
  dailyUpdateJobTimeoutMs: 10 * minuteMs,
};
