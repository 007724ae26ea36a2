import { feature, limitCount, limitMs, type SettingsOf } from "../setting-kinds.ts";

/** Flags and limits of what `forDebuggingOnly` asks for, for the schema of profiles (spec: on-device 1.6, 5). */
export const debugReportSettings = {
  debugReportingEnabled: feature("Whether forDebuggingOnly reports anything", {
    android: false,
    allOn: true,
    flag: "FLEDGE_EVENT_LEVEL_DEBUG_REPORTING_ENABLED",
  }),
  debugReportsSentImmediately: feature(
    "Whether debug reports go out behind the auction instead of waiting for the job debug-reports",
    { android: false, allOn: true, flag: "FLEDGE_EVENT_LEVEL_DEBUG_REPORTING_SEND_IMMEDIATELY" },
  ),
  maxDebugReportsPerBatch: limitCount("Debug reports that one run of the job sends", {
    android: 1_000,
    flag: "FLEDGE_EVENT_LEVEL_DEBUG_REPORTING_MAX_ITEMS_PER_BATCH",
  }),
  maxDebugReportsPerHost: limitCount("Debug reports of one auction to one host", {
    android: 75,
    flag: "DebugReportProcessor debug URIs per host",
  }),
  maxDebugUrlCharacters: limitCount("Characters of a debug report's address, its values put in", {
    android: 2_048,
    flag: "DebugReportProcessor debug URI length",
  }),
  adIdKillSwitch: feature("Whether the device has no advertising id", {
    android: false,
    flag: "ADID_KILL_SWITCH",
  }),
  adIdTimeoutMs: limitMs("Looking up the advertising id, before debug reporting counts as off", {
    android: 50,
    flag: "DEFAULT_AD_ID_FETCHER_TIMEOUT_MS",
  }),
};

export type DebugReportSettings = SettingsOf<typeof debugReportSettings>;
