import type { CustomAudienceInput } from "../model/custom-audience.ts";
import { preloadOutcome, type PreloadedOutcome } from "./ad-selection/preload-outcome.ts";
import { abandonSelections } from "./ad-selection/roster.ts";
import { runBackgroundJob, type BackgroundJob } from "./background-jobs.ts";
import {
  preloadCustomAudience,
  type PreloadOptions,
} from "./custom-audiences/preload-custom-audience.ts";
import type { DeviceApi, DeviceCall } from "./device-call.ts";
import type { ConditionsChange } from "./device-conditions.ts";
import type { Device } from "./device.ts";

/** The laboratory's hands on the phone: what user, time and Android itself do, and no app can. */
export interface DeviceControls {
  /**
   * Changes what user, apps and device are like from now on; what is not named stays as it is.
   *
   * @throws MediationError ERR_CONFIG_INVALID
   */
  setConditions(changes: ConditionsChange): void;
  /**
   * Puts a custom audience there as if this app had joined it earlier: it has to be right, but nobody is asked
   * whether the app may, and no permit is taken. It can be given an age.
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT
   */
  preloadCustomAudience(audience: CustomAudienceInput, options?: PreloadOptions): Promise<void>;
  /**
   * Stores a finished ad selection without running an auction, and resolves to its id.
   *
   * @throws MediationError ERR_CONFIG_INVALID
   */
  storeOutcome(outcome: PreloadedOutcome): Promise<string>;
  /** Runs one of the jobs that Android runs by itself now and then; here nothing else ever does. */
  runBackgroundJob(job: BackgroundJob): Promise<void>;
  /** Ends the books of auctions that nobody waits for any more: whoever still stands in one has lost. */
  abandonOpenSelections(): void;
}

/** `call` runs one of the device's calls as the app whose hands these are. */
export function createDeviceControls(
  device: Device,
  call: <T>(api: DeviceApi, work: (call: DeviceCall) => Promise<T>) => Promise<T>,
): DeviceControls {
  return {
    setConditions: (changes) => device.setConditions(changes),
    preloadCustomAudience: (audience, options = {}) =>
      call("preloadCustomAudience", async (each) =>
        preloadCustomAudience(each, device, { audience, options }),
      ),
    storeOutcome: (outcome) =>
      call("storeOutcome", async (each) => preloadOutcome(each, device.outcomes, outcome)),
    runBackgroundJob: (job) =>
      call("runBackgroundJob", (each) => runBackgroundJob(each, device, job)),
    abandonOpenSelections: () => abandonSelections(device.openRosters),
  };
}
