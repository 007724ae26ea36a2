import type { AdServerConfig } from "../ad-server-config.ts";
import type { Bid } from "../management/bid-schema.ts";
import type { Management } from "../management/management.ts";
import type { Network } from "../management/network-schema.ts";
import { collectAuctionBids, type BidUsage } from "../management/to-auction-bid.ts";
import { toNodeCap } from "./bid-usage.ts";
import type { MediatedSource, NetworkSdk } from "./mediated-source.ts";

type ConfiguredNetworks = AdServerConfig["networks"];

interface SourceQuestion {
  readonly configured: ConfiguredNetworks;
  /** Sizes that the slot can show; none: any. */
  readonly sizes: readonly string[];
  readonly readUsage: (bids: readonly Bid[]) => ReadonlyMap<number, Partial<BidUsage>>;
}

/** Every mediated bid, by its name, with what the SDK needs to ask its network. */
export function listSources(
  management: Management,
  { configured, sizes, readUsage }: SourceQuestion,
): readonly MediatedSource[] {
  const networks = new Map(management.networks.list().map((network) => [network.id, network]));
  const listed = management.bids.list();
  const bids = new Map(listed.map((bid) => [String(bid.id), bid]));
  const usage = readUsage(listed);
  const usageOf = (bidId: number): Partial<BidUsage> => usage.get(bidId) ?? {};
  return collectAuctionBids(management, { sizes, usageOf }).flatMap((bid) => {
    const stored = bids.get(bid.bidId);
    const network = stored && networks.get(stored.mediated_network_id);
    if (stored === undefined || network === undefined) return [];
    const sdk = findSdk(network, configured);
    return [
      {
        bid: { ...bid, bidId: stored.name },
        sdk: sdk && withOptionsOf(stored, sdk),
        cap: toNodeCap(stored),
        placementId: stored.creative.uid ?? undefined,
        historicalCpm: stored.suggested_bid_price ?? undefined,
      },
    ];
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
