import type { Store } from "../store/store.ts";
import { createBids, type Bids } from "./bids.ts";
import type { CurrencyRates } from "./currency-rates.ts";
import { createManagementStore } from "./management-store.ts";
import { createNetworks, type Networks } from "./networks.ts";
import type { Partners } from "./partners.ts";
import type { SettingsKeeper } from "./settings.ts";

/** What the seller tells the platform: with whom it works, what it expects of them, and in which currency. */
export interface Management {
  readonly partners: Partners;
  readonly networks: Networks;
  readonly bids: Bids;
  readonly rates: CurrencyRates;
  readonly settings: SettingsKeeper;
}

export function createManagement(store: Store, nowMs: () => number): Management {
  const kept = createManagementStore(store, nowMs);
  const { partners, rates, settings } = kept;
  return { partners, networks: createNetworks(kept), bids: createBids(kept), rates, settings };
}
