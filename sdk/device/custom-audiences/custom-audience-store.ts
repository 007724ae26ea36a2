import type { JsonObject } from "../../foundation/json.ts";
import type { LossRule } from "../../model/loss-rules.ts";

/** A custom audience as the device keeps it: everything resolved, text parsed. */
export interface StoredAudience {
  /** Package of the app that joined it. */
  readonly owner: string;
  readonly buyer: string;
  readonly name: string;
  readonly biddingLogicUri: string;
  readonly dailyUpdateUri: string;
  readonly activationTimeMs: number;
  readonly expirationTimeMs: number;
  /** The epoch while something is missing, so that the next daily update fills it. */
  readonly lastUpdatedMs: number;
  readonly userBiddingSignals: JsonObject | undefined;
  readonly trustedBidding: { readonly uri: string; readonly keys: readonly string[] } | undefined;
  readonly ads: readonly StoredAd[] | undefined;
}

export interface StoredAd {
  readonly renderUri: string;
  readonly metadata: JsonObject;
}

/** An audience that has all it needs to bid. */
export interface BiddingAudience extends StoredAudience {
  readonly userBiddingSignals: JsonObject;
  readonly trustedBidding: { readonly uri: string; readonly keys: readonly string[] };
  readonly ads: readonly StoredAd[];
}

export const dayMs = 86_400_000;
/** How long an audience bids after its data was last updated (spec: on-device 2.3). */
const activeWindowMs = 60 * dayMs;

export interface CustomAudienceStore {
  /** Joining again overwrites everything. */
  put(audience: StoredAudience): void;
  remove(key: { readonly owner: string; readonly buyer: string; readonly name: string }): void;
  /** All owners' audiences of one buyer, in the order they were first joined. */
  ofBuyer(buyer: string): readonly StoredAudience[];
}

export function createCustomAudienceStore(): CustomAudienceStore {
  const audiences = new Map<string, StoredAudience>();
  const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
  return {
    put: (audience) => {
      audiences.set(keyOf(audience.owner, audience.buyer, audience.name), audience);
    },
    remove: ({ owner, buyer, name }) => {
      audiences.delete(keyOf(owner, buyer, name));
    },
    ofBuyer: (buyer) => [...audiences.values()].filter((audience) => audience.buyer === buyer),
  };
}

export type Eligibility =
  | { readonly kind: "eligible"; readonly audience: BiddingAudience }
  | { readonly kind: "skipped"; readonly rule: LossRule; readonly detail: string };

/** Whether an audience may bid now (spec: on-device 2.3). Activation is inclusive, expiry exclusive. */
export function checkEligibility(audience: StoredAudience, nowMs: number): Eligibility {
  const { userBiddingSignals, trustedBidding, ads } = audience;
  if (nowMs < audience.activationTimeMs) {
    const waitMs = audience.activationTimeMs - nowMs;
    return skipped("audience-not-active", `becomes active in ${waitMs} ms`);
  }
  if (nowMs >= audience.expirationTimeMs) {
    const overMs = nowMs - audience.expirationTimeMs;
    return skipped("audience-expired", `expired ${overMs} ms ago`);
  }
  if (userBiddingSignals === undefined || trustedBidding === undefined || ads === undefined) {
    const missing = [
      userBiddingSignals === undefined ? "user bidding signals" : "",
      trustedBidding === undefined ? "trusted bidding data" : "",
      ads === undefined ? "ads" : "",
    ].filter((part) => part !== "");
    return skipped("audience-incomplete", `has no ${missing.join(", no ")}`);
  }
  if (audience.lastUpdatedMs + activeWindowMs < nowMs) {
    return skipped("audience-stale", "was last updated more than 60 days ago");
  }
  return { kind: "eligible", audience: { ...audience, userBiddingSignals, trustedBidding, ads } };
}

function skipped(rule: LossRule, detail: string): Eligibility {
  return { kind: "skipped", rule, detail };
}
