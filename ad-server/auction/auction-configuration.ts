import { z } from "zod";
import { PrioritySchema } from "./auction-bid.ts";
import { AuctionOptionsSchema } from "./auction-options.ts";
import { TargetingSchema } from "./targeting.ts";

const cpmUsd = z.number().nonnegative().max(999);
/** Part of a price, from 0 to less than 1. */
const ratio = z.number().min(0).lt(1);
const names = z.array(z.string().min(1));
/** From 1 to 10; the base rule has 1. */
const rulePriority = z.int().min(1).max(10).default(5);

const DealSchema = z.strictObject({
  dealId: z.string().min(1),
  auction: z.enum(["open", "private"]).default("open"),
  pricing: z.enum(["standard", "fixed"]).default("standard"),
  /** The least a buyer must bid; null: the market's price. 0 is a price. */
  askUsd: cpmUsd.nullable(),
  priority: PrioritySchema.default(5),
  /** Who may bid on it. */
  buyerIds: names.min(1, "a deal has a buyer"),
  isActive: z.boolean().default(true),
  /** Whether banned brands may buy on it all the same. */
  admitsBanned: z.boolean().default(false),
});
export type Deal = z.output<typeof DealSchema>;

const BiasSchema = z
  .strictObject({
    buyerIds: names.min(1),
    percent: z.number().gt(-100).optional(),
    cpmUsd: z.number().optional(),
    priority: rulePriority,
    targeting: TargetingSchema.optional(),
  })
  .refine(
    ({ percent, cpmUsd: fixed }) => (percent === undefined) !== (fixed === undefined),
    "a bias has percent or cpmUsd",
  );
export type Bias = z.output<typeof BiasSchema>;

const YmRuleSchema = z
  .strictObject({
    ruleId: z.string().min(1),
    priority: rulePriority,
    hardFloorUsd: cpmUsd,
    softFloorUsd: cpmUsd.optional(),
    appliesTo: z.enum(["all", "external-non-preferred", "external-only"]).default("all"),
    /** Whether a higher dynamic floor beats it; default: as all floors have it. */
    allowsReserveOverride: z.boolean().optional(),
    targeting: TargetingSchema.optional(),
    /** Whose bids it is for; all of them when empty. */
    demand: z
      .strictObject({
        buyerIds: names.optional(),
        brands: names.optional(),
        categories: names.optional(),
      })
      .default({}),
  })
  .refine(
    ({ hardFloorUsd, softFloorUsd = Infinity }) => softFloorUsd >= hardFloorUsd,
    "a soft floor is at least as high as the hard one",
  );
export type YmRule = z.output<typeof YmRuleSchema>;

const FloorsSchema = z.strictObject({
  nativeAssetUsd: cpmUsd.optional(),
  /** Rules of the publisher's yield-management profile; absent: it has none. */
  ymRules: z.array(YmRuleSchema).optional(),
  /** Whether a higher dynamic floor beats the yield floor (Reserve Price Override). */
  allowsReserveOverride: z.boolean().default(false),
  defaultCreativeUsd: cpmUsd.optional(),
  placementUsd: cpmUsd.optional(),
});

const BuyerFeeSchema = z.strictObject({ kind: z.enum(["fee", "deduction"]), ratio });
export type BuyerFee = z.output<typeof BuyerFeeSchema>;

const FeesSchema = z.strictObject({
  /** What of a price the seller pays the platform. */
  seller: ratio.default(0),
  /** By buyer: what it pays on top of a price, or what its platform keeps of a bid. */
  buyers: z.record(z.string(), BuyerFeeSchema).default({}),
});

const WaterfallSchema = z.strictObject({
  /** How many networks may be called; -1: as many as there are. */
  steps: z.int().min(-1).default(-1),
  timeoutMs: z.int().positive().default(15_000),
  /** For each network's answer, unless its bid says less; 0: mediated content is not served. */
  contentRetrievalTimeoutMs: z.int().nonnegative().default(1_000),
});

const TierSchema = z.strictObject({
  buyerIds: names.min(1),
  minUsd: cpmUsd,
  priority: rulePriority,
});

/** Everything an auction goes by besides its bids. */
export const AuctionConfigurationSchema = z.strictObject({
  options: AuctionOptionsSchema.prefault({}),
  isMediationEnabled: z.boolean().default(true),
  deals: z.array(DealSchema).default([]),
  biases: z.array(BiasSchema).default([]),
  floors: FloorsSchema.prefault({}),
  fees: FeesSchema.prefault({}),
  /** What a second price is not reduced below: what the winner would usually have paid. */
  estimatedClearingUsd: cpmUsd.optional(),
  adQuality: z
    .strictObject({
      bannedBrands: names.default([]),
      bannedCategories: names.default([]),
      bannedCreativeIds: names.default([]),
    })
    .prefault({}),
  /** USD for one unit of each currency: the previous day's closing rates. */
  ratesUsd: z.record(z.string().length(3), z.number().positive()).default({}),
  waterfall: WaterfallSchema.prefault({}),
  /** Bids of these members that reach the price are considered before all others. */
  tiers: z.array(TierSchema).default([]),
  /** What is served when nobody wins. */
  fallback: z.enum(["default-creative", "psa", "blank"]).default("blank"),
});
export type AuctionConfiguration = z.output<typeof AuctionConfigurationSchema>;
export type AuctionConfigurationInput = z.input<typeof AuctionConfigurationSchema>;
