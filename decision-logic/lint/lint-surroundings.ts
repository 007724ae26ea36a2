import type { JsonValue } from "../../sdk/foundation/json.ts";

/** What scripts are told by somebody else than the device, and so can be misspelt. */
export type SignalKind =
  | "ad metadata"
  | "auction signals"
  | "per-buyer signals"
  | "selection signals"
  | "seller signals"
  | "trusted bidding signals"
  | "user bidding signals";

/** The settings of a device profile that scripts notice. */
export interface LintProfile {
  readonly name: string;
  readonly settings: {
    readonly biddingLogicJsVersion: number;
    readonly maxBeaconKeyBytes: number;
    readonly maxBeaconsPerAdTech: number;
    readonly maxBeaconUriBytes: number;
    readonly registerAdBeaconEnabled: boolean;
    readonly scriptConsoleAvailable: boolean;
  };
}

/** What is known of where a script runs. Whatever is left out is not known, and nothing is said about it. */
export interface LintSurroundings {
  readonly profile?: LintProfile | undefined;
  /** Names of the functions that the device will call. */
  readonly functions?: readonly string[] | undefined;
  /** By kind and name: every value that is ever given. A kind that is absent is not known. */
  readonly signals?:
    | Partial<Record<SignalKind, Readonly<Record<string, readonly JsonValue[]>>>>
    | undefined;
  /** The parties whose script it is: reports go to these hosts and their subdomains. */
  readonly hosts?: readonly string[] | undefined;
  /** The most outcomes that `selectOutcome` is ever given. */
  readonly maxOutcomes?: number | undefined;
  /** Whether modules are made into plain scripts before a device gets them. */
  readonly isBundled?: boolean | undefined;
}
