import type { AdServerConfig } from "../ad-server-config.ts";
import type { Bid } from "../management/bid-schema.ts";
import type { Management } from "../management/management.ts";
import type { Network } from "../management/network-schema.ts";
import {
  listStoredBids,
  toAuctionBid,
  type BidUsage,
  type StoredBid,
} from "../management/to-auction-bid.ts";
import { toNodeCap } from "./bid-usage.ts";
import type { MediatedSource, NetworkSdk } from "./mediated-source.ts";

type ConfiguredNetworks = AdServerConfig["networks"];

/** A mediated bid as it is stored, whatever is asked of it and has been used up of it. */
export interface StoredSource extends Omit<MediatedSource, "bid"> {
  readonly stored: StoredBid;
}

/** Every mediated bid, with what the SDK needs to ask its network. */
export function listStoredSources(
  management: Management,
  configured: ConfiguredNetworks,
): readonly StoredSource[] {
  const networks = new Map(management.networks.list().map((network) => [network.id, network]));
  return listStoredBids(management).flatMap((stored) => {
    const { bid } = stored;
    const network = networks.get(bid.mediated_network_id);
    if (network === undefined) return [];
    const sdk = findSdk(network, configured);
    return [
      {
        stored,
        sdk: sdk && withOptionsOf(bid, sdk),
        cap: toNodeCap(bid),
        placementId: bid.creative.uid ?? undefined,
        historicalCpm: bid.suggested_bid_price ?? undefined,
      },
    ];
  });
}

interface SourceQuestion {
  /** Sizes that the slot can show; none: any. */
  readonly sizes: readonly string[];
  readonly usage: ReadonlyMap<number, Partial<BidUsage>>;
}

/** The bids by their names, as they are for one request. */
export function toSources(
  stored: readonly StoredSource[],
  { sizes, usage }: SourceQuestion,
): readonly MediatedSource[] {
  return stored.map(({ stored: { bid, partnerTimeoutMs }, ...source }) => {
    const used = usage.get(bid.id);
    const asked = toAuctionBid({ bid, partnerTimeoutMs }, { sizes, ...(used && { usage: used }) });
    return { ...source, bid: { ...asked, bidId: bid.name } };
  });
}

/** How the SDK reaches each network that may be asked, by its name. */
export function listSdks(
  { networks }: Management,
  configured: ConfiguredNetworks,
): ReadonlyMap<string, NetworkSdk> {
  const sdks = new Map(Object.entries<NetworkSdk>(configured));
  for (const network of networks.list()) {
    const sdk = network.active ? findSdk(network, configured) : undefined;
    if (sdk === undefined) sdks.delete(network.name);
    else sdks.set(network.name, sdk);
  }
  return sdks;
}

/** What management was told, else what the server was configured with under the network's name. */
function findSdk({ name, sdk }: Network, configured: ConfiguredNetworks): NetworkSdk | undefined {
  if (sdk !== null) return sdk;
  return Object.hasOwn(configured, name) ? configured[name] : undefined;
}

function withOptionsOf({ sdk: own }: Bid, { adapter, options }: NetworkSdk): NetworkSdk {
  return { adapter, options: { ...options, ...own.options } };
}
