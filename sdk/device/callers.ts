import { hostOf, isOnDomain } from "./ad-tech-uri.ts";
import { CALLER_RULES, type CallerRules } from "./caller-rules.ts";
import type { DeviceCall, DeviceWorld } from "./device-call.ts";
import { isSelected } from "./device-conditions.ts";
import { SERVICE_STATUS, ServiceFailure } from "./service-failure.ts";

/**
 * Asks in Android's order whether a call may go on; the first "no" decides, and all of it comes before the
 * arguments are looked at (spec: on-device 6.3). False where the user does not consent: such a call succeeds
 * and does nothing.
 */
export function admitCaller(call: DeviceCall, adTech?: string): boolean {
  const rules = CALLER_RULES[call.api];
  if (rules === undefined) return true;
  findService(call, rules);
  checkPermission(call, rules);
  checkKillSwitch(call);
  takePermit(call, rules);
  checkForeground(call);
  if (!isUserAsked(call, rules)) return false;
  if (adTech !== undefined) checkAdTech(call, adTech);
  checkApp(call);
  return hasConsent(call);
}

function findService({ settings }: DeviceCall, { service }: CallerRules): void {
  if (service !== "ad-selection" || !settings.selectAdsKillSwitch) return;
  throw new ServiceFailure({
    status: SERVICE_STATUS.unset,
    message: "Unable to find the AdSelection service.",
    rule: "kill-switch-on",
    detail: "this profile has selectAdsKillSwitch on, so that there is no such service",
  });
}

function checkPermission({ conditions }: DeviceCall, { permissions: wanted }: CallerRules): void {
  const { permissions } = conditions;
  if (wanted.some((each) => permissions.includes(each))) return;
  const asked = permissions.length === 0 ? "nothing" : permissions.join(", ");
  throw new ServiceFailure({
    status: SERVICE_STATUS.permissionNotRequested,
    message: "Caller is not authorized to call this API. Permission was not requested.",
    rule: "permission-missing",
    detail: `the app's manifest asks for ${asked}, and not for ${wanted.join(" or ")}`,
  });
}

/** Before the throttle: a call that is switched off costs no permit (spec: on-device 2.1). */
function checkKillSwitch({ api, settings }: DeviceCall): void {
  if (api !== "selectAds" || !settings.onDeviceAuctionKillSwitch) return;
  throw new ServiceFailure({
    status: SERVICE_STATUS.internalError,
    message: "On device auction kill switch enabled",
    rule: "kill-switch-on",
    detail: "this profile has onDeviceAuctionKillSwitch on",
  });
}

function takePermit({ appId, settings, throttle }: DeviceCall, { rate }: CallerRules): void {
  const permitsPerSecond = settings[rate];
  const savesPermits = settings.throttleSavesPermits;
  if (throttle.tryAcquire(`${rate} ${appId}`, { permitsPerSecond, savesPermits })) return;
  throw new ServiceFailure({
    status: SERVICE_STATUS.rateLimitReached,
    message: "API rate limit exceeded.",
    rule: "call-throttled",
    detail: `${appId} is over ${rate}, which this profile has at ${permitsPerSecond}`,
  });
}

function checkForeground({ appId, conditions, settings }: DeviceCall): void {
  if (conditions.appInForeground || !settings.foregroundRequired) return;
  throw new ServiceFailure({
    status: SERVICE_STATUS.backgroundCaller,
    message: "Background thread is not allowed to call this service.",
    rule: "app-in-background",
    detail: `${appId} is in the background`,
  });
}

function isUserAsked(call: DeviceCall, { statusUnlessAsked: status }: CallerRules): boolean {
  if (call.conditions.consent !== "not-asked") return true;
  const detail = "the user has not been notified yet";
  if (status === undefined) return silence(call, detail);
  throw new ServiceFailure({
    status,
    message: "The user has revoked consent.",
    rule: "consent-missing",
    detail,
  });
}

function checkAdTech(call: DeviceCall, adTech: string): void {
  const isNamed = (member: string): boolean => member.toLowerCase() === adTech.toLowerCase();
  const { enrolledAdTechs, manifestAdTechs } = call.conditions;
  if (!call.settings.enrolmentCheckDisabled && !isSelected(enrolledAdTechs, isNamed)) {
    throw notAllowed("ad-tech-not-allowed", `${adTech} is not enrolled`);
  }
  if (!isSelected(manifestAdTechs, isNamed)) {
    throw notAllowed("ad-tech-not-allowed", `the manifest of ${call.appId} leaves ${adTech} out`);
  }
}

function checkApp({ appId, conditions }: DeviceCall): void {
  if (isSelected(conditions.allowedApps, (member) => member === appId)) return;
  throw notAllowed("app-not-allowed", `${appId} is not on the device's list of apps`);
}

function hasConsent(call: DeviceCall): boolean {
  return call.conditions.consent !== "revoked" || silence(call, "the user has revoked consent");
}

/** What no app can see, the trace says. */
function silence({ emit, labels, api }: DeviceCall, detail: string): false {
  emit({ type: "device-call.silenced", ...labels, api, rule: "consent-missing", detail });
  return false;
}

function notAllowed(rule: "ad-tech-not-allowed" | "app-not-allowed", detail: string) {
  const message = "Caller is not authorized to call this API. Caller is not allowed.";
  return new ServiceFailure({ status: SERVICE_STATUS.callerNotAllowed, message, rule, detail });
}

/** Whether a report may go to an address: its host has to be an enrolled ad tech's (spec: on-device 4.1, 4.2). */
export function isEnrolledUri({ conditions, settings }: DeviceWorld, uri: string): boolean {
  if (settings.enrolmentCheckDisabled) return true;
  return isSelected(conditions.enrolledAdTechs, (member) => isOnDomain(hostOf(uri), member));
}
