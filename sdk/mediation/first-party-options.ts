import { z } from "zod";
import { AdSelectionConfigSchema } from "../model/ad-selection.ts";

/**
 * The network that owns the mediation SDK. Its config is that of an ordinary ad selection; the chained
 * selection against a node's price uses the same seller.
 */
export const FirstPartySchema = z.strictObject({
  networkId: z.string().min(1).default("first-party"),
  adSelection: AdSelectionConfigSchema.omit({
    perBuyerSignedContextualAds: true,
    chainedAdSelections: true,
  }),
  /** Script with `selectOutcome`, asked whether the first party goes before a node (style `from-outcomes`). */
  selectionLogicUri: z.string().optional(),
  /** In whose name a contextual ad of the endpoint takes part, and whose `reportWin` reports it. */
  contextualBuyer: z.strictObject({ buyer: z.string(), decisionLogicUri: z.string() }).optional(),
});
export type FirstParty = z.infer<typeof FirstPartySchema>;
