import { z } from "zod";
import { FirstPartySchema, SignalsSchema } from "../../sdk/index.ts";
import { AdSchema } from "./device-schema.ts";
import { NameSchema } from "./fields.ts";

const adSelection = FirstPartySchema.shape.adSelection.shape;

const fields = {
  // In the words of a scenario: what Android says of a missing one is for apps.
  seller: z.string().describe("Host that runs the auction"),
  decisionLogicUri: z
    .string()
    .optional()
    .describe("Script with scoreAd and reportResult; default https://<seller>/decision-logic.js"),
  customAudienceBuyers: z.array(z.string()).describe("Hosts that may bid"),
  adSelectionSignals: adSelection.adSelectionSignals.describe("What every script is told"),
  sellerSignals: adSelection.sellerSignals.describe("What the seller's script is told"),
  perBuyerSignals: adSelection.perBuyerSignals.describe(
    "What the script of each buyer is told, by host",
  ),
  trustedScoringSignalsUri: adSelection.trustedScoringSignalsUri.describe(
    "Where trusted scoring signals are fetched; empty for none",
  ),
};

/** An auction on the device. */
export const AuctionSchema = z.strictObject(fields).transform((config) => ({
  ...config,
  decisionLogicUri: decisionLogicUriOf(config.seller, config),
}));

const ContextualAdsSchema = z.strictObject({
  buyer: NameSchema.optional().describe("Host in whose name they take part; default: the key"),
  decisionLogicUri: z
    .string()
    .optional()
    .describe("Script with their reportWin; default https://<buyer>/decision-logic.js"),
  adsWithBid: z
    .array(
      z.strictObject({
        ad: AdSchema.describe("The ad"),
        bid: z.number().describe("What the buyer bids for it"),
      }),
    )
    .describe("The ads, each with its bid"),
  signature: z
    .string()
    .optional()
    .describe("Made with one of the buyer's keys, in base64; fledgling contextual-sign makes it"),
});

/** An auction that an app runs itself, with what only such an app can say. */
export const SelectAdsConfigSchema = z
  .strictObject({
    ...fields,
    perBuyerSignedContextualAds: z
      .record(NameSchema, ContextualAdsSchema)
      .default({})
      .describe("Ads that a buyer's server offered for this request, by the buyer's host"),
    chainedAdSelections: z
      .array(NameSchema)
      .default([])
      .describe("In profile proposal: names of earlier outcomes that take part"),
  })
  .transform((config) => ({
    ...config,
    decisionLogicUri: decisionLogicUriOf(config.seller, config),
    perBuyerSignedContextualAds: Object.fromEntries(
      Object.entries(config.perBuyerSignedContextualAds).map(([host, ads]) => {
        const { buyer = host } = ads;
        return [host, { ...ads, buyer, decisionLogicUri: decisionLogicUriOf(buyer, ads) }];
      }),
    ),
  }));
export type SelectAdsConfig = z.output<typeof SelectAdsConfigSchema>;

/** A choice among stored outcomes. */
export const FromOutcomesConfigSchema = z
  .strictObject({
    seller: z.string().describe("Host whose script chooses"),
    of: z.array(NameSchema).describe("Outcomes to choose from: names of earlier steps, or ids"),
    selectionLogicUri: z
      .string()
      .optional()
      .describe("Script with selectOutcome; default https://<seller>/selection-logic.js"),
    selectionSignals: SignalsSchema.default({}).describe("What the script is told"),
  })
  .transform((config) => ({
    ...config,
    selectionLogicUri: config.selectionLogicUri ?? `https://${config.seller}/selection-logic.js`,
  }));
export type FromOutcomesConfig = z.output<typeof FromOutcomesConfigSchema>;

function decisionLogicUriOf(
  host: string,
  { decisionLogicUri }: { readonly decisionLogicUri?: string | undefined },
): string {
  return decisionLogicUri ?? `https://${host}/decision-logic.js`;
}
