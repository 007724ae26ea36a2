import type { MediationEventOf } from "../../model/mediation-event.ts";
import type { DeviceCall } from "../device-call.ts";

type Overridden = MediationEventOf<"override.stored">["overridden"];

export function tellStored(call: DeviceCall, overridden: Overridden, detail: string): void {
  const { appId, emit, labels } = call;
  emit({ type: "override.stored", ...labels, appId, overridden, detail });
}

/** What is not there can be removed as well. */
export function tellRemoved(
  call: DeviceCall,
  overridden: Overridden,
  removed: { readonly of: string; readonly wasThere: boolean },
): void {
  const { appId, emit, labels } = call;
  const detail = removed.wasThere ? removed.of : `there was none of ${removed.of}`;
  emit({ type: "override.removed", ...labels, appId, overridden, detail });
}

export function tellReset(call: DeviceCall, overridden: Overridden, count: number): void {
  const { appId, emit, labels } = call;
  const detail = `all of this app: ${count}`;
  emit({ type: "override.removed", ...labels, appId, overridden, detail });
}
