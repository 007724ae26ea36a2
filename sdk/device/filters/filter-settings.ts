import { feature, limitBytes, limitCount, limitMs, type SettingsOf } from "../setting-kinds.ts";

/** What keeps ads out and what is counted for it, for the schema of profiles (spec: on-device 2.3, 4.3, 5). */
export const filterSettings = {
  frequencyCapFilteringEnabled: feature(
    "Whether ads have counter keys and frequency caps, and updateAdCounterHistogram works",
    { android: false, allOn: true, flag: "FLEDGE_FREQUENCY_CAP_FILTERING_ENABLED" },
  ),
  appInstallFilteringEnabled: feature(
    "Whether ads are left out for apps that are installed, and setAppInstallAdvertisers works",
    { android: false, allOn: true, flag: "FLEDGE_APP_INSTALL_FILTERING_ENABLED" },
  ),
  adMaxCounterKeys: limitCount("Counter keys of one ad", {
    android: 10,
    flag: "AdData.MAX_NUM_AD_COUNTER_KEYS",
  }),
  adMaxFrequencyCaps: limitCount("Frequency caps of one ad, of all kinds together", {
    android: 20,
    flag: "FrequencyCapFilters.MAX_NUM_FREQUENCY_CAP_FILTERS",
  }),
  frequencyCapMaxIntervalMs: limitMs("How far back a frequency cap looks", {
    android: 8_640_000_000,
    flag: "KeyedFrequencyCap.MAX_INTERVAL",
  }),
  histogramMaxEvents: limitCount(
    "Counted events on the device; at this many, the oldest make room",
    { android: 10_000, flag: "FLEDGE_AD_COUNTER_HISTOGRAM_ABSOLUTE_MAX_TOTAL_EVENT_COUNT" },
  ),
  histogramKeptEvents: limitCount("How many of them are kept then", {
    android: 9_500,
    flag: "FLEDGE_AD_COUNTER_HISTOGRAM_LOWER_MAX_TOTAL_EVENT_COUNT",
  }),
  histogramMaxEventsPerBuyer: limitCount(
    "Counted events of one buyer; at this many, its oldest make room",
    { android: 1_000, flag: "FLEDGE_AD_COUNTER_HISTOGRAM_ABSOLUTE_MAX_PER_BUYER_EVENT_COUNT" },
  ),
  histogramKeptEventsPerBuyer: limitCount("How many of them are kept then", {
    android: 900,
    flag: "FLEDGE_AD_COUNTER_HISTOGRAM_LOWER_MAX_PER_BUYER_EVENT_COUNT",
  }),
  appInstallMaxAdvertisersBytes: limitBytes("Names of all advertisers that one app lists", {
    android: 5_000,
    flag: "AdvertiserSetValidator.MAX_TOTAL_SIZE_BYTES",
  }),
  adRenderIdEnabled: feature("Whether ads have a render id", {
    android: false,
    allOn: true,
    flag: "FLEDGE_AUCTION_SERVER_AD_RENDER_ID_ENABLED",
  }),
  adRenderIdMaxBytes: limitBytes("Render id of an ad", {
    android: 12,
    flag: "FLEDGE_AUCTION_SERVER_AD_RENDER_ID_MAX_LENGTH",
  }),
};

export type FilterSettings = SettingsOf<typeof filterSettings>;
