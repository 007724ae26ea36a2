import { callRate, feature, type SettingsOf } from "./setting-kinds.ts";

/** Who may call, and how often, for the schema of profiles (spec: on-device 2.1, 5, 6.3). */
export const callerSettings = {
  selectAdsPermitsPerSecond: callRate("Both selectAds calls of one app together", {
    android: 1,
    allOn: 0,
    flag: "FLEDGE_SELECT_ADS_REQUEST_PERMITS_PER_SECOND",
  }),
  reportImpressionPermitsPerSecond: callRate("reportImpression calls of one app", {
    android: 1,
    allOn: 0,
    flag: "FLEDGE_REPORT_IMPRESSION_REQUEST_PERMITS_PER_SECOND",
  }),
  reportEventPermitsPerSecond: callRate("reportEvent calls of one app", {
    android: 1,
    allOn: 0,
    flag: "FLEDGE_REPORT_INTERACTION_REQUEST_PERMITS_PER_SECOND",
  }),
  updateAdCounterHistogramPermitsPerSecond: callRate("updateAdCounterHistogram calls of one app", {
    android: 1,
    allOn: 0,
    flag: "FLEDGE_UPDATE_AD_COUNTER_HISTOGRAM_REQUEST_PERMITS_PER_SECOND",
  }),
  setAppInstallAdvertisersPermitsPerSecond: callRate("setAppInstallAdvertisers calls of one app", {
    android: 1,
    allOn: 0,
    flag: "FLEDGE_SET_APP_INSTALL_ADVERTISERS_REQUEST_PERMITS_PER_SECOND",
  }),
  joinCustomAudiencePermitsPerSecond: callRate("joinCustomAudience calls of one app", {
    android: 1,
    allOn: 0,
    flag: "FLEDGE_JOIN_CUSTOM_AUDIENCE_REQUEST_PERMITS_PER_SECOND",
  }),
  leaveCustomAudiencePermitsPerSecond: callRate("leaveCustomAudience calls of one app", {
    android: 1,
    allOn: 0,
    flag: "FLEDGE_LEAVE_CUSTOM_AUDIENCE_REQUEST_PERMITS_PER_SECOND",
  }),
  fetchAndJoinCustomAudiencePermitsPerSecond: callRate(
    "fetchAndJoinCustomAudience calls of one app",
    {
      android: 1,
      allOn: 0,
      flag: "FLEDGE_FETCH_AND_JOIN_CUSTOM_AUDIENCE_REQUEST_PERMITS_PER_SECOND",
    },
  ),
  scheduleCustomAudienceUpdatePermitsPerSecond: callRate(
    "scheduleCustomAudienceUpdate calls of one app",
    {
      android: 1,
      allOn: 0,
      flag: "FLEDGE_SCHEDULE_CUSTOM_AUDIENCE_UPDATE_REQUEST_PERMITS_PER_SECOND",
    },
  ),
  throttleSavesPermits: feature(
    "Whether the throttle saves up one second of idle time, so that two calls pass at once; that Android's does is inferred",
    { android: true },
  ),
  foregroundRequired: feature("Whether an app in the background is refused", {
    android: true,
    flag: "ENFORCE_FOREGROUND_STATUS_FLEDGE_*",
  }),
  enrolmentCheckDisabled: feature("Whether every ad tech counts as enrolled", {
    android: false,
    flag: "DISABLE_FLEDGE_ENROLLMENT_CHECK",
  }),
  selectAdsKillSwitch: feature("Whether apps cannot find the ad selection service at all", {
    android: false,
    flag: "FLEDGE_SELECT_ADS_KILL_SWITCH",
  }),
  onDeviceAuctionKillSwitch: feature("Whether every selectAds over custom audiences fails", {
    android: false,
    flag: "FLEDGE_ON_DEVICE_AUCTION_KILL_SWITCH",
  }),
};

export type CallerSettings = SettingsOf<typeof callerSettings>;
