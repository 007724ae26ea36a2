import type { ContextualRequest } from "../../sdk/model/mediation-chain.ts";
import type { AuctionResult } from "../auction/auction-result.ts";
import { runAuction } from "../auction/run-auction.ts";
import type { SlotBody } from "../supply/slot.ts";
import type { AuctionRecord } from "./auction-record.ts";
import { decideSlot, type SlotDecision } from "./decide-slot.ts";
import { readSeen } from "./read-seen.ts";
import type { Seller } from "./seller-setup.ts";
import { openSlots } from "./slots-for-sale.ts";
import { toAuctionInput, type Offer } from "./to-auction-input.ts";
import { toImpression } from "./to-impression.ts";

/** Decides slots by auction, and remembers how. */
export interface Auctioneer {
  /** Undefined where no such slot is for sale. */
  decide(request: ContextualRequest): SlotDecision | undefined;
  /** Who would win a slot if every network were taken at its word; undefined where it is not for sale. */
  hold(request: ContextualRequest, question: HeldQuestion): HeldAuction | undefined;
  slotIds(): readonly string[];
  /** One of the last thousand. */
  find(auctionId: string): AuctionRecord | undefined;
}

/** An auction without a phone: nobody walks what comes of it. */
export interface HeldAuction {
  readonly slot: SlotBody;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly result: AuctionResult;
}

interface HeldQuestion {
  /** Luck follows it. */
  readonly luckId: string;
  /** The reserve that the request carries. */
  readonly floorUsd: number | undefined;
}

interface WatchedSeller extends Seller {
  /** Is shown each record before it is acted on. */
  readonly onAuction?: ((record: AuctionRecord) => void) | undefined;
}

const maxRecords = 1_000;

export function createAuctioneer(seller: WatchedSeller): Auctioneer {
  const { config, nowMs, onAuction } = seller;
  const slots = openSlots(seller);
  const records = new Map<string, AuctionRecord>();
  let count = 0;

  function remember(record: AuctionRecord): void {
    records.set(record.auctionId, record);
    const [oldest] = records.keys();
    if (records.size > maxRecords && oldest !== undefined) records.delete(oldest);
  }

  return {
    decide(request) {
      const atMs = nowMs();
      const found = slots.find(request, atMs);
      if (found === undefined) return undefined;
      count += 1;
      const auctionId = `auction-${count}`;
      const question = { auctionId, luckId: `${config.seed} ${auctionId}`, atMs, request };
      const decision = decideSlot(found.slot, found.platform, question);
      remember(decision.record);
      onAuction?.(decision.record);
      return decision;
    },
    hold(request, { luckId, floorUsd: dynamicFloorUsd }) {
      const atMs = nowMs();
      const { slot, platform } = slots.find(request, atMs) ?? {};
      if (slot?.active !== true || platform === undefined) return undefined;
      const auctionId = `${config.seed} ${luckId}`;
      const { configuration, bids, offers } = toAuctionInput(slot, platform, { auctionId });
      const impression = toImpression(slot, request, atMs);
      const known = { auctionId, atMs, impression, dynamicFloorUsd, seen: readSeen(request) };
      return { slot, offers, result: runAuction(known, configuration, bids) };
    },
    slotIds: () => slots.ids(nowMs()),
    find: (auctionId) => records.get(auctionId),
  };
}
