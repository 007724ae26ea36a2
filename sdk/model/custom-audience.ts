import { z } from "zod";
import { SignalsSchema } from "./signals.ts";

/** One ad of a buyer: where it renders from and what the buyer's script may know of it. */
export const AdDataSchema = z.strictObject({
  renderUri: z.string(),
  /** A JSON object, as an object or as text. */
  metadata: SignalsSchema.default({}),
});
export type AdData = z.infer<typeof AdDataSchema>;

export const TrustedBiddingDataSchema = z.strictObject({
  trustedBiddingUri: z.string(),
  trustedBiddingKeys: z.array(z.string()).default([]),
});

/**
 * What an app hands over to join a custom audience. Times are milliseconds since the epoch. Without user
 * signals, trusted bidding data or ads the audience cannot bid yet (spec: on-device 2.3).
 */
export const CustomAudienceSchema = z.strictObject({
  buyer: z.string(),
  name: z.string(),
  biddingLogicUri: z.string(),
  dailyUpdateUri: z.string(),
  activationTimeMs: z.number().optional(),
  expirationTimeMs: z.number().optional(),
  userBiddingSignals: SignalsSchema.optional(),
  trustedBiddingData: TrustedBiddingDataSchema.optional(),
  ads: z.array(AdDataSchema).optional(),
});
export type CustomAudience = z.infer<typeof CustomAudienceSchema>;
export type CustomAudienceInput = z.input<typeof CustomAudienceSchema>;
