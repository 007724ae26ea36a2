import type { z } from "zod";
import { feature, limitCount, limitMs } from "../setting-kinds.ts";

/** Flags and limits of what `forDebuggingOnly` asks for, for the schema of profiles (spec: on-device 1.6, 5). */
export const debugReportSettings = {
  debugReportingEnabled: feature(
    "Whether forDebuggingOnly reports anything",
    "FLEDGE_EVENT_LEVEL_DEBUG_REPORTING_ENABLED",
  ),
  debugReportsSentImmediately: feature(
    "Whether debug reports go out behind the auction instead of waiting for the job debug-reports",
    "FLEDGE_EVENT_LEVEL_DEBUG_REPORTING_SEND_IMMEDIATELY",
  ),
  maxDebugReportsPerBatch: limitCount(
    "Debug reports that one run of the job sends",
    "FLEDGE_EVENT_LEVEL_DEBUG_REPORTING_MAX_ITEMS_PER_BATCH",
  ),
  maxDebugReportsPerHost: limitCount(
    "Debug reports of one auction to one host",
    "DebugReportProcessor debug URIs per host",
  ),
  maxDebugUrlCharacters: limitCount(
    "Characters of a debug report's address, its values put in",
    "DebugReportProcessor debug URI length",
  ),
  adIdKillSwitch: feature("Whether the device has no advertising id", "ADID_KILL_SWITCH"),
  adIdTimeoutMs: limitMs(
    "Looking up the advertising id, before debug reporting counts as off",
    "DEFAULT_AD_ID_FETCHER_TIMEOUT_MS",
  ),
};

export type DebugReportSettings = {
  readonly [Name in keyof typeof debugReportSettings]: z.infer<(typeof debugReportSettings)[Name]>;
};

/** As AOSP's code has them. */
export const androidDebugReportSettings: DebugReportSettings = {
  debugReportingEnabled: false,
  debugReportsSentImmediately: false,
  maxDebugReportsPerBatch: 1_000,
  maxDebugReportsPerHost: 75,
  maxDebugUrlCharacters: 2_048,
  adIdKillSwitch: false,
  adIdTimeoutMs: 50,
};

/** Reports at once: nobody has to run a job to see them. */
export const debugReportsOn = {
  debugReportingEnabled: true,
  debugReportsSentImmediately: true,
} as const satisfies Partial<DebugReportSettings>;
