import type { Collection, Stored } from "../store/collection.ts";
import type { Store } from "../store/store.ts";
import type { KeptBid } from "./bids.ts";
import { createCurrencyRates, type CurrencyRates } from "./currency-rates.ts";
import type { KeptNetwork } from "./networks.ts";
import { createPartners, type Partners } from "./partners.ts";
import { createSettings, type SettingsKeeper } from "./settings.ts";

/** Everything that networks and bids are checked against. */
export interface ManagementStore {
  readonly store: Store;
  readonly nowMs: () => number;
  readonly partners: Partners;
  readonly networks: Collection<KeptNetwork>;
  readonly bids: Collection<KeptBid>;
  readonly rates: CurrencyRates;
  readonly settings: SettingsKeeper;
  bidsOf(networkId: number): readonly Stored<KeptBid>[];
}

export function createManagementStore(store: Store, nowMs: () => number): ManagementStore {
  const bids = store.collection<KeptBid>("mediated-bid");
  const networks = store.collection<KeptNetwork>("mediated-network");
  return {
    store,
    nowMs,
    partners: createPartners(store),
    networks,
    bids,
    rates: createCurrencyRates(store),
    settings: createSettings(store, () => networks.list().map(({ name }) => name)),
    bidsOf: (networkId) => bids.list().filter(({ mediated_network_id: id }) => id === networkId),
  };
}
