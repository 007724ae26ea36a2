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

/** How the SDK walks a chain. */
export const MediationOptionsSchema = z
  .strictObject({
    firstParty: FirstPartySchema.optional(),
    /** False: the plain waterfall, in which the first party only comes last. */
    firstPartyOptimisation: z.boolean().default(true),
    /**
     * How the first party's outcome is held against a node's price: the shipped second call over outcomes, or
     * the proposal's single call with `chainedAdSelections`.
     */
    chaining: z.enum(["from-outcomes", "chained-ad-selections"]).default("from-outcomes"),
    /** At the end of the chain: show the outcome the walk began with, or run the first party's selection again. */
    firstPartyFallback: z.enum(["reuse", "rerun"]).default("reuse"),
    /** For nodes whose chain entry says nothing. */
    nodeTimeoutMs: z.int().positive().default(5_000),
    /** From the request on, the endpoint's answer included; the last node gets what is left. */
    totalTimeoutMs: z.int().positive().default(30_000),
    /** For the winning network's report of an impression or an interaction. */
    reportTimeoutMs: z.int().positive().default(5_000),
    endpointTimeoutMs: z.int().positive().default(3_000),
    /** Longer chains draw a warning: each node costs another auction. */
    advisedChainLength: z.int().positive().default(10),
  })
  .check(({ value, issues }) => {
    const { firstParty, firstPartyOptimisation, chaining } = value;
    const needsScript = firstParty && firstPartyOptimisation && chaining === "from-outcomes";
    if (!needsScript || firstParty.selectionLogicUri !== undefined) return;
    const message = "the style from-outcomes needs the address of a script with selectOutcome";
    issues.push({
      code: "custom",
      path: ["firstParty", "selectionLogicUri"],
      message,
      input: value,
    });
  });
export type MediationOptions = z.infer<typeof MediationOptionsSchema>;
export type MediationOptionsInput = z.input<typeof MediationOptionsSchema>;
