import type { Clock } from "../../sdk/foundation/environment.ts";
import { toHttpError } from "../http-errors.ts";
import type { Management } from "../management/management.ts";
import type { Store } from "../store/store.ts";
import type { Troubles } from "../troubles.ts";
import { AutoCpmOptionsSchema, refreshAutoCpm } from "./auto-cpm.ts";
import { refreshDaily } from "./daily-refresh.ts";

interface Surroundings {
  readonly store: () => Store;
  readonly management: () => Management;
  readonly clock: Pick<Clock, "nowMs" | "sleepInBackground">;
  readonly troubles: Troubles;
  readonly log: { error(facts: object, message: string): void };
}

/** Has bids follow their networks' reports every noon. While that fails, the server's health says so. */
export function startAutoCpm(
  { store, management, clock, troubles, log }: Surroundings,
  signal: AbortSignal,
): Promise<void> {
  const options = AutoCpmOptionsSchema.parse({});
  const refresh = (): void => {
    refreshAutoCpm({ store: store(), management: management(), nowMs: clock.nowMs() }, options);
    troubles.end("auto-cpm");
  };
  const onError = (error: unknown): void => {
    troubles.begin("auto-cpm", { sinceMs: clock.nowMs(), why: toHttpError(error).message });
    log.error({ err: error }, "bids could not be made to follow their networks' reports");
  };
  return refreshDaily({ clock, refresh, onError }, signal);
}
