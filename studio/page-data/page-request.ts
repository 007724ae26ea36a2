import type { PageCard } from "./page-card.ts";
import type { PageLane } from "./page-lane.ts";
import type { PageState } from "./page-state.ts";
import type { PageStep } from "./page-step.ts";

export type OutcomeKind =
  | "filled"
  | "no-fill"
  | "failed"
  | "refused"
  /** The trace or the run ended first. */
  | "unfinished";

export type PageFlow = "waterfall" | "programmatic" | "hybrid" | "contextual" | "none";

export interface PageRequest {
  readonly requestId: string;
  /** From 1, in the order in which they began. */
  readonly number: number;
  readonly slotId: string;
  readonly format: string;
  readonly flow: PageFlow;
  readonly startMs: number;
  /** When it was answered; for one that was not, when the run ended. */
  readonly endMs: number;
  /** When the last event that belongs to it happened: ads are shown and clicked after the request. */
  readonly lastMs: number;
  readonly latencyMs: number;
  readonly outcome: PageState<OutcomeKind>;
  readonly winner?: PageWinner;
  /** Why this ad, or why none, in one sentence. */
  readonly why: string;
  /** For everybody else in the chain: one sentence each, with the rule. */
  readonly others: readonly PageReason[];
  /** How deep the walk went: `3 of 4`; 0 of 0 where there is no chain. */
  readonly depth: number;
  readonly chainLength: number;
  readonly totalTimeoutMs?: number;
  /** From top to bottom. */
  readonly lanes: readonly PageLane[];
  /** In the order in which they are walked: the first party, where there is one, then the nodes of the chain. */
  readonly cards: readonly PageCard[];
  /** What playing it reveals: each of its events, in order; `level` says how close one has to look. */
  readonly steps: readonly PageStep[];
  /** Rank, bid, floor, paid, next; in this order and always five. Empty where nobody won. */
  readonly money: readonly PageMoney[];
  /** Places in `PageRun.calls`, `ledger` and `reports`. */
  readonly callNumbers: readonly number[];
  readonly ledgerIndexes: readonly number[];
  readonly reportIndexes: readonly number[];
}

export interface PageWinner {
  readonly networkId: string;
  /** Absent where it is the first party or the ad server's own ad. */
  readonly nodeId?: string;
  readonly cardId?: string;
  readonly source: "first-party" | "node" | "fallback" | "contextual";
  readonly renderUri: string;
  /** What its network says it pays, else the bid behind it; absent where nobody says. */
  readonly cpmUsd?: number;
  readonly adId: string;
  readonly eventIndex: number;
}

export interface PageReason {
  readonly nodeId?: string;
  readonly rule?: string;
  readonly text: string;
}

export interface PageMoney {
  readonly kind: "rank" | "bid" | "floor" | "paid" | "next";
  readonly label: string;
  /** Absent where nobody knows; `text` says why. */
  readonly cpmUsd?: number;
  readonly text: string;
}
