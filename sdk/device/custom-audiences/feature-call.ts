import { hostOf, isOnDomain } from "../ad-tech-uri.ts";
import type { DeviceCall } from "../device-call.ts";
import { argumentRefused, SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";

/** Refuses a call that the profile has off, before anything else is looked at. */
export function checkEnabled(isEnabled: boolean, feature: string): void {
  if (isEnabled) return;
  throw new ServiceFailure({
    status: SERVICE_STATUS.internalError,
    message: `${feature} is disabled.`,
    rule: "api-disabled",
    detail: `${feature} cannot be used: this profile has it off`,
  });
}

/** The buyer is whoever's server is asked: the enrolled ad tech that the host belongs to, or else the host. */
export function findBuyer({ conditions }: DeviceCall, uri: string): string {
  const host = hostOf(uri);
  if (host === undefined) throw argumentRefused(`${uri} names no host, hence no buyer.`);
  const { enrolledAdTechs } = conditions;
  const enrolled = Array.isArray(enrolledAdTechs) ? (enrolledAdTechs as readonly string[]) : [];
  return enrolled.find((adTech) => isOnDomain(host, adTech)) ?? host;
}
