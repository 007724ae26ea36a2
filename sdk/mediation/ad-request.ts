import type { MediationError } from "../foundation/errors.ts";
import type { JsonObject } from "../foundation/json.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { LoadedAd } from "./ad/loaded-ad.ts";

export interface AdRequest {
  readonly slotId: string;
  /** Passed on to the contextual endpoint. */
  readonly user?: JsonObject;
  readonly consent?: JsonObject;
  /**
   * The least that this one ad may pay, in USD CPM, up to 999. An ad server that holds an auction goes by it; whoever else has an
   * ad takes no notice.
   */
  readonly reserveCpmUsd?: number | undefined;
}

/** How a request ended. The ledger says for everybody who did not win which rule ended it. */
export type AdRequestResult = {
  readonly requestId: string;
  readonly ledger: readonly LedgerEntry[];
} & AdRequestOutcome;

export type AdRequestOutcome =
  | { readonly kind: "filled"; readonly ad: LoadedAd }
  | { readonly kind: "no-fill"; readonly reason: string }
  | { readonly kind: "failed"; readonly error: MediationError };

export type FilledResult = Extract<AdRequestResult, { readonly kind: "filled" }>;

/** How a prefetch ended: the ad waits in the slot's cache, or there is none. */
export type PrefetchResult =
  | {
      readonly kind: "cached";
      readonly requestId: string;
      readonly ledger: readonly LedgerEntry[];
      /** How many ads of the slot wait now. */
      readonly waiting: number;
    }
  /** Nobody was asked. */
  | { readonly kind: "cache-full"; readonly waiting: number }
  | Exclude<AdRequestResult, FilledResult>;
