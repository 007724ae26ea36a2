import type { AdServices, Clock, MediationEvent, MediationSdk } from "../sdk/index.ts";

/** What steps act on: the app's SDK, the device's service, and everything that has happened so far. */
export interface Phone {
  readonly sdk: MediationSdk;
  readonly adServices: AdServices;
  readonly clock: Clock;
  /** In order; grows as things happen. */
  readonly events: MediationEvent[];
}
