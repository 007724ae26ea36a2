import type { Environment } from "../foundation/environment.ts";
import { MediationError } from "../foundation/errors.ts";
import type { HttpClient } from "../foundation/http-client.ts";
import type { Origin } from "../model/events/event-fields.ts";
import type { Emit } from "../model/mediation-event.ts";
import type { PrebuiltLogic } from "../model/prebuilt-logic.ts";
import { traceHttp } from "../model/traced-http.ts";
import type { DeviceConditions } from "./device-conditions.ts";
import { ofEveryOverrideApi } from "./overrides/override-apis.ts";
import type { Overrides } from "./overrides/overrides.ts";
import type { ProfileSettings } from "./profile.ts";
import {
  exceptionNameOf,
  isSynchronous,
  ServiceFailure,
  toPublicError,
} from "./service-failure.ts";
import type { ScriptCache } from "./script-cache.ts";
import type { Throttle } from "./throttle.ts";

/** What belongs to the device as a whole, for as long as it lives. */
export interface DeviceWorld {
  readonly environment: Environment;
  readonly settings: ProfileSettings;
  /** What they are now: they change between calls, and even during one. */
  readonly conditions: DeviceConditions;
  readonly throttle: Throttle;
  readonly scriptCache: ScriptCache;
  readonly overrides: Overrides;
  /** Package of the app that calls; what it stores, only it may use. */
  readonly appId: string;
  readonly prebuiltLogic: readonly PrebuiltLogic[];
  readonly emit: Emit;
  /** Whether events of scripts carry arguments and results in full. */
  readonly withBodies: boolean;
}

/** One call of the device's API while it runs: the world, and the labels its events carry. */
export interface DeviceCall extends DeviceWorld {
  readonly api: DeviceApi;
  readonly labels: CallLabels;
  /** Which dice this call's scripts draw: depends on who asked and how often, not on what others ask. */
  readonly luck: string;
  /** Exchanges of this call are traced under its labels. */
  readonly http: HttpClient;
}

export interface CallLabels {
  readonly callId: string;
  readonly requestId?: string | undefined;
  readonly nodeId?: string | undefined;
}

const selectionFailure = "Encountered failure during Ad Selection: ";

/** What the service puts before its words, call by call (spec: on-device 2.8, 3.4, 4.1). */
const MESSAGE_PREFIXES = {
  preloadCustomAudience: "",
  storeOutcome: "",
  joinCustomAudience: "",
  leaveCustomAudience: "",
  fetchAndJoinCustomAudience: "",
  scheduleCustomAudienceUpdate: "",
  runBackgroundJob: "",
  selectAds: selectionFailure,
  selectAdsFromOutcomes: selectionFailure,
  reportImpression: "",
  reportEvent: "",
  updateAdCounterHistogram: "",
  setAppInstallAdvertisers: "",
  ...ofEveryOverrideApi(""),
} as const;

export type DeviceApi = keyof typeof MESSAGE_PREFIXES;

/**
 * Runs one API call behind the wall that hides the service's words: whatever failed inside goes to the trace
 * in full and to the app as the public exception.
 *
 * @throws MediationError ERR_DEVICE_…
 */
export async function callDevice<T>(
  world: DeviceWorld,
  { api, origin }: { readonly api: DeviceApi; readonly origin: Origin },
  work: (call: DeviceCall) => Promise<T>,
): Promise<T> {
  const labels: CallLabels = { callId: world.environment.ids.next("call"), ...origin };
  const http = traceHttp(world.environment, world.emit, labels);
  const luck = world.environment.ids.next(`luck of ${JSON.stringify(origin)} ${api}`);
  try {
    return await work({ ...world, api, labels, luck, http });
  } catch (error) {
    if (!(error instanceof ServiceFailure)) throw error;
    world.emit({
      type: "device-call.failed",
      ...labels,
      api,
      status: error.status,
      serviceMessage: `${isSynchronous(error) ? "" : MESSAGE_PREFIXES[api]}${error.message}`,
      exception: exceptionNameOf(error),
      rule: error.rule,
      detail: error.detail,
    });
    throw toPublicError(api, error);
  }
}

/** True for what the device throws at an app, as opposed to a bug of ours. */
export function isDeviceError(error: unknown): error is MediationError {
  return error instanceof MediationError && error.code.startsWith("ERR_DEVICE_");
}
