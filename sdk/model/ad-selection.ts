import { z } from "zod";
import { AdDataSchema } from "./custom-audience.ts";
import { SignalsSchema } from "./signals.ts";

/** Points at a stored ad selection: a decimal string, because 64 bits do not fit a JavaScript number. */
export const AdSelectionIdSchema = z.string().regex(/^-?\d+$/, "must be a decimal integer");

/** What an app gets back: enough to render the ad, nothing about price or parties. */
export const AdSelectionOutcomeSchema = z.strictObject({
  adSelectionId: AdSelectionIdSchema,
  renderUri: z.string(),
});
export type AdSelectionOutcome = z.infer<typeof AdSelectionOutcomeSchema>;

/** Ads that a buyer's server offered for this request, with their prices. */
export const ContextualAdsSchema = z.strictObject({
  buyer: z.string(),
  /** Where the buyer's `reportWin` lives; fetched only to report. */
  decisionLogicUri: z.string(),
  adsWithBid: z.array(z.strictObject({ ad: AdDataSchema, bid: z.number() })),
  /** Made with one of the buyer's keys: ECDSA on P-256 over SHA-256, in DER, in base64. */
  signature: z.string().optional(),
});
export type ContextualAds = z.infer<typeof ContextualAdsSchema>;

/** What Android's builder says of what nobody set (spec: on-device 2.2). */
const provided = (words: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `The ${words} been provided` : undefined,
});

/** Input of an auction on the device (spec: on-device 2.2; `chainedAdSelections`: proposal). */
export const AdSelectionConfigSchema = z.strictObject({
  seller: z.string(provided("seller has not")),
  decisionLogicUri: z.string(provided("decision logic URI has not")),
  customAudienceBuyers: z.array(z.string(), provided("custom audience buyers have not")),
  adSelectionSignals: SignalsSchema.default({}),
  sellerSignals: SignalsSchema.default({}),
  perBuyerSignals: z.record(z.string(), SignalsSchema).default({}),
  /** Empty: there are no trusted scoring signals. */
  trustedScoringSignalsUri: z.string().default(""),
  perBuyerSignedContextualAds: z.record(z.string(), ContextualAdsSchema).default({}),
  /** Outcomes of earlier calls that take part in this one. Only a profile with chained selections accepts any. */
  chainedAdSelections: z.array(AdSelectionOutcomeSchema).default([]),
});
export type AdSelectionConfig = z.infer<typeof AdSelectionConfigSchema>;
export type AdSelectionConfigInput = z.input<typeof AdSelectionConfigSchema>;

/** Input of a choice among stored outcomes (spec: on-device 3.1). */
export const AdSelectionFromOutcomesConfigSchema = z.strictObject({
  seller: z.string(),
  adSelectionIds: z.array(AdSelectionIdSchema),
  selectionSignals: SignalsSchema.default({}),
  selectionLogicUri: z.string(),
});
export type AdSelectionFromOutcomesConfig = z.infer<typeof AdSelectionFromOutcomesConfigSchema>;
export type AdSelectionFromOutcomesConfigInput = z.input<
  typeof AdSelectionFromOutcomesConfigSchema
>;
