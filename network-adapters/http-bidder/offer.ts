import { z } from "zod";
import type { NetworkBid } from "../../sdk/adapter-kit.ts";
import type { Bid } from "./bid-response.ts";
import { renderUriOf } from "./render-uri.ts";

/** A bid that was taken: its ad, and whom to tell what became of it. */
const OfferSchema = z.object({
  renderUri: z.string(),
  cpmUsd: z.number(),
  facts: z.object({
    requestId: z.string(),
    answerId: z.string().optional(),
    seat: z.string().optional(),
    adid: z.string().optional(),
  }),
  /** Absent where the ad renders from it: asking twice would be two wins. */
  nurl: z.string().optional(),
  lurl: z.string().optional(),
  burl: z.string().optional(),
});
export type Offer = z.output<typeof OfferSchema>;

export function toOffer(bid: Bid, requestId: string): Offer {
  const { adm = "", price, answerId, seat, adid, nurl, lurl, burl } = bid;
  const facts = { requestId, answerId, seat, adid };
  const renderUri = renderUriOf(bid, { ...facts, priceCpmUsd: price });
  return {
    renderUri,
    cpmUsd: price,
    facts,
    ...(adm.trim() !== "" && nurl !== undefined && { nurl }),
    ...(lurl !== undefined && { lurl }),
    ...(burl !== undefined && { burl }),
  };
}

/** The offer travels in the bid: whoever hands the bid back needs no second exchange. */
export function toNetworkBid(offer: Offer): NetworkBid {
  const { renderUri, cpmUsd } = offer;
  return { kind: "bid", cpmUsd, renderUri, markup: JSON.stringify(offer) };
}

/** Undefined for a bid that is not this adapter's. */
export function offerOf({ markup }: NetworkBid): Offer | undefined {
  if (markup === undefined) return undefined;
  const read = OfferSchema.safeParse(parseJson(markup));
  return read.success ? read.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
