import type { AuctionConfig, ContextualSignals, Failed, ShapeOf, Signals } from "./values.d.ts";

export interface SellerReport {
  readonly status: 0;
  readonly results: {
    /** An object as JSON text, which the buyer gets parsed. */
    readonly signals_for_buyer: string;
    /** On https, and on the seller's own host or below it. */
    readonly reporting_uri: string;
  };
}

/** What you know of your own signals. */
export interface ReportResultShapes {
  readonly auctionSignals?: Signals;
  readonly sellerSignals?: Signals;
}

/** Called when the impression is reported, with the config of the network that won. */
export type ReportResult<Shapes extends ReportResultShapes = {}> = (
  ad_selection_config: AuctionConfig<
    ShapeOf<Shapes, "auctionSignals">,
    ShapeOf<Shapes, "sellerSignals">
  >,
  render_uri: string,
  bid: number,
  contextual_signals: ContextualSignals,
) => Failed | SellerReport;
