import type { BeaconDestination } from "../reporting/beacon-store.ts";

/** One address that somebody registered through `forDebuggingOnly` and whose time has come, values put in. */
export interface DebugReport {
  readonly destination: BeaconDestination;
  /** Whose domain the address has to be on. */
  readonly adTech: string;
  readonly renderUri: string;
  /** Whether the ad's custom audience won. */
  readonly won: boolean;
  readonly url: string;
}
