import type { GenerateBidShapes } from "./generate-bid.d.ts";
import type { Ad, ContextualSignals, ShapeOf, Signals } from "./values.d.ts";

/** The whole audience; names are written otherwise here than anywhere else, as on Android. */
export interface CustomAudience<
  User extends Signals = Signals,
  Metadata extends Signals = Signals,
> {
  readonly owner: string;
  readonly name: string;
  readonly userBiddingSignals: User;
  readonly ads: readonly Ad<Metadata>[];
}

export interface BidV3 {
  readonly ad: Ad;
  /** 0 takes part, less does not. */
  readonly bid: number;
  /** Has to be there; what it says makes no difference. */
  readonly render: unknown;
  /** What a click costs. */
  readonly adCost?: number;
}

/** Version 3: called once for each audience. A status is ignored. */
export type GenerateBidV3<Shapes extends GenerateBidShapes = {}> = (
  custom_audience: CustomAudience<
    ShapeOf<Shapes, "userBiddingSignals">,
    ShapeOf<Shapes, "metadata">
  >,
  auction_signals: ShapeOf<Shapes, "auctionSignals">,
  per_buyer_signals: ShapeOf<Shapes, "perBuyerSignals">,
  trusted_bidding_signals: Partial<ShapeOf<Shapes, "trustedBiddingSignals">>,
  contextual_signals: ContextualSignals,
) => BidV3;
