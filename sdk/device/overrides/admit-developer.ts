import type { DeviceCall } from "../device-call.ts";
import { SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import { areOverridesAllowed } from "./find-override.ts";

/**
 * Whether a call that changes overrides may go on: false for a user who does not consent, where it succeeds and
 * stores nothing. No permit is taken, and the service's other questions are not asked (spec: on-device 8).
 */
export function admitDeveloper(call: DeviceCall): boolean {
  if (!areOverridesAllowed(call.conditions)) throw notAllowed(call);
  const { consent } = call.conditions;
  if (consent === "given") return true;
  const { api, labels } = call;
  const detail =
    consent === "revoked" ? "the user has revoked consent" : "the user was never asked";
  call.emit({ type: "device-call.silenced", ...labels, api, rule: "consent-missing", detail });
  return false;
}

function notAllowed({ appId, conditions }: DeviceCall): ServiceFailure {
  const message =
    "This API is not enabled for the given app because either dev options are disabled or the app is not debuggable.";
  return new ServiceFailure({
    status: SERVICE_STATUS.unset,
    exception: {
      code: "ERR_DEVICE_SECURITY",
      className: "SecurityException",
      message,
      isSynchronous: true,
    },
    message,
    rule: "developer-options-off",
    detail: conditions.developerOptions
      ? `${appId} is not debuggable`
      : "the device has developer options off",
  });
}
