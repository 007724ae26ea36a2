import type { MediationError } from "../foundation/errors.ts";
import type { JsonObject } from "../foundation/json.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { LoadedAd } from "./loaded-ad.ts";

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
