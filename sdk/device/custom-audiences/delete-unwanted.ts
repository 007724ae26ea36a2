import type { DeviceCall } from "../device-call.ts";
import { isSelected } from "../device-conditions.ts";
import type { CustomAudienceStore, StoredAudience } from "./custom-audience-store.ts";

/** Deletes custom audiences that are past their time, or whose app or buyer may not have any (spec: on-device 9). */
export function deleteUnwanted(call: DeviceCall, audiences: CustomAudienceStore): void {
  for (const audience of audiences.all()) {
    const detail = describeFlaw(call, audience);
    if (detail === undefined) continue;
    const { owner, buyer, name } = audience;
    audiences.remove(audience);
    call.emit({ type: "audience.deleted", ...call.labels, owner, buyer, name, detail });
  }
}

function describeFlaw(
  { conditions, settings, environment }: DeviceCall,
  { owner, buyer, expirationTimeMs }: StoredAudience,
): string | undefined {
  const overdueMs = environment.clock.nowMs() - expirationTimeMs;
  if (overdueMs >= 0) return `expired ${overdueMs} ms ago`;
  if (!isSelected(conditions.allowedApps, (member) => member === owner)) {
    return `${owner} is not on the device's list of apps`;
  }
  const isBuyer = (member: string): boolean => member.toLowerCase() === buyer.toLowerCase();
  if (settings.enrolmentCheckDisabled || isSelected(conditions.enrolledAdTechs, isBuyer)) {
    return undefined;
  }
  return `${buyer} is not enrolled`;
}
