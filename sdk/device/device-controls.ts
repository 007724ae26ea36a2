import type { CustomAudienceInput } from "../model/custom-audience.ts";
import type { BackgroundJob } from "./background-jobs.ts";
import type { ConditionsChange } from "./device-conditions.ts";

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
   * whether the app may, and no permit is taken.
   *
   * @throws MediationError ERR_DEVICE_ILLEGAL_ARGUMENT
   */
  preloadCustomAudience(audience: CustomAudienceInput): Promise<void>;
  /** Runs one of the jobs that Android runs by itself now and then; here nothing else ever does. */
  runBackgroundJob(job: BackgroundJob): Promise<void>;
  /** Ends the books of auctions that nobody waits for any more: whoever still stands in one has lost. */
  abandonOpenSelections(): void;
}
