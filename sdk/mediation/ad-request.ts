import type { MediationError } from "../foundation/errors.ts";
import type { JsonObject } from "../foundation/json.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { LoadedAd } from "./ad/loaded-ad.ts";

export interface AdRequest {
  readonly slotId: string;
  /** Passed on to the contextual endpoint. */
  readonly user?: JsonObject;
  readonly consent?: JsonObject;
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
