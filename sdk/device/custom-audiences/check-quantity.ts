import type { DeviceCall } from "../device-call.ts";
import { argumentRefused } from "../service-failure.ts";
import type { CustomAudienceStore } from "./custom-audience-store.ts";

/**
 * Refuses one more custom audience where a limit is reached. Overwriting one counts as one more
 * (spec: on-device 9). Audiences that servers send have no buyer here: Android checks them with a placeholder.
 */
export function checkQuantity(
  { settings }: DeviceCall,
  audiences: CustomAudienceStore,
  { owner, buyer }: { readonly owner: string; readonly buyer?: string },
): void {
  const all = audiences.all();
  const owners = new Set(all.map((audience) => audience.owner));
  const ofOwner = all.filter((audience) => audience.owner === owner).length;
  const ofBuyer = all.filter((audience) => audience.buyer === buyer).length;
  const violations = [
    all.length >= settings.customAudienceMaxCount ? ["custom audience for the device"] : [],
    ofOwner >= settings.customAudienceMaxCountPerApp ? ["custom audience for the owner"] : [],
    ofBuyer >= settings.customAudienceMaxCountPerBuyer ? ["custom audience for the buyer"] : [],
    !owners.has(owner) && owners.size >= settings.customAudienceMaxOwnerCount
      ? ["owner allowed for the device"]
      : [],
  ]
    .flat()
    .map((what) => `The max number of ${what} has been reached.`);
  if (violations.length === 0) return;
  const message = `Custom audience quantity check failed. [${violations.join(", ")}]`;
  const there = `${all.length} custom audiences of ${owners.size} apps, ${ofOwner} of them of ${owner}`;
  throw argumentRefused(message, `${message} There are ${there}.`);
}
