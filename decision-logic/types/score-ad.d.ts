import type { Ad, AuctionConfig, ContextualSignals, Failed, ShapeOf, Signals } from "./values.d.ts";

export interface Score {
  readonly status: 0;
  /** Above 0 to win; the highest does, and of equal scores the earlier. */
  readonly score: number;
  /** Told to those who asked through `forDebuggingOnly`. */
  readonly rejectReason?: string;
}

/** What you know of your own signals. */
export interface ScoreAdShapes {
  readonly metadata?: Signals;
  readonly auctionSignals?: Signals;
  readonly sellerSignals?: Signals;
  readonly trustedScoringSignals?: Signals;
}

/** Called once for each ad that was bid, all in one evaluation. */
export type ScoreAd<Shapes extends ScoreAdShapes = {}> = (
  ad: Ad<ShapeOf<Shapes, "metadata">>,
  bid: number,
  auction_config: AuctionConfig<
    ShapeOf<Shapes, "auctionSignals">,
    ShapeOf<Shapes, "sellerSignals">
  >,
  seller_signals: ShapeOf<Shapes, "sellerSignals">,
  /** By render URI. */
  trusted_scoring_signals: Partial<ShapeOf<Shapes, "trustedScoringSignals">>,
  /** With an id for an outcome that is chained. */
  contextual_signals: ContextualSignals & { readonly ad_selection_id?: string },
  /** Of all audiences that bid: the same in every call, contextual ads excepted. */
  custom_audience_scoring_signals: readonly { readonly buyer: string; readonly name: string }[],
) => Score | Failed;
