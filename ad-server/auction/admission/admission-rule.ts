import type { AuctionRule } from "../../../sdk/model/auction-rules.ts";
import type { Auction, Entry } from "../auction.ts";
import type { AuctionConfiguration } from "../auction-configuration.ts";

/** Whether a bid may take part at all. */
export interface AdmissionRule {
  readonly rule: AuctionRule;
  /** Whether it can refuse anybody at all under this configuration; default: it can. */
  canRefuse?(configuration: AuctionConfiguration): boolean;
  /** Why it may not, with the values; undefined if it may. */
  refuse(entry: Entry, auction: Auction): string | undefined;
}
