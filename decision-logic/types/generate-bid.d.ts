import type { Ad, ContextualSignals, Failed, ShapeOf, Signals } from "./values.d.ts";

/** Of the audience that the ad belongs to; times are milliseconds since the epoch. */
export interface CustomAudienceBiddingSignals<User extends Signals = Signals> {
  readonly owner: string;
  readonly buyer: string;
  readonly name: string;
  readonly activation_time: number;
  readonly expiration_time: number;
  readonly user_bidding_signals: User;
}

export interface Bid {
  readonly status: 0;
  /** Scored and shown as it is: nobody compares it with the audience's own. */
  readonly ad: Ad;
  /** 0 takes part, less does not. */
  readonly bid: number;
  /** What a click costs. */
  readonly adCost?: number;
}

/** What you know of your own signals. */
export interface GenerateBidShapes {
  readonly metadata?: Signals;
  readonly auctionSignals?: Signals;
  readonly perBuyerSignals?: Signals;
  readonly trustedBiddingSignals?: Signals;
  readonly userBiddingSignals?: Signals;
}

/** Version 2: called once for each ad of an audience. */
export type GenerateBid<Shapes extends GenerateBidShapes = {}> = (
  ad: Ad<ShapeOf<Shapes, "metadata">>,
  auction_signals: ShapeOf<Shapes, "auctionSignals">,
  per_buyer_signals: ShapeOf<Shapes, "perBuyerSignals">,
  /** The audience's own keys; one without a value is absent. */
  trusted_bidding_signals: Partial<ShapeOf<Shapes, "trustedBiddingSignals">>,
  contextual_signals: ContextualSignals,
  custom_audience_bidding_signals: CustomAudienceBiddingSignals<
    ShapeOf<Shapes, "userBiddingSignals">
  >,
) => Bid | Failed;
