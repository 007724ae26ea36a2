import type { Auction, Entry } from "../auction.ts";
import type { AuctionRule } from "../auction-rules.ts";

/** Whether a bid may take part at all. */
export interface AdmissionRule {
  readonly rule: AuctionRule;
  /** Why it may not, with the values; undefined if it may. */
  refuse(entry: Entry, auction: Auction): string | undefined;
}
