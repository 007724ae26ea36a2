import { feature, limitBytes, limitCount, limitMs, type SettingsOf } from "../setting-kinds.ts";

/** Flags and limits of reports, for the schema of profiles (spec: on-device 1.5, 4, 5). */
export const reportingSettings = {
  reportImpressionTimeoutMs: limitMs("Both reporting scripts and their fetches", {
    android: 2_000,
    flag: "FLEDGE_REPORT_IMPRESSION_OVERALL_TIMEOUT_MS",
  }),
  registerAdBeaconEnabled: feature(
    "Whether registerAdBeacon exists while reporting, and reportEvent works",
    { android: false, allOn: true, flag: "FLEDGE_REGISTER_AD_BEACON_ENABLED" },
  ),
  maxBeacons: limitCount("Beacons on the device", {
    android: 1_000,
    flag: "FLEDGE_REPORT_IMPRESSION_MAX_REGISTERED_AD_BEACONS_TOTAL_COUNT",
  }),
  maxBeaconsPerAdTech: limitCount("Beacons of one party for one ad", {
    android: 10,
    flag: "FLEDGE_REPORT_IMPRESSION_MAX_REGISTERED_AD_BEACONS_PER_AD_TECH_COUNT",
  }),
  maxBeaconKeyBytes: limitBytes("Key of a beacon or an event", {
    android: 40,
    flag: "FLEDGE_REPORT_IMPRESSION_REGISTERED_AD_BEACONS_MAX_INTERACTION_KEY_SIZE_B",
  }),
  maxBeaconUriBytes: limitBytes("Address of a beacon", {
    android: 400,
    flag: "FLEDGE_REPORT_IMPRESSION_MAX_INTERACTION_REPORTING_URI_SIZE_B",
  }),
  maxEventDataBytes: limitBytes("What an event carries", {
    android: 65_536,
    flag: "ReportEventRequest.REPORT_EVENT_MAX_INTERACTION_DATA_SIZE_B",
  }),
};

export type ReportingSettings = SettingsOf<typeof reportingSettings>;
