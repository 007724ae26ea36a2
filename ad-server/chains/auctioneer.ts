import type { ContextualRequest } from "../../sdk/model/mediation-chain.ts";
import type { AdServerConfig } from "../ad-server-config.ts";
import type { Management } from "../management/management.ts";
import type { Store } from "../store/store.ts";
import { createSupplyReader, type Supply } from "../supply/supply.ts";
import type { SlotBody } from "../supply/slot.ts";
import type { AuctionRecord } from "./auction-record.ts";
import { createUsageReader } from "./bid-usage.ts";
import { decideSlot, type SlotDecision } from "./decide-slot.ts";
import { listSdks, listSources } from "./list-sources.ts";
import type { SellerPlatform } from "./to-auction-input.ts";

/** Decides slots by auction, and remembers how. */
export interface Auctioneer {
  /** Undefined where no such slot is for sale. */
  decide(request: ContextualRequest): SlotDecision | undefined;
  slotIds(): readonly string[];
  /** One of the last thousand. */
  find(auctionId: string): AuctionRecord | undefined;
}

interface Seller {
  readonly store: Store;
  readonly management: Management;
  readonly config: AdServerConfig;
  readonly nowMs: () => number;
}

const maxRecords = 1_000;

export function createAuctioneer(seller: Seller): Auctioneer {
  const { store, config, nowMs } = seller;
  const readSupply = createSupplyReader(store);
  const usage = createUsageReader(store);
  const records = new Map<string, AuctionRecord>();
  let count = 0;

  function remember(record: AuctionRecord): void {
    records.set(record.auctionId, record);
    const [oldest] = records.keys();
    if (records.size > maxRecords && oldest !== undefined) records.delete(oldest);
  }

  return {
    decide(request) {
      const supply = readSupply();
      const slot = supply.slots.find(({ slot_id: slotId }) => slotId === request.slotId);
      if (slot === undefined) return undefined;
      count += 1;
      const auctionId = `auction-${count}`;
      const question = { auctionId, luckId: `${config.seed} ${auctionId}`, atMs: nowMs(), request };
      const { atMs } = question;
      const platform = readPlatform(seller, supply, { slot, request, atMs, usage });
      const decision = decideSlot(slot, platform, question);
      remember(decision.record);
      return decision;
    },
    slotIds: () => readSupply().slots.map(({ slot_id: slotId }) => slotId),
    find: (auctionId) => records.get(auctionId),
  };
}

interface Asked {
  readonly slot: SlotBody;
  readonly request: ContextualRequest;
  readonly atMs: number;
  readonly usage: ReturnType<typeof createUsageReader>;
}

function readPlatform(
  { management, config }: Seller,
  supply: Supply,
  { slot, request, atMs, usage }: Asked,
): SellerPlatform {
  const { rates, settings } = management;
  const { default_content_retrieval_timeout_ms, default_enable_for_mediation } = settings.get();
  const requested = request.sizes?.map((size) => size.join("x")) ?? [];
  const sizes = slot.size === undefined ? requested : [slot.size];
  return {
    supply,
    sources: listSources(management, {
      configured: config.networks,
      sizes,
      readUsage: (bids) => usage(bids, atMs),
    }),
    houseSdks: listSdks(management, config.networks),
    ratesUsd: rates.ratesAt(atMs),
    defaultContentRetrievalTimeoutMs: default_content_retrieval_timeout_ms,
    isMediationEnabledByDefault: default_enable_for_mediation,
  };
}
