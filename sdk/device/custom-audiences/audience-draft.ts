import type { AdData, TrustedBiddingData } from "../../model/custom-audience.ts";
import type { Signals } from "../../model/signals.ts";

/** What is known of a custom audience before it is one: from an app, a server, or both. */
export interface AudienceDraft {
  readonly owner?: string | undefined;
  readonly buyer?: string | undefined;
  readonly name?: string | undefined;
  readonly activationTimeMs?: number | undefined;
  readonly expirationTimeMs?: number | undefined;
  readonly dailyUpdateUri?: string | undefined;
  readonly biddingLogicUri?: string | undefined;
  readonly userBiddingSignals?: Signals | undefined;
  readonly trustedBiddingData?: TrustedBiddingData | undefined;
  readonly ads?: readonly AdData[] | undefined;
}

/** Enough of it to be kept. */
export interface JoinableDraft extends AudienceDraft {
  readonly owner: string;
  readonly buyer: string;
  readonly name: string;
  readonly dailyUpdateUri: string;
  readonly biddingLogicUri: string;
}

/** Who drafted it: the app alone, or a server as well. Their rules differ a little. */
export type DraftOrigin = "app" | "server";
