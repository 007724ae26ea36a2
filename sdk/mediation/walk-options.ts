import { z } from "zod";
import { CapSchema } from "../model/cap.ts";
import { FirstPartySchema } from "./first-party-options.ts";

/** How bids are asked for and compared, in flows in which networks bid. */
const BiddingOptionsSchema = z.strictObject({
  /**
   * Who chooses: the SDK, by price; or the first party's `selectOutcome`, or its `scoreAd`, over all outcomes of ad
   * selections, told the highest bid that has a price.
   */
  selection: z.enum(["highest-bid", "select-outcome", "score-ad"]).default("highest-bid"),
  signalsTimeoutMs: z.int().positive().default(1_000),
  bidTimeoutMs: z.int().positive().default(2_000),
});

const HybridOptionsSchema = z.strictObject({
  /** Priced nodes before bidding begins, or the best bid in its place among the prices. */
  order: z.enum(["waterfall-first", "merged-by-price"]).default("waterfall-first"),
  /** In `merged-by-price`: nodes that stand before the best bid have to fill for no less. */
  bidIsFloor: z.boolean().default(false),
});

/** How often ads may be shown, whatever slot they are for; each must allow it, so the stricter one counts. */
const CapsSchema = z.strictObject({ app: CapSchema.optional(), user: CapSchema.optional() });

/** What flows go by: everything about a mediation but which flow it is. */
export const WalkOptionsSchema = z.strictObject({
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
  bidding: BiddingOptionsSchema.prefault({}),
  hybrid: HybridOptionsSchema.prefault({}),
  caps: CapsSchema.prefault({}),
  /** Whether what equals a node's floor reaches it. */
  floorBoundary: z.enum(["inclusive", "exclusive"]).default("inclusive"),
  /** For nodes whose chain entry says nothing. */
  nodeTimeoutMs: z.int().positive().default(5_000),
  /** For a network's initialization, once, before it is asked anything. */
  initializeTimeoutMs: z.int().positive().default(5_000),
  /** What becomes of an ad that comes after its node's time: nothing, or the slot's next request may have it. */
  lateAnswers: z.enum(["discard", "cache"]).default("discard"),
  /** How long a loaded ad is kept at most; its network may say less. */
  adExpiryMs: z.int().positive().default(3_600_000),
  /** How many ads may wait in each slot's cache. */
  adCacheSize: z.int().min(1).max(5).default(2),
  /** From the request on, the endpoint's answer included; the last node gets what is left. */
  totalTimeoutMs: z.int().positive().default(30_000),
  /** For the winning network to show its ad. */
  showTimeoutMs: z.int().positive().default(5_000),
  /** For the winning network's report of an impression or an interaction. */
  reportTimeoutMs: z.int().positive().default(5_000),
  endpointTimeoutMs: z.int().positive().default(3_000),
  /** Longer chains draw a warning: each node costs another auction. */
  advisedChainLength: z.int().positive().default(10),
});
export type WalkOptions = z.infer<typeof WalkOptionsSchema>;
