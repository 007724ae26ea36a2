import type { DeviceCall, DeviceWorld } from "../device-call.ts";

/**
 * Why nothing is reported for debugging now; undefined when it is. An advertising id that nobody may read, or
 * that does not come in time, counts as a user who limits ad tracking (spec: on-device 1.6).
 */
export function findDebugObstacle({
  appId,
  settings,
  conditions,
}: DeviceWorld): string | undefined {
  if (!settings.debugReportingEnabled) return "this profile has debugReportingEnabled off";
  if (settings.adIdKillSwitch) return "this profile has adIdKillSwitch on";
  if (!conditions.permissions.includes("ad-id")) return `${appId} does not ask for ad-id`;
  if (conditions.adId === "failing") return "the advertising id cannot be read";
  const { adIdLatencyMs } = conditions;
  if (adIdLatencyMs > settings.adIdTimeoutMs) {
    return `the advertising id takes ${adIdLatencyMs} ms; the limit is ${settings.adIdTimeoutMs}`;
  }
  if (conditions.limitAdTracking) return "the user limits ad tracking";
  return conditions.adId === "zeroed" ? "the advertising id is all zeros" : undefined;
}

/** How long a call waits to know: the auction's own time has not begun by then (spec: on-device 2.1). */
export function debugAnswerWaitMs({ settings, conditions }: DeviceCall): number {
  const isAsked =
    settings.debugReportingEnabled &&
    !settings.adIdKillSwitch &&
    conditions.permissions.includes("ad-id");
  return isAsked ? Math.min(conditions.adIdLatencyMs, settings.adIdTimeoutMs) : 0;
}
