import { z } from "zod";
import { parseOptions } from "../../foundation/parse-options.ts";
import { describeAdTech } from "../ad-tech-uri.ts";
import { byteLength } from "../byte-length.ts";
import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import { isSelected } from "../device-conditions.ts";
import { argumentRefused, SERVICE_STATUS, ServiceFailure } from "../service-failure.ts";
import type { AppInstallStore } from "./app-install-store.ts";

const AdvertiserListSchema = z.strictObject({ advertisers: z.array(z.string()).readonly() });
export type AdvertiserList = z.infer<typeof AdvertiserListSchema>;

/**
 * Replaces the advertisers that may leave their ads out because the calling app is installed; none clears the
 * list, and one name that is no domain fails the call as a whole (spec: on-device 4.3).
 */
export function setAppInstallAdvertisers(
  call: DeviceCall,
  { appInstalls }: { readonly appInstalls: AppInstallStore },
  input: AdvertiserList,
): void {
  const advertisers = [...new Set(parseOptions(AdvertiserListSchema, input, call.api).advertisers)];
  if (!call.settings.appInstallFilteringEnabled) throw filteringDisabled();
  if (!admitCaller(call)) return;
  checkAdvertisers(call, advertisers);
  const { appId } = call;
  appInstalls.put(appId, advertisers);
  call.emit({ type: "advertisers.replaced", ...call.labels, appId, advertisers });
}

function checkAdvertisers({ settings }: DeviceCall, advertisers: readonly string[]): void {
  const limit = settings.appInstallMaxAdvertisersBytes;
  const bytes = byteLength(advertisers.join(""));
  if (bytes > limit) {
    throw argumentRefused(
      `The sum of the size of the AdTechIdentifier Strings in the AdTechIdentifier set should not exceed ${limit} bytes`,
      `the ${advertisers.length} advertisers have ${bytes} bytes; the limit is ${limit}`,
    );
  }
  const wrong = advertisers.flatMap((advertiser) =>
    describeAdTech("app install adtech set's adtech", advertiser).map((violation) => ({
      violation,
      named: JSON.stringify(advertiser),
    })),
  );
  const [first] = wrong;
  if (first === undefined) return;
  const named = wrong.map((each) => each.named).join(", ");
  throw argumentRefused(
    first.violation,
    `no domain: ${named}; the whole list is refused and the old one kept, so name advertisers by domain alone, as in buyer.example`,
  );
}

function filteringDisabled(): ServiceFailure {
  return new ServiceFailure({
    status: SERVICE_STATUS.internalError,
    message: "App install filtering disabled",
    rule: "api-disabled",
    detail: "this profile has appInstallFilteringEnabled off",
  });
}

/** Forgets what apps have listed that are on the device no more (spec: on-device 2.3). */
export function forgetUninstalledApps(
  { conditions, emit, labels }: DeviceCall,
  appInstalls: AppInstallStore,
): void {
  for (const appId of appInstalls.apps()) {
    if (isSelected(conditions.allowedApps, (member) => member === appId)) continue;
    appInstalls.remove(appId);
    const detail = `${appId} is not on the device's list of apps`;
    emit({ type: "advertisers.deleted", ...labels, appId, detail });
  }
}
