import { z } from "zod";
import type { JsonObject } from "../../foundation/json.ts";
import { JsonObjectSchema } from "../../model/signals.ts";
import type { FilterFeatures } from "../filters/ad-facts.ts";
import { adJsonSchema, JsonIntegerSchema, toAdJson } from "../filters/ad-json.ts";
import { parseSignals } from "../lenient-json.ts";
import type { AudienceDraft } from "./audience-draft.ts";

/** Keys that are no texts are left out, one by one. */
export const TrustedBiddingJsonSchema = z
  .object({ trusted_bidding_uri: z.string(), trusted_bidding_keys: z.array(z.unknown()) })
  .transform((json) => ({
    trustedBiddingUri: json.trusted_bidding_uri,
    trustedBiddingKeys: json.trusted_bidding_keys.filter((key) => typeof key === "string"),
  }));

/** How app and server write a custom audience to each other: the ten fields there are; others are ignored. */
const audienceJsonShape = {
  owner: z.string(),
  buyer: z.string(),
  name: z.string(),
  activation_time: JsonIntegerSchema,
  expiration_time: JsonIntegerSchema,
  daily_update_uri: z.string(),
  bidding_logic_uri: z.string(),
  user_bidding_signals: JsonObjectSchema,
  trusted_bidding_data: TrustedBiddingJsonSchema,
};

export const AUDIENCE_KEYS = [...Object.keys(audienceJsonShape), "ads"];

/** Any field may be missing; one that is there has to be of its kind. */
export function audienceJsonSchema(features: FilterFeatures) {
  return z
    .object({ ...audienceJsonShape, ads: z.array(adJsonSchema(features)) })
    .partial()
    .transform((json): AudienceDraft => ({
      owner: json.owner,
      buyer: json.buyer,
      name: json.name,
      activationTimeMs: json.activation_time,
      expirationTimeMs: json.expiration_time,
      dailyUpdateUri: json.daily_update_uri,
      biddingLogicUri: json.bidding_logic_uri,
      userBiddingSignals: json.user_bidding_signals,
      trustedBiddingData: json.trusted_bidding_data,
      ads: json.ads,
    }));
}

/** What is absent has no key. Signals have to be readable. */
export function toAudienceJson(draft: AudienceDraft): JsonObject {
  const { userBiddingSignals: signals, trustedBiddingData: trusted, ads } = draft;
  const json = {
    owner: draft.owner,
    buyer: draft.buyer,
    name: draft.name,
    activation_time: draft.activationTimeMs,
    expiration_time: draft.expirationTimeMs,
    daily_update_uri: draft.dailyUpdateUri,
    bidding_logic_uri: draft.biddingLogicUri,
    user_bidding_signals: signals === undefined ? undefined : parseSignals(signals),
    trusted_bidding_data: trusted && {
      trusted_bidding_uri: trusted.trustedBiddingUri,
      trusted_bidding_keys: trusted.trustedBiddingKeys,
    },
    ads: ads?.map(toAdJson),
  };
  return Object.fromEntries(
    Object.entries(json).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
