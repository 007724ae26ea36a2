import type { AuctionRule } from "../../sdk/model/auction-rules.ts";
import type { Random } from "../../sdk/foundation/environment.ts";
import type { AuctionBid, BidOf } from "./auction-bid.ts";
import type {
  AuctionConfiguration,
  Bias,
  BuyerFee,
  Deal,
  YmRule,
} from "./auction-configuration.ts";
import type { Micros } from "./money.ts";
import type { Impression } from "./targeting.ts";

/** What a network that was called came to (spec: monetize 1.11). */
export interface NetworkAnswer {
  readonly kind: "ad" | "no-ad" | "error";
  readonly latencyMs: number;
}

export interface NetworkCall {
  readonly bid: BidOf<"mediated">;
  readonly timeoutMs: number;
  /** From 1, over all networks called for this impression. */
  readonly position: number;
}

/** Calls a network, or says what calling it would have come to. */
export type AskNetwork = (call: NetworkCall) => NetworkAnswer;

export interface AuctionRequest {
  /** Luck follows it: the same auction is drawn the same way. */
  readonly auctionId: string;
  readonly impression: Impression;
  /** For flights. */
  readonly atMs: number;
  /** The reserve that this request carries, such as OpenRTB's `imp.bidfloor`. */
  readonly dynamicFloorUsd?: number | undefined;
  /** How many impressions the user has had of each bid; for bids that are optimised. */
  readonly seen?: Readonly<Record<string, number>> | undefined;
  /** Default: every network has an ad, at once. */
  readonly askNetwork?: AskNetwork | undefined;
}

/** Why a bid was not served. */
export interface Verdict {
  readonly rule: AuctionRule;
  /** One sentence with the values that decided. */
  readonly detail: string;
}

/** One auction while it is held: what it goes by, and what has become of whom. */
export interface Auction {
  readonly request: AuctionRequest;
  readonly configuration: AuctionConfiguration;
  readonly deals: ReadonlyMap<string, Deal>;
  /** By buyer. */
  readonly buyerFees: ReadonlyMap<string, BuyerFee>;
  /** The request's dynamic floor. */
  readonly dynamicFloor: Micros | undefined;
  /** Biases that fit the impression, the highest priority first. */
  readonly biases: readonly Bias[];
  /** Yield rules that fit the impression, in the order in which they count. */
  readonly ymRules: readonly YmRule[];
  /** A stream for each question that luck decides. */
  draw(question: string): Random;
  /** The last word counts: a bid that is given another chance is judged anew. */
  end(entry: Entry, rule: AuctionRule, detail: string): void;
  /** It was judged too soon. */
  revive(entry: Entry): void;
}

/** A bid as it takes part; every step knows a little more of it. */
export interface Entry {
  readonly bid: AuctionBid;
  /** Place among the bids that came in, from 0. */
  readonly index: number;
  readonly deal: Deal | undefined;
  /** In USD, cut to 999, for an impression of the predicted viewability. */
  readonly gross: Micros;
  /** What is left after the buyer's deduction. */
  readonly net: Micros;
}

export interface RankedEntry extends Entry {
  /** The net bid after the buyer's bias. */
  readonly biased: Micros;
  /** What it would pay for the impression: its net bid, or a fixed deal's ask. */
  readonly worth: Micros;
  /** What it is sorted by. */
  readonly rank: Micros;
}

export type FloorSource =
  | "deal-ask"
  | "native-asset"
  | "yield-rule"
  | "dynamic"
  | "default-creative"
  | "placement"
  | "none";

export interface Floor {
  readonly source: FloorSource;
  readonly cpm: Micros;
  /** Of a yield rule. */
  readonly ruleId?: string;
}

/** A bid with its floor; eligible ones have reached it. */
export interface FlooredEntry extends RankedEntry {
  readonly floor: Floor;
  readonly isEligible: boolean;
}
