import type { ForceChange } from "./force/force-outcomes.ts";
import type { NetworkChange } from "./change-network.ts";
import type { AdServices, Clock, MediationEvent, MediationSdk } from "../sdk/index.ts";

/** What steps act on: the app's SDK, the device's service, and everything that has happened so far. */
export interface Phone {
  readonly sdk: MediationSdk;
  readonly adServices: AdServices;
  readonly clock: Clock;
  /** In order; grows as things happen. */
  readonly events: MediationEvent[];
  readonly controls: PhoneControls;
}

/** What only a laboratory can do to a phone. */
export interface PhoneControls {
  /** From now on, these nodes answer so; null gives a node back to its network. */
  force(change: ForceChange): void;
  /** From now on, the internet is like this; what is not named stays. */
  setNetwork(change: NetworkChange): void;
}
