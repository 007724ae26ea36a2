import type { Clock } from "../../sdk/foundation/environment.ts";
import type { Management } from "../management/management.ts";
import type { Store } from "../store/store.ts";
import { AutoCpmOptionsSchema, refreshAutoCpm } from "./auto-cpm.ts";
import { refreshDaily } from "./daily-refresh.ts";

interface Surroundings {
  readonly store: () => Store;
  readonly management: () => Management;
  readonly clock: Pick<Clock, "nowMs" | "sleepInBackground">;
}

/** Has bids follow their networks' reports every noon. A day that fails is left to the next, or to `POST /auto-cpm/refresh`. */
export function startAutoCpm(
  { store, management, clock }: Surroundings,
  signal: AbortSignal,
): Promise<void> {
  const options = AutoCpmOptionsSchema.parse({});
  const refresh = (): void => {
    refreshAutoCpm({ store: store(), management: management(), nowMs: clock.nowMs() }, options);
  };
  return refreshDaily({ clock, refresh, onError: () => {} }, signal);
}
