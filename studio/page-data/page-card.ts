import type { PageState } from "./page-state.ts";

export type CardKind = "first-party" | "node" | "contextual";

export type CardStateKind =
  | "waiting"
  /** Somebody is at it: an auction, signals, a bid, a load. */
  | "running"
  /** The first party: has an ad. A node: has bid. */
  | "has-ad"
  | "has-bid"
  /** The first party's ad was held against the node, and did not go before it. */
  | "first-party-passed"
  /** The first party's ad goes before this node, which is not asked. */
  | "first-party-placed"
  | "won"
  | "filled"
  | "no-fill"
  | "no-bid"
  | "timed-out"
  | "failed"
  | "skipped"
  | "not-reached"
  | "outbid";

export interface PageCard {
  /** Of the lane and of the steps too. */
  readonly cardId: string;
  readonly kind: CardKind;
  /** Place in the chain, from 1; 0 for the first party. */
  readonly position: number;
  readonly title: string;
  readonly networkId: string;
  readonly nodeId?: string;
  readonly adapter?: string;
  /** What it is ranked by. */
  readonly ecpmUsd?: number;
  readonly floorCpmUsd?: number;
  readonly bidCpmUsd?: number;
  /** What it filled with, where it says, else the bid behind it. */
  readonly fillCpmUsd?: number;
  /** It bids live, so its eCPM is no price. */
  readonly bids: boolean;
  readonly timeoutMs?: number;
  readonly latencyMs?: number;
  readonly renderUri?: string;
  /** How it ended. */
  readonly state: PageState<CardStateKind>;
  /** The rule that ended its chance, and the sentence with the values. */
  readonly rule?: string;
  /** Empty where there is nothing to say beyond the state. */
  readonly reason: string;
  /** By event, from first to last; before the first one it is `waiting`. */
  readonly changes: readonly PageCardChange[];
}

export interface PageCardChange {
  readonly eventIndex: number;
  readonly state: PageState<CardStateKind>;
  /** What the card says below its state from here on. */
  readonly text: string;
}
