import type { JsonObject } from "../../foundation/json.ts";
import type { LossRule } from "../../model/loss-rules.ts";
import type { AdFacts } from "../filters/ad-facts.ts";

/** What tells one custom audience from another. */
export interface AudienceKey {
  /** Package of the app that joined it. */
  readonly owner: string;
  readonly buyer: string;
  readonly name: string;
}

/** A custom audience as the device keeps it: everything resolved, text parsed. */
export interface StoredAudience extends AudienceKey {
  readonly biddingLogicUri: string;
  readonly dailyUpdateUri: string;
  readonly activationTimeMs: number;
  readonly expirationTimeMs: number;
  /** The epoch while something is missing, so that the next daily update fills it. */
  readonly lastUpdatedMs: number;
  readonly userBiddingSignals: JsonObject | undefined;
  readonly trustedBidding: { readonly uri: string; readonly keys: readonly string[] } | undefined;
  /** Empty where an update has cleared them; an audience that was joined without any has none. */
  readonly ads: readonly StoredAd[] | undefined;
}

export interface StoredAd extends AdFacts {
  readonly renderUri: string;
  readonly metadata: JsonObject;
}

/** An audience that has all it needs to bid. */
export interface BiddingAudience extends StoredAudience {
  readonly userBiddingSignals: JsonObject;
  readonly trustedBidding: { readonly uri: string; readonly keys: readonly string[] };
  readonly ads: readonly StoredAd[];
}

export interface CustomAudienceStore {
  /** Joining again overwrites everything. */
  put(audience: StoredAudience): void;
  /** Whether it was there. */
  remove(key: AudienceKey): boolean;
  find(key: AudienceKey): StoredAudience | undefined;
  /** All owners' audiences of one buyer, in the order they were first joined. */
  ofBuyer(buyer: string): readonly StoredAudience[];
  /** Everybody's, in that order. */
  all(): readonly StoredAudience[];
}

export function createCustomAudienceStore(): CustomAudienceStore {
  const audiences = new Map<string, StoredAudience>();
  return {
    put: (audience) => {
      audiences.set(toKey(audience), audience);
    },
    remove: (key) => audiences.delete(toKey(key)),
    find: (key) => audiences.get(toKey(key)),
    ofBuyer: (buyer) => [...audiences.values()].filter((audience) => audience.buyer === buyer),
    all: () => [...audiences.values()],
  };
}

function toKey({ owner, buyer, name }: AudienceKey): string {
  return JSON.stringify([owner, buyer, name]);
}

export type Eligibility =
  | { readonly kind: "eligible"; readonly audience: BiddingAudience }
  | { readonly kind: "skipped"; readonly rule: LossRule; readonly detail: string };

/** Whether an audience may bid now (spec: on-device 2.3). Activation is inclusive, expiry exclusive. */
export function checkEligibility(
  audience: StoredAudience,
  { nowMs, activeWindowMs }: { readonly nowMs: number; readonly activeWindowMs: number },
): Eligibility {
  const { activationTimeMs, expirationTimeMs, lastUpdatedMs } = audience;
  if (nowMs < activationTimeMs) {
    return skipped("audience-not-active", `becomes active in ${activationTimeMs - nowMs} ms`);
  }
  if (nowMs >= expirationTimeMs) {
    return skipped("audience-expired", `expired ${nowMs - expirationTimeMs} ms ago`);
  }
  const { userBiddingSignals, trustedBidding, ads } = audience;
  if (userBiddingSignals === undefined || trustedBidding === undefined || ads === undefined) {
    return skipped("audience-incomplete", describeLack(audience));
  }
  if (lastUpdatedMs + activeWindowMs < nowMs) {
    const detail = `was last updated ${nowMs - lastUpdatedMs} ms ago; the limit is ${activeWindowMs}`;
    return skipped("audience-stale", detail);
  }
  return { kind: "eligible", audience: { ...audience, userBiddingSignals, trustedBidding, ads } };
}

function describeLack({ userBiddingSignals, trustedBidding, ads }: StoredAudience): string {
  const lacks = [
    userBiddingSignals === undefined ? ["no user bidding signals"] : [],
    trustedBidding === undefined ? ["no trusted bidding data"] : [],
    ads === undefined ? ["no ads"] : [],
  ].flat();
  return `has ${lacks.join(", ")}`;
}

function skipped(rule: LossRule, detail: string): Eligibility {
  return { kind: "skipped", rule, detail };
}
