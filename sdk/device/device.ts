import type { Environment } from "../foundation/environment.ts";
import { createEmit } from "../model/create-emit.ts";
import type { Emit, EventSink } from "../model/mediation-event.ts";
import type { PrebuiltLogic } from "../model/prebuilt-logic.ts";
import type { DeviceWorld } from "./device-call.ts";
import { parseConditionsChange, USUAL_CONDITIONS } from "./device-conditions.ts";
import { createDeviceStores } from "./device-stores.ts";
import { createOverrides } from "./overrides/overrides.ts";
import { parseProfile, resolveProfile, type ProfileChoice } from "./profile.ts";
import { createScriptCache } from "./script-cache.ts";
import { createThrottle } from "./throttle.ts";

export interface DeviceOptions {
  readonly environment: Environment;
  readonly profile?: ProfileChoice;
  /** Scripts behind `ad-selection-prebuilt://` addresses. */
  readonly prebuiltLogic?: readonly PrebuiltLogic[];
  /** Adds arguments and results of every script to its event. */
  readonly withBodies?: boolean;
}

/** What all apps on a device share: its settings and conditions, what it has stored, and who listens. */
export type Device = ReturnType<typeof createDevice>;

/** @throws MediationError ERR_CONFIG_INVALID */
export function createDevice(options: DeviceOptions) {
  const { environment, profile = "android-all-on" } = options;
  const { prebuiltLogic = [], withBodies = false } = options;
  const { settings } = resolveProfile(parseProfile(profile));
  const nowMs = () => environment.clock.nowMs();
  const subscribers = new Set<Emit>();
  const emit: Emit = (draft) => {
    for (const tell of subscribers) tell(draft);
  };
  const conditions = { ...USUAL_CONDITIONS };
  const world: Omit<DeviceWorld, "appId"> = {
    environment,
    settings,
    conditions,
    throttle: createThrottle(nowMs),
    scriptCache: createScriptCache({
      maxEntries: settings.httpCacheMaxEntries,
      nowMs: () => environment.clock.elapsedMs(),
    }),
    overrides: createOverrides(),
    prebuiltLogic,
    emit,
    withBodies,
  };
  return {
    world,
    ...createDeviceStores(settings),
    subscribe(listener: EventSink): () => void {
      const tell = createEmit(environment.clock, listener);
      subscribers.add(tell);
      return () => subscribers.delete(tell);
    },
    setConditions(input: unknown): void {
      const changes = parseConditionsChange(input);
      Object.assign(conditions, changes);
      emit({ type: "conditions.changed", changes });
    },
  };
}
