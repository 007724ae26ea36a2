import type { AdServerConfig } from "../ad-server-config.ts";
import { toDay } from "../management/fields.ts";
import type { Management } from "../management/management.ts";
import type { Store } from "../store/store.ts";
import { createSupplyReader, type Supply } from "../supply/supply.ts";
import { listSdks, listStoredSources, type StoredSource } from "./list-sources.ts";
import type { NetworkSdk } from "./mediated-source.ts";

/** What holds for every request until somebody changes it, or the day does. */
export interface SellerSetup {
  readonly supply: Supply;
  /** USD for one unit of each currency. */
  readonly ratesUsd: Readonly<Record<string, number>>;
  /** How the SDK reaches each active network that has something for it, by the network's id. */
  readonly houseSdks: ReadonlyMap<string, NetworkSdk>;
  /** For slots that have none of their own; 0: mediated content is not served at all. */
  readonly defaultContentRetrievalTimeoutMs: number;
  readonly isMediationEnabledByDefault: boolean;
}

interface StoredSetup extends SellerSetup {
  readonly storedSources: readonly StoredSource[];
}

export interface Seller {
  readonly store: Store;
  readonly management: Management;
  readonly config: AdServerConfig;
  readonly nowMs: () => number;
}

/** Reads the store again only where it may say something else: the same setup is the same object. */
export function createSetupReader(
  seller: Pick<Seller, "store" | "management" | "config">,
): (atMs: number) => StoredSetup {
  const readSupply = createSupplyReader(seller.store);
  let last: { readonly version: string; readonly setup: StoredSetup } | undefined;
  return (atMs) => {
    const version = `${seller.store.revision()} ${toDay(atMs)}`;
    if (last?.version !== version) last = { version, setup: readSetup(seller, readSupply(), atMs) };
    return last.setup;
  };
}

function readSetup(
  { management, config }: Pick<Seller, "management" | "config">,
  supply: Supply,
  atMs: number,
): StoredSetup {
  const { rates, settings } = management;
  const { default_content_retrieval_timeout_ms, default_enable_for_mediation } = settings.get();
  return {
    supply,
    storedSources: listStoredSources(management, config.networks),
    houseSdks: listSdks(management, config.networks),
    ratesUsd: rates.ratesAt(atMs),
    defaultContentRetrievalTimeoutMs: default_content_retrieval_timeout_ms,
    isMediationEnabledByDefault: default_enable_for_mediation,
  };
}
