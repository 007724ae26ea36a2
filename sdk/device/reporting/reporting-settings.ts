import type { z } from "zod";
import { feature, limitBytes, limitCount, limitMs } from "../setting-kinds.ts";

/** Flags and limits of reports, for the schema of profiles (spec: on-device 1.5, 4, 5). */
export const reportingSettings = {
  reportImpressionTimeoutMs: limitMs(
    "Both reporting scripts and their fetches",
    "FLEDGE_REPORT_IMPRESSION_OVERALL_TIMEOUT_MS",
  ),
  registerAdBeaconEnabled: feature(
    "Whether registerAdBeacon exists while reporting, and reportEvent works",
    "FLEDGE_REGISTER_AD_BEACON_ENABLED",
  ),
  maxBeacons: limitCount(
    "Beacons on the device",
    "FLEDGE_REPORT_IMPRESSION_MAX_REGISTERED_AD_BEACONS_TOTAL_COUNT",
  ),
  maxBeaconsPerAdTech: limitCount(
    "Beacons of one party for one ad",
    "FLEDGE_REPORT_IMPRESSION_MAX_REGISTERED_AD_BEACONS_PER_AD_TECH_COUNT",
  ),
  maxBeaconKeyBytes: limitBytes(
    "Key of a beacon or an event",
    "FLEDGE_REPORT_IMPRESSION_REGISTERED_AD_BEACONS_MAX_INTERACTION_KEY_SIZE_B",
  ),
  maxBeaconUriBytes: limitBytes(
    "Address of a beacon",
    "FLEDGE_REPORT_IMPRESSION_MAX_INTERACTION_REPORTING_URI_SIZE_B",
  ),
  maxEventDataBytes: limitBytes(
    "What an event carries",
    "ReportEventRequest.REPORT_EVENT_MAX_INTERACTION_DATA_SIZE_B",
  ),
};

export type ReportingSettings = {
  readonly [Name in keyof typeof reportingSettings]: z.infer<(typeof reportingSettings)[Name]>;
};

/** As AOSP's code has them. */
export const androidReportingSettings: ReportingSettings = {
  reportImpressionTimeoutMs: 2_000,
  registerAdBeaconEnabled: false,
  maxBeacons: 1_000,
  maxBeaconsPerAdTech: 10,
  maxBeaconKeyBytes: 40,
  maxBeaconUriBytes: 400,
  maxEventDataBytes: 65_536,
};
