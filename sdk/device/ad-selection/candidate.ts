import type { JsonObject } from "../../foundation/json.ts";
import type { BiddingAudience } from "../custom-audiences/custom-audience-store.ts";
import type { StoredOutcome } from "./outcome-store.ts";

/** An ad with a bid that takes part in one auction, from one of three places. */
export type Candidate = AudienceBid | ContextualBid | ChainedBid;

interface Bid {
  readonly buyer: string;
  readonly renderUri: string;
  readonly metadata: JsonObject;
  readonly bid: number;
}

export interface AudienceBid extends Bid {
  readonly from: "audience";
  readonly audience: BiddingAudience;
  readonly biddingScript: string;
}

export interface ContextualBid extends Bid {
  readonly from: "contextual";
  readonly decisionLogicUri: string;
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
