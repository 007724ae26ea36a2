import type { JsonObject } from "../../foundation/json.ts";
import type { AdFilters } from "../../model/ad-filters.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { DebugUrls } from "../debug-reports/registered-urls.ts";
import type { StoredOutcome, StoredScript } from "./outcome-store.ts";

/** An ad with a bid that takes part in one auction, from one of three places. */
export type Candidate = AudienceBid | ContextualBid | ChainedBid;

interface Bid {
  readonly buyer: string;
  readonly renderUri: string;
  readonly metadata: JsonObject;
  readonly bid: number;
  /** What its events are counted under, should it win. */
  readonly adCounterKeys?: readonly number[];
}

export interface AudienceBid extends Bid {
  readonly from: "audience";
  readonly audience: BiddingAudience;
  readonly biddingScript: StoredScript;
  /** What its `reportWin` is told, should it win. */
  readonly buyerContextualSignals: JsonObject;
  /** What its script registered when it bid for this ad. */
  readonly debugUrls?: DebugUrls | undefined;
}

export interface ContextualBid extends Bid {
  readonly from: "contextual";
  readonly decisionLogicUri: string;
  readonly adFilters?: AdFilters;
}

/** The winner of an earlier ad selection, standing again in this one. */
export interface ChainedBid extends Bid {
  readonly from: "chained";
  readonly outcome: StoredOutcome;
}

/** What events say of a candidate. */
export function candidateFacts(candidate: Candidate) {
  const { buyer, renderUri, bid } = candidate;
  const audience = candidate.from === "audience" ? candidate.audience.name : undefined;
  return { buyer, audience, renderUri, bid };
}
