import type { ContextualRequest } from "../../sdk/model/mediation-chain.ts";
import type { JudgedBid } from "../auction/auction-result.ts";
import type { Auctioneer, HeldAuction } from "../chains/auctioneer.ts";
import type { Offer } from "../chains/to-auction-input.ts";
import { renderFrame } from "../creatives/render-frame.ts";
import type { Imp } from "./imp-schema.ts";
import type { OwnBid } from "./mediate-auction.ts";
import type { MediateConfig, MediateRequest } from "./mediate-request.ts";
import type { MediateBid } from "./mediate-wire.ts";
import { readText } from "./read-text.ts";

type Size = readonly [width: number, height: number];

/** Nobody has as many slots on a screen; each takes an auction. */
const maxAuctions = 100;
const usualSize: Size = [300, 250];

/**
 * What the ad server's own auctions have for a request: one auction for each impression that names a slot. Its winner
 * bids what the seller expects of it; everybody else has lost already, and says why.
 */
export function collectOwnBids(auctioneer: Auctioneer, request: MediateRequest): readonly OwnBid[] {
  const { demand } = request.ext.config ?? {};
  const slotIds = new Set(auctioneer.slotIds());
  // The first counts where ids are shared, as everywhere.
  const imps = new Map(request.imp.toReversed().map((imp) => [imp.id, imp]));
  const sold = Array.from(imps.values(), (imp) => [imp, slotOf(imp, demand, slotIds)] as const)
    .filter(([, slotId]) => slotId !== undefined)
    .slice(-maxAuctions)
    .toReversed();
  return sold.flatMap(([imp, slotId = ""]) => {
    const held = auctioneer.hold(toQuestion(request, imp, slotId), {
      luckId: `${request.id} ${imp.id}`,
      floorUsd: isInUsd(imp) ? (imp.bidfloor ?? undefined) : undefined,
    });
    return held === undefined ? [] : toBids(held, imp);
  });
}

function slotOf(
  { tagid, id }: Imp,
  demand: MediateConfig["demand"],
  slotIds: ReadonlySet<string>,
): string | undefined {
  if (typeof demand === "object" && demand !== null) return demand.slot;
  return [tagid, id].find((each) => typeof each === "string" && slotIds.has(each)) ?? undefined;
}

function isInUsd({ bidfloorcur = "USD" }: Imp): boolean {
  return bidfloorcur === null || bidfloorcur === "USD";
}

/** As an app would have asked for the slot. */
function toQuestion(request: MediateRequest, imp: Imp, slotId: string): ContextualRequest {
  const app = (request["app"] ?? {}) as Readonly<Record<string, unknown>>;
  return {
    appId: readText(app, "bundle") ?? "unknown",
    slotId,
    format: imp.instl === 1 ? "interstitial" : "banner",
    sizes: sizesOf(imp).map(([width, height]) => [width, height]),
  };
}

function sizesOf({ banner }: Imp): readonly Size[] {
  const listed = (banner?.format ?? []).map(({ w, h }): Size => [w, h]);
  const own: readonly Size[] = banner?.w && banner.h ? [[banner.w, banner.h]] : [];
  return [...own, ...listed].filter(([width, height]) => width >= 1 && height >= 1);
}

function toBids({ slot, offers, result }: HeldAuction, imp: Imp): readonly OwnBid[] {
  const [width, height] = slot.size?.split("x").map(Number) ?? [];
  const [firstSize = usualSize] = sizesOf(imp);
  const size: Size = width && height ? [width, height] : firstSize;
  const { winner } = result;
  return result.bids.flatMap((judged): readonly OwnBid[] => {
    const offer = offers.get(judged.bidId);
    if (offer === undefined) return [];
    const bidder = seatOf(offer.bid);
    const bid = toBid({ judged, offer, imp, size });
    if (judged.bidId !== winner?.bidId) {
      return [{ bidder, bid, lost: `${judged.rule}: ${judged.detail}` }];
    }
    const deal = winner.dealId === undefined ? {} : { dealid: winner.dealId };
    return [{ bidder, bid: { ...bid, price: winner.estimateUsd, ...deal } }];
  });
}

interface Bidding {
  readonly judged: JudgedBid;
  readonly offer: Offer;
  readonly imp: Imp;
  readonly size: Size;
}

function toBid({ judged, offer, imp, size: [w, h] }: Bidding): MediateBid {
  const { bid, renderUri } = offer;
  return {
    imp_id: imp.id,
    price: judged.rankUsd ?? priceOf(bid),
    w,
    h,
    crid: bid.creativeId ?? judged.bidId,
    ...(renderUri !== undefined && { adm: renderFrame({ uri: renderUri, w, h }) }),
  };
}

/** The seller's own demand has no name of its own. */
function seatOf(bid: Offer["bid"]): string {
  switch (bid.kind) {
    case "mediated":
      return bid.networkId;
    case "rtb":
      return bid.buyerId;
    default:
      return "house";
  }
}

function priceOf(bid: Offer["bid"]): number {
  return bid.kind === "guaranteed" ? bid.bookedCpm : bid.cpm;
}
