import type { DeviceCall } from "../device-call.ts";
import { factsOf, type FilterFeatures } from "../filters/ad-facts.ts";
import { parseSignals } from "../lenient-json.ts";
import type { AudienceDraft, JoinableDraft } from "./audience-draft.ts";
import type { StoredAudience } from "./custom-audience-store.ts";

/** Resolves a valid draft to what the device keeps: times have values, texts are parsed. */
export function toStoredAudience(call: DeviceCall, draft: JoinableDraft): StoredAudience {
  const { owner, buyer, name, biddingLogicUri, dailyUpdateUri } = draft;
  const nowMs = call.environment.clock.nowMs();
  const activationTimeMs = Math.max(draft.activationTimeMs ?? nowMs, nowMs);
  const { userBiddingSignals: signals } = draft;
  const userBiddingSignals = signals === undefined ? undefined : parseSignals(signals);
  const trustedBidding = toTrustedBidding(draft.trustedBiddingData);
  const { ads: given = [] } = draft;
  const ads = given.length === 0 ? undefined : toStoredAds(call.settings, given);
  const isComplete = userBiddingSignals && trustedBidding && ads;
  return {
    owner,
    buyer,
    name,
    biddingLogicUri,
    dailyUpdateUri,
    activationTimeMs,
    expirationTimeMs:
      draft.expirationTimeMs ?? activationTimeMs + call.settings.customAudienceDefaultLifetimeMs,
    lastUpdatedMs: isComplete ? nowMs : 0,
    userBiddingSignals,
    trustedBidding,
    ads,
  };
}

export function toTrustedBidding(
  trusted: AudienceDraft["trustedBiddingData"],
): StoredAudience["trustedBidding"] {
  return trusted && { uri: trusted.trustedBiddingUri, keys: trusted.trustedBiddingKeys };
}

export function toStoredAds(
  features: FilterFeatures,
  ads: NonNullable<AudienceDraft["ads"]>,
): NonNullable<StoredAudience["ads"]> {
  return ads.map((ad) => ({
    renderUri: ad.renderUri,
    metadata: parseSignals(ad.metadata),
    ...factsOf(features, ad),
  }));
}
