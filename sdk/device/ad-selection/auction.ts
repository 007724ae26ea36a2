import type { AdSelectionConfig } from "../../model/ad-selection.ts";
import type { CustomAudienceStore } from "../custom-audiences/custom-audience-store.ts";
import type { DebugReportStores } from "../debug-reports/report-auction.ts";
import type { FilterStores } from "../filters/filter-stores.ts";
import type { ChainedBid } from "./candidate.ts";
import type { ConfigSignals } from "./config-signals.ts";
import type { OutcomeStore } from "./outcome-store.ts";
import type { Roster } from "./roster.ts";

/** What of the device an auction reads and writes. */
export interface AuctionStores extends DebugReportStores, FilterStores {
  readonly customAudiences: CustomAudienceStore;
  readonly outcomes: OutcomeStore;
  /** Those of the auctions that are still running. */
  readonly openRosters: Set<Roster>;
}

/** One auction: what the caller asked for, and what it has to choose from. */
export interface Auction {
  readonly config: AdSelectionConfig;
  readonly signals: ConfigSignals;
  readonly stores: AuctionStores;
  readonly chained: readonly ChainedBid[];
  /** Why nothing is reported for debugging; undefined when it is. */
  readonly debugObstacle: string | undefined;
}
