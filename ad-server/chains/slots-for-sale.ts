import type { ContextualRequest } from "../../sdk/model/mediation-chain.ts";
import type { SlotBody } from "../supply/slot.ts";
import { createUsageReader } from "./bid-usage.ts";
import { toSources } from "./list-sources.ts";
import { createSetupReader, type Seller } from "./seller-setup.ts";
import type { SellerPlatform } from "./to-auction-input.ts";

/** What may be asked for, as it is at one time. */
export interface SlotsForSale {
  ids(atMs: number): readonly string[];
  /** The slot that is asked for, with all that is for sale there; undefined where no such slot is. */
  find(request: ContextualRequest, atMs: number): SlotForSale | undefined;
}

interface SlotForSale {
  readonly slot: SlotBody;
  readonly platform: SellerPlatform;
}

export function openSlots(seller: Seller): SlotsForSale {
  const readSetup = createSetupReader(seller);
  const readUsage = createUsageReader(seller.store);
  return {
    ids: (atMs) => readSetup(atMs).supply.slots.map(({ slot_id: slotId }) => slotId),
    find({ slotId, sizes: requested = [] }, atMs) {
      const setup = readSetup(atMs);
      const { storedSources } = setup;
      const slot = setup.supply.slots.find((each) => each.slot_id === slotId);
      if (slot === undefined) return undefined;
      const sizes = slot.size === undefined ? requested.map((size) => size.join("x")) : [slot.size];
      const bids = storedSources.map(({ stored }) => stored.bid);
      const sources = toSources(storedSources, { sizes, usage: readUsage(bids, atMs) });
      return { slot, platform: { setup, sources } };
    },
  };
}
