import type { z } from "zod";
import { feature, limitBytes, limitCount, limitMs } from "../setting-kinds.ts";

/** What keeps ads out and what is counted for it, for the schema of profiles (spec: on-device 2.3, 4.3, 5). */
export const filterSettings = {
  frequencyCapFilteringEnabled: feature(
    "Whether ads have counter keys and frequency caps, and updateAdCounterHistogram works",
    "FLEDGE_FREQUENCY_CAP_FILTERING_ENABLED",
  ),
  appInstallFilteringEnabled: feature(
    "Whether ads are left out for apps that are installed, and setAppInstallAdvertisers works",
    "FLEDGE_APP_INSTALL_FILTERING_ENABLED",
  ),
  adMaxCounterKeys: limitCount("Counter keys of one ad", "AdData.MAX_NUM_AD_COUNTER_KEYS"),
  adMaxFrequencyCaps: limitCount(
    "Frequency caps of one ad, of all kinds together",
    "FrequencyCapFilters.MAX_NUM_FREQUENCY_CAP_FILTERS",
  ),
  frequencyCapMaxIntervalMs: limitMs(
    "How far back a frequency cap looks",
    "KeyedFrequencyCap.MAX_INTERVAL",
  ),
  histogramMaxEvents: limitCount(
    "Counted events on the device; at this many, the oldest make room",
    "FLEDGE_AD_COUNTER_HISTOGRAM_ABSOLUTE_MAX_TOTAL_EVENT_COUNT",
  ),
  histogramKeptEvents: limitCount(
    "How many of them are kept then",
    "FLEDGE_AD_COUNTER_HISTOGRAM_LOWER_MAX_TOTAL_EVENT_COUNT",
  ),
  histogramMaxEventsPerBuyer: limitCount(
    "Counted events of one buyer; at this many, its oldest make room",
    "FLEDGE_AD_COUNTER_HISTOGRAM_ABSOLUTE_MAX_PER_BUYER_EVENT_COUNT",
  ),
  histogramKeptEventsPerBuyer: limitCount(
    "How many of them are kept then",
    "FLEDGE_AD_COUNTER_HISTOGRAM_LOWER_MAX_PER_BUYER_EVENT_COUNT",
  ),
  appInstallMaxAdvertisersBytes: limitBytes(
    "Names of all advertisers that one app lists",
    "AdvertiserSetValidator.MAX_TOTAL_SIZE_BYTES",
  ),
  adRenderIdEnabled: feature(
    "Whether ads have a render id",
    "FLEDGE_AUCTION_SERVER_AD_RENDER_ID_ENABLED",
  ),
  adRenderIdMaxBytes: limitBytes(
    "Render id of an ad",
    "FLEDGE_AUCTION_SERVER_AD_RENDER_ID_MAX_LENGTH",
  ),
};

export type FilterSettings = {
  readonly [Name in keyof typeof filterSettings]: z.infer<(typeof filterSettings)[Name]>;
};

/** As AOSP's code has them. */
export const androidFilterSettings: FilterSettings = {
  frequencyCapFilteringEnabled: false,
  appInstallFilteringEnabled: false,
  adMaxCounterKeys: 10,
  adMaxFrequencyCaps: 20,
  frequencyCapMaxIntervalMs: 8_640_000_000,
  histogramMaxEvents: 10_000,
  histogramKeptEvents: 9_500,
  histogramMaxEventsPerBuyer: 1_000,
  histogramKeptEventsPerBuyer: 900,
  appInstallMaxAdvertisersBytes: 5_000,
  adRenderIdEnabled: false,
  adRenderIdMaxBytes: 12,
};

export const filtersOn = {
  frequencyCapFilteringEnabled: true,
  appInstallFilteringEnabled: true,
  adRenderIdEnabled: true,
} as const satisfies Partial<FilterSettings>;
