import type { MediationEvent } from "../../sdk/index.ts";
import type { World } from "../simulated-world.ts";
import type { TellLaboratory } from "./laboratory.ts";

interface AuctionWorld {
  readonly findAuction: World["findAuction"];
  readonly tell: TellLaboratory;
}

/** A phone knows which auction an answer came from; the laboratory can look into the ad server, and tell who lost there. */
export function tellAuction(event: MediationEvent, { findAuction, tell }: AuctionWorld): void {
  if (!("auctionId" in event) || event.auctionId === undefined) return;
  const { requestId, auctionId } = event;
  const record = findAuction(auctionId);
  if (record === undefined) return;
  const { slotId, stage, order, answered, bids } = record;
  const held = { slotId, stage, order, answered, bids: bids.length };
  tell({ type: "auction.held", requestId, auctionId, ...held });
  for (const { bidId, kind, rankUsd, floor, rule, detail = "" } of bids) {
    if (rule === undefined) continue;
    const bid = { bidId, kind, rankUsd, floor };
    tell({ type: "auction.bid-lost", requestId, auctionId, ...bid, rule, detail });
  }
}
