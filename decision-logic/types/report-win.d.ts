import type { ContextualSignals, Failed, ShapeOf, Signals } from "./values.d.ts";

export interface BuyerReport {
  readonly status: 0;
  readonly results: {
    /** On https, and on the buyer's own host or below it. */
    readonly reporting_uri: string;
  };
}

/** What you know of the signals. */
export interface ReportWinShapes {
  readonly adSelectionSignals?: Signals;
  readonly perBuyerSignals?: Signals;
  readonly signalsForBuyer?: Signals;
}

/** Called after `reportResult`, from the script that bid. */
export type ReportWin<Shapes extends ReportWinShapes = {}> = (
  ad_selection_signals: ShapeOf<Shapes, "adSelectionSignals">,
  per_buyer_signals: ShapeOf<Shapes, "perBuyerSignals">,
  /** What the seller's `reportResult` gave, parsed. */
  signals_for_buyer: ShapeOf<Shapes, "signalsForBuyer">,
  /** The cost of a click is text. */
  contextual_signals: ContextualSignals & { readonly adCost?: string },
  custom_audience_reporting_signals: { readonly name: string },
) => BuyerReport | Failed;
