/** What decision scripts are given and give back (spec: on-device 1.2). */

/** Signals are whatever JSON their owner wrote; say more about yours through the functions' type parameters. */
// oxlint-disable-next-line typescript/no-explicit-any -- a script may read any key without a check
export type Signals = { readonly [name: string]: any };

export interface Ad<Metadata extends Signals = Signals> {
  readonly render_uri: string;
  readonly metadata: Metadata;
  /** There if frequency caps are on and the ad has any. */
  readonly ad_counter_keys?: readonly number[];
}

/** `{}`, or with the version of the trusted signals. */
export interface ContextualSignals {
  readonly dataVersion?: number;
}

/** The config of the auction, as the seller's functions see it. */
export interface AuctionConfig<
  Auction extends Signals = Signals,
  Seller extends Signals = Signals,
> {
  readonly seller: string;
  readonly decision_logic_uri: string;
  readonly custom_audience_buyers: readonly string[];
  readonly auction_signals: Auction;
  readonly seller_signals: Seller;
  readonly per_buyer_signals: { readonly [buyer: string]: Signals };
  readonly trusted_scoring_signal_uri: string;
}

/** Any status but 0 is a failure; which one makes no difference to the device. */
export interface Failed {
  readonly status: 1 | -1;
}

/** What a function's type parameter says of one of its arguments, or any signals at all. */
export type ShapeOf<Shapes, Name extends string> = Shapes extends {
  readonly [Key in Name]: infer Shape extends Signals;
}
  ? Shape
  : Signals;
