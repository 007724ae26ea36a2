import { z } from "zod";
import type { JsonObject } from "../../sdk/foundation/json.ts";
import { renderMarkup } from "../creatives/render-markup.ts";
import { collectHooks } from "./collect-hooks.ts";
import { ImpSchema } from "./imp-schema.ts";
import type { ExtFields, ExtraHooks, MediateAuction, WonBid } from "./mediate-auction.ts";
import { int64 } from "./mediate-fields.ts";

const ExtSchema = z
  .record(z.string(), z.unknown())
  .optional()
  .describe("Only what extras have to say, or a bid's own provenance");

/** OpenRTB's words; what there is not is left out, never null. */
const AnsweredBidSchema = z.object({
  id: z.string(),
  impid: z.string(),
  price: z.number().describe("CPM"),
  adm: z.string().optional(),
  crid: z.string().optional(),
  w: int64(1),
  h: int64(1),
  mtype: z.literal(1).optional(),
  adomain: z.array(z.string()).optional(),
  nurl: z.string().optional(),
  burl: z.string().optional(),
  lurl: z.string().optional(),
  ext: ExtSchema,
});
type AnsweredBid = Readonly<z.infer<typeof AnsweredBidSchema>>;

export const MediateAnswerSchema = z.object({
  id: z.string(),
  seatbid: z.array(z.object({ seat: z.string(), bid: z.array(AnsweredBidSchema) })),
  cur: z.string(),
  ext: ExtSchema,
});
export type MediateAnswer = Readonly<z.infer<typeof MediateAnswerSchema>>;

interface Surroundings {
  readonly hooks: readonly ExtraHooks[];
  readonly options: { readonly baseUrl?: string };
}

/** Seats in the order of their first win, all bids of one name in one seat (spec: mediate-endpoint 1.5). */
export function answerWinners(
  auction: MediateAuction,
  won: readonly WonBid[],
  { hooks, options }: Surroundings,
): MediateAnswer {
  const seats = new Map<string, AnsweredBid[]>();
  const describers = collectHooks(hooks, "describeBid");
  const [noticesOf] = collectHooks(hooks, "noticesOf");
  for (const each of won) {
    const seat = each.entry.bidder.bidder;
    const bids = seats.get(seat) ?? [];
    seats.set(seat, bids);
    const bid = answerBid(auction, each, { describers, options });
    bids.push(noticesOf === undefined ? bid : { ...bid, ...noticesOf(each) });
  }
  return {
    id: auction.request.id,
    seatbid: Array.from(seats, ([seat, bid]) => ({ seat, bid })),
    cur: auction.cur,
    ...extOf(collectHooks(hooks, "describe").map((describe) => describe(won))),
  };
}

interface BidSurroundings extends Pick<Surroundings, "options"> {
  readonly describers: readonly NonNullable<ExtraHooks["describeBid"]>[];
}

function answerBid(
  auction: MediateAuction,
  won: WonBid,
  { describers, options }: BidSurroundings,
): AnsweredBid {
  const { bid, price } = won.entry;
  const provenance = findProvenance(bid);
  const adm = bid.adm ?? (provenance ? undefined : generateMarkup(auction, won, options));
  return {
    id: won.bidId,
    impid: won.impId,
    price,
    ...(adm !== undefined && { adm }),
    ...(typeof bid.crid === "string" && { crid: bid.crid }),
    w: bid.w,
    h: bid.h,
    ...(!provenance && { mtype: 1 }),
    ...(bid.adomain && { adomain: bid.adomain }),
    ...(provenance
      ? { ext: provenance }
      : extOf(describers.map((describeBid) => describeBid(won)))),
  };
}

function generateMarkup(
  { request, findImp }: MediateAuction,
  { bidId, impId, entry: { bid, bidder, price } }: WonBid,
  { baseUrl = "//localhost" }: Surroundings["options"],
): string {
  const imp = findImp(impId);
  return renderMarkup({
    bid: { ...bid, price },
    bidder: bidder.bidder,
    bidId,
    requestId: request.id,
    imp: imp === undefined ? undefined : (ImpSchema.parse(imp) as JsonObject),
    baseUrl,
  });
}

/**
 * Some clients send a bid's origin along and take an answer only if it comes back exactly as it was, next to nothing
 * that they have not sent themselves (spec: mediate-endpoint 2.4).
 */
function findProvenance({ ext }: Readonly<Record<string, unknown>>): ExtFields | undefined {
  const fields = toFields(ext);
  const candidateId = toFields(fields?.["trusted_server"])?.["candidate_id"];
  return typeof candidateId === "string" && candidateId !== "" ? fields : undefined;
}

function toFields(value: unknown): ExtFields | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as ExtFields) : undefined;
}

function extOf(parts: readonly ExtFields[]): { readonly ext?: ExtFields } {
  if (parts.length === 0) return {};
  const ext: ExtFields = Object.assign({}, ...parts);
  return Object.keys(ext).length === 0 ? {} : { ext };
}
