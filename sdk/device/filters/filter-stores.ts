import { createAppInstallStore, type AppInstallStore } from "./app-install-store.ts";
import type { FilterSettings } from "./filter-settings.ts";
import { createHistogramStore, type HistogramStore } from "./histogram-store.ts";

/** What decides which ads stay out of auctions. */
export interface FilterStores {
  readonly histogram: HistogramStore;
  readonly appInstalls: AppInstallStore;
}

export function createFilterStores(settings: FilterSettings): FilterStores {
  return { histogram: createHistogramStore(settings), appInstalls: createAppInstallStore() };
}
