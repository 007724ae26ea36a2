import { admitCaller } from "../callers.ts";
import type { DeviceCall } from "../device-call.ts";
import type { AudienceStores } from "./audience-stores.ts";

/** One of the calling app's own custom audiences. */
export interface AudienceName {
  readonly buyer: string;
  readonly name: string;
}

export function leaveCustomAudience(
  call: DeviceCall,
  { customAudiences: audiences }: AudienceStores,
  { buyer, name }: AudienceName,
): void {
  if (!admitCaller(call, buyer)) return;
  const owner = call.appId;
  audiences.remove({ owner, buyer, name });
  call.emit({ type: "audience.left", owner, buyer, name });
}
