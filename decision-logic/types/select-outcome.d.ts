import type { Failed, ShapeOf, Signals } from "./values.d.ts";

export interface Outcome {
  /** A decimal string: as a number, it would lose its last digits. */
  readonly id: string;
  readonly bid: number;
}

export interface SelectedOutcome {
  readonly status: 0;
  /** One of the outcomes, or null for nobody; only its id counts. */
  readonly result: Pick<Outcome, "id"> | null | undefined;
}

/** What you know of your own signals; the walk of a chain gives `bid_floor`. */
export interface SelectOutcomeShapes {
  readonly selectionSignals?: Signals;
}

/** Called with all outcomes in order of their ids, which are random. */
export type SelectOutcome<
  Shapes extends SelectOutcomeShapes = { selectionSignals: { readonly bid_floor: number } },
> = (
  outcomes: readonly Outcome[],
  selection_signals: ShapeOf<Shapes, "selectionSignals">,
) => Failed | SelectedOutcome;
