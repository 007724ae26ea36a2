import { z } from "zod";
import {
  AdSelectionConfigSchema,
  AdSelectionFromOutcomesConfigSchema,
} from "../../model/ad-selection.ts";
import { SignalsSchema } from "../../model/signals.ts";

export const AdSelectionOverrideSchema = z.strictObject({
  config: AdSelectionConfigSchema,
  /** Script with `scoreAd` and `reportResult`. */
  decisionLogicJs: z.string(),
  /** Absent: they are fetched. */
  trustedScoringSignals: SignalsSchema.optional(),
  /** Scripts with the `reportWin` of contextual winners, by buyer. */
  perBuyerDecisionLogic: z.record(z.string(), z.string()).default({}),
});
export type AdSelectionOverrideInput = z.input<typeof AdSelectionOverrideSchema>;

export const FromOutcomesOverrideSchema = z.strictObject({
  config: AdSelectionFromOutcomesConfigSchema,
  /** Script with `selectOutcome`. */
  selectionLogicJs: z.string(),
  /** Android keeps them and never reads them: the config's own are used. */
  selectionSignals: SignalsSchema.optional(),
});
export type FromOutcomesOverrideInput = z.input<typeof FromOutcomesOverrideSchema>;

export const AudienceOverrideKeySchema = z.strictObject({
  /** Package of the app that joined it; absent: the calling app. An override for another app's is ignored. */
  owner: z.string().optional(),
  buyer: z.string(),
  name: z.string(),
});
export type AudienceOverrideKey = z.input<typeof AudienceOverrideKeySchema>;

export const CustomAudienceOverrideSchema = AudienceOverrideKeySchema.extend({
  /** Script with `generateBid` and `reportWin`. */
  biddingLogicJs: z.string(),
  /** As a server's version header would say it. */
  biddingLogicJsVersion: z.int().nonnegative().optional(),
  /** What the script gets, whatever the audience's keys; absent: they are fetched. */
  trustedBiddingSignals: SignalsSchema.optional(),
});
export type CustomAudienceOverrideInput = z.input<typeof CustomAudienceOverrideSchema>;
