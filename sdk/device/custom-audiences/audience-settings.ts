import { feature, limitBytes, limitCount, limitMs, type SettingsOf } from "../setting-kinds.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Flags and limits of custom audiences, for the schema of profiles (spec: on-device 5, 9). */
export const audienceSettings = {
  customAudienceMaxCount: limitCount("Custom audiences on the device", {
    android: 4_000,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_COUNT",
  }),
  customAudienceMaxCountPerApp: limitCount("Custom audiences of one app", {
    android: 1_000,
    flag: "FLEDGE_CUSTOM_AUDIENCE_PER_APP_MAX_COUNT",
  }),
  customAudienceMaxCountPerBuyer: limitCount("Custom audiences of one buyer", {
    android: 4_000,
    flag: "FLEDGE_CUSTOM_AUDIENCE_PER_BUYER_MAX_COUNT",
  }),
  customAudienceMaxOwnerCount: limitCount("Apps that have custom audiences", {
    android: 1_000,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_OWNER_COUNT",
  }),
  customAudienceDefaultLifetimeMs: limitMs("Activation to expiration where an app says nothing", {
    android: 60 * dayMs,
    flag: "FLEDGE_CUSTOM_AUDIENCE_DEFAULT_EXPIRE_IN_MS",
  }),
  customAudienceMaxLifetimeMs: limitMs("Activation to expiration", {
    android: 60 * dayMs,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_EXPIRE_IN_MS",
  }),
  customAudienceMaxActivationDelayMs: limitMs("Joining to activation", {
    android: 60 * dayMs,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_ACTIVATION_DELAY_IN_MS",
  }),
  customAudienceActiveWindowMs: limitMs("How long an audience bids after its last update", {
    android: 60 * dayMs,
    flag: "FLEDGE_CUSTOM_AUDIENCE_ACTIVE_TIME_WINDOW_MS",
  }),
  customAudienceMaxNameBytes: limitBytes("Name of a custom audience", {
    android: 200,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_NAME_SIZE_B",
  }),
  customAudienceMaxDailyUpdateUriBytes: limitBytes("Address of the daily update", {
    android: 400,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_DAILY_UPDATE_URI_SIZE_B",
  }),
  customAudienceMaxBiddingLogicUriBytes: limitBytes("Address of the bidding script", {
    android: 400,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_BIDDING_LOGIC_URI_SIZE_B",
  }),
  customAudienceMaxUserBiddingSignalsBytes: limitBytes("User bidding signals", {
    android: 10_240,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_USER_BIDDING_SIGNALS_SIZE_B",
  }),
  customAudienceMaxTrustedBiddingDataBytes: limitBytes(
    "Trusted bidding address and keys together",
    { android: 10_240, flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_TRUSTED_BIDDING_DATA_SIZE_B" },
  ),
  customAudienceMaxAdsBytes: limitBytes("All ads of one custom audience together", {
    android: 10_240,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_ADS_SIZE_B",
  }),
  customAudienceMaxAds: limitCount("Ads of one custom audience", {
    android: 100,
    flag: "FLEDGE_CUSTOM_AUDIENCE_MAX_NUM_ADS",
  }),
  fetchCustomAudienceEnabled: feature("Whether fetchAndJoinCustomAudience works", {
    android: false,
    allOn: true,
    flag: "FLEDGE_FETCH_CUSTOM_AUDIENCE_ENABLED",
  }),
  fetchCustomAudienceMaxRequestHeaderBytes: limitBytes("What the app says, in the header", {
    android: 8_192,
    flag: "FLEDGE_FETCH_CUSTOM_AUDIENCE_MAX_REQUEST_CUSTOM_HEADER_SIZE_B",
  }),
  fetchCustomAudienceMaxUserBiddingSignalsBytes: limitBytes("Signals of a fetched audience", {
    android: 8_192,
    flag: "FLEDGE_FETCH_CUSTOM_AUDIENCE_MAX_USER_BIDDING_SIGNALS_SIZE_B",
  }),
  fetchCustomAudienceMaxBytes: limitBytes("A fetched custom audience as a whole", {
    android: 8_192,
    flag: "FLEDGE_FETCH_CUSTOM_AUDIENCE_MAX_CUSTOM_AUDIENCE_SIZE_B",
  }),
  fetchCustomAudienceMinRetryAfterMs: limitMs("Shortest quarantine after a 429", {
    android: 30_000,
    flag: "FLEDGE_FETCH_CUSTOM_AUDIENCE_MIN_RETRY_AFTER_VALUE_MS",
  }),
  fetchCustomAudienceMaxRetryAfterMs: limitMs("Longest quarantine after a 429", {
    android: dayMs,
    flag: "FLEDGE_FETCH_CUSTOM_AUDIENCE_MAX_RETRY_AFTER_VALUE_MS",
  }),
  scheduleCustomAudienceUpdateEnabled: feature("Whether scheduleCustomAudienceUpdate works", {
    android: false,
    allOn: true,
    flag: "FLEDGE_SCHEDULE_CUSTOM_AUDIENCE_UPDATE_ENABLED",
  }),
  scheduledUpdateMinDelayMs: limitMs("Shortest delay of a scheduled update", {
    android: 30 * minuteMs,
    flag: "ScheduleCustomAudienceUpdateImpl.MIN_DELAY_TIME_MINUTES",
  }),
  scheduledUpdateMaxDelayMs: limitMs("Longest delay of a scheduled update", {
    android: 300 * minuteMs,
    flag: "ScheduleCustomAudienceUpdateImpl.MAX_DELAY_TIME_MINUTES",
  }),
  scheduledUpdateLifetimeMs: limitMs("How long an update that fails is tried again", {
    android: dayMs,
    flag: "ScheduledUpdatesHandler.STALE_DELAYED_UPDATE_AGE",
  }),
  scheduledUpdateMaxResponseBytes: limitBytes("Answer to a scheduled update", {
    android: 102_400,
    flag: "ScheduleCustomAudienceUpdateImpl maximum response",
  }),
  dailyUpdateIntervalMs: limitMs("From one successful daily update to the next", {
    android: dayMs,
    flag: "FLEDGE_BACKGROUND_FETCH_ELIGIBLE_UPDATE_BASE_INTERVAL_S",
  }),
  dailyUpdateMaxAudiences: limitCount("Custom audiences updated in one run of the job", {
    android: 1_000,
    flag: "FLEDGE_BACKGROUND_FETCH_MAX_NUM_UPDATED",
  }),
  dailyUpdateMaxResponseBytes: limitBytes("Answer to a daily update", {
    android: 10_240,
    flag: "FLEDGE_BACKGROUND_FETCH_MAX_RESPONSE_SIZE_B",
  }),
  dailyUpdateReadTimeoutMs: limitMs("One request of the daily update", {
    android: 30_000,
    flag: "FLEDGE_BACKGROUND_FETCH_NETWORK_READ_TIMEOUT_MS",
  }),
  dailyUpdateJobTimeoutMs: limitMs("One run of the daily update's job", {
    android: 10 * minuteMs,
    flag: "FLEDGE_BACKGROUND_FETCH_JOB_MAX_RUNTIME_MS",
  }),
};

export type AudienceSettings = SettingsOf<typeof audienceSettings>;
