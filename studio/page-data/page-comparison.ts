import type { CardStateKind } from "./page-card.ts";
import type { PageState } from "./page-state.ts";

export interface PageComparison {
  readonly isEqual: boolean;
  /** What it comes to, in one sentence. */
  readonly summary: string;
  /** What the runs were started with otherwise. */
  readonly setup: readonly PageDifference[];
  readonly divergence?: PageDivergence;
  readonly requests: readonly PageComparedRequest[];
  readonly metrics: readonly PageMetricDifference[];
}

/** Values as words; `absent` where one run has none. */
export interface PageDifference {
  readonly name: string;
  readonly a: string;
  readonly b: string;
}

/** The first event that is not the same in both. */
export interface PageDivergence {
  /** From 1. */
  readonly position: number;
  readonly aEventIndex?: number;
  readonly bEventIndex?: number;
  readonly requestId?: string;
  readonly nodeId?: string;
  /** What happens in either run there; `the run was over` where nothing does. */
  readonly aText: string;
  readonly bText: string;
  readonly facts: readonly PageDifference[];
}

export interface PageComparedRequest {
  readonly requestId: string;
  readonly isSame: boolean;
  /** How it ended, in words: `node gamma with https://…`, `no-fill`, `not requested`. */
  readonly aEnd: string;
  readonly bEnd: string;
  /** By node: those of a in its order, with those that only b has put where b has them. */
  readonly rows: readonly PageComparedCard[];
  /** The lanes of both timelines, in the same order for either. */
  readonly laneIds: readonly string[];
}

export interface PageComparedCard {
  readonly cardId: string;
  readonly title: string;
  /** Absent where the run does not have the node. */
  readonly a?: PageComparedState;
  readonly b?: PageComparedState;
  readonly isSame: boolean;
  /** The first event that is not the same happens in this one's turn. */
  readonly isDivergence: boolean;
}

export interface PageComparedState {
  readonly position: number;
  readonly state: PageState<CardStateKind>;
  readonly ecpmUsd?: number;
  readonly floorCpmUsd?: number;
  readonly fillCpmUsd?: number;
  readonly timeoutMs?: number;
  readonly latencyMs?: number;
  readonly reason: string;
}

export interface PageMetricDifference {
  /** `requests fillRate`, `alpha latencyMs p50`. */
  readonly name: string;
  /** Null where there was nothing to measure. */
  readonly a: number | null;
  readonly b: number | null;
  /** b minus a; null where either is. */
  readonly difference: number | null;
}
