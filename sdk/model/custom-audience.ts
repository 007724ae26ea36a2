import { z } from "zod";
import { AdFiltersSchema } from "./ad-filters.ts";
import { SignalsSchema } from "./signals.ts";

/** One ad of a buyer: where it renders from and what the buyer's script may know of it. */
export const AdDataSchema = z.strictObject({
  renderUri: z.string(),
  /** A JSON object, as an object or as text. */
  metadata: SignalsSchema.default({}),
  /** What its events are counted under: numbers of the buyer's own. */
  adCounterKeys: z.array(z.int()).readonly().optional(),
  adFilters: AdFiltersSchema.optional(),
  /** Stands for the ad where it is sold on a server; on the device it only takes up room. */
  adRenderId: z.string().optional(),
});
export type AdData = z.infer<typeof AdDataSchema>;

export const TrustedBiddingDataSchema = z.strictObject({
  trustedBiddingUri: z.string(),
  trustedBiddingKeys: z.array(z.string()).default([]),
});
export type TrustedBiddingData = z.infer<typeof TrustedBiddingDataSchema>;

/** What Android's builder says of a field that nobody set (spec: on-device 9). */
const provided = (field: string) =>
  z.string({
    error: ({ input }) => (input === undefined ? `The ${field} has not been provided` : undefined),
  });

/**
 * What an app hands over to join a custom audience. Times are milliseconds since the epoch. Without user
 * signals, trusted bidding data or ads the audience cannot bid yet (spec: on-device 2.3).
 */
export const CustomAudienceSchema = z.strictObject({
  buyer: provided("buyer"),
  name: provided("name"),
  biddingLogicUri: provided("bidding logic URI"),
  dailyUpdateUri: provided("daily update URI"),
  activationTimeMs: z.number().optional(),
  expirationTimeMs: z.number().optional(),
  userBiddingSignals: SignalsSchema.optional(),
  trustedBiddingData: TrustedBiddingDataSchema.optional(),
  ads: z.array(AdDataSchema).optional(),
});
export type CustomAudience = z.infer<typeof CustomAudienceSchema>;
export type CustomAudienceInput = z.input<typeof CustomAudienceSchema>;

/** What an app may say of a custom audience whose other half a server sends. */
const AppFactsSchema = z.strictObject({
  name: z.string().optional(),
  activationTimeMs: z.number().optional(),
  expirationTimeMs: z.number().optional(),
  userBiddingSignals: SignalsSchema.optional(),
});

/** The buyer is the host of `fetchUri`. What is said here wins over what the server says. */
export const FetchCustomAudienceSchema = AppFactsSchema.extend({
  fetchUri: provided("fetch URI"),
});
export type FetchCustomAudienceInput = z.input<typeof FetchCustomAudienceSchema>;

const PartialCustomAudienceSchema = AppFactsSchema.extend({ name: provided("name") });

/** The buyer is the host of `updateUri`. */
export const ScheduleUpdateSchema = z.strictObject({
  updateUri: provided("update URI"),
  /** Whole minutes count; from then on, the next run of the job asks the server. */
  minDelayMs: z.number(),
  partialCustomAudiences: z.array(PartialCustomAudienceSchema).default([]),
  /** Whether an update that is pending for the same app and buyer makes way. */
  shouldReplacePendingUpdates: z.boolean().default(false),
});
export type ScheduleUpdateInput = z.input<typeof ScheduleUpdateSchema>;
