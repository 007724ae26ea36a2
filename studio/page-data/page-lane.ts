import type { PageState } from "./page-state.ts";

export type LaneKind = "endpoint" | "first-party" | "signals" | "bids" | "node";

export interface PageLane {
  readonly laneId: string;
  readonly kind: LaneKind;
  /** `gamma`, with the network where it has another name. */
  readonly label: string;
  /** Small print beside it: `3.00`, `bids live`. */
  readonly note?: string;
  /** The card it belongs to. */
  readonly cardId?: string;
  /** Several go on at once in `signals` and `bids`; elsewhere 1. */
  readonly rows: number;
  readonly spans: readonly PageSpan[];
  /** Drawn behind the spans: the time there was. */
  readonly budgets: readonly PageBudget[];
  /** Drawn past the end of the budget. */
  readonly lateAnswers: readonly PageLateAnswer[];
}

export type SpanKind =
  | "fetched"
  | "selected"
  | "answered"
  | "filled"
  | "no-fill"
  | "timed-out"
  | "failed"
  | "unfinished";

export interface PageSpan {
  /** In its lane, from 0. */
  readonly row: number;
  /** Who: the node in `signals` and `bids`, else what is done. */
  readonly label: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly state: PageState<SpanKind>;
  /** What a tooltip says. */
  readonly text: string;
  readonly startEventIndex: number;
  /** The event that ended it; absent where it never ended. */
  readonly endEventIndex?: number;
}

export interface PageBudget {
  readonly row: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly budgetMs: number;
  /** `5000 ms to answer`. */
  readonly text: string;
  /** The event that told of it. */
  readonly eventIndex: number;
}

export interface PageLateAnswer {
  readonly row: number;
  /** When the time was over. */
  readonly startMs: number;
  /** When it came. */
  readonly endMs: number;
  readonly text: string;
  readonly isKept: boolean;
  readonly eventIndex: number;
}
