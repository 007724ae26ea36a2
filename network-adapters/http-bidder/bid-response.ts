import { z } from "zod";
import { messageOf } from "../../sdk/adapter-kit.ts";
import { CURRENCY, IMPRESSION_ID } from "./bid-request.ts";
import { describeFlaws } from "./describe-flaws.ts";
import { describeNoBid } from "./no-bid-reasons.ts";

/** @see OpenRTB 2.6, section 4.2. Single bids are checked one by one, so that a bad one spoils no other. */
const BidResponseSchema = z.object({
  id: z.string().optional(),
  bidid: z.string().optional(),
  cur: z.string().default("USD"),
  nbr: z.int().optional(),
  seatbid: z
    .array(z.object({ seat: z.string().optional(), bid: z.array(z.unknown()) }))
    .default([]),
});
type BidResponse = z.output<typeof BidResponseSchema>;

const HttpsSchema = z.url({ protocol: /^https$/, message: "expected an https address" });

const BidSchema = z
  .object({
    id: z.string().min(1),
    impid: z.literal(IMPRESSION_ID),
    price: z.number().positive(),
    adid: z.string().optional(),
    adm: z.string().optional(),
    nurl: HttpsSchema.optional(),
    lurl: HttpsSchema.optional(),
    burl: HttpsSchema.optional(),
  })
  .refine(({ adm = "", nurl }) => adm.trim() !== "" || nurl !== undefined, {
    message: "expected markup in adm, or its address in nurl",
  });

/** A bid with what its surroundings say of it. */
export interface Bid extends z.output<typeof BidSchema> {
  readonly seat: string | undefined;
  /** The bidder's own id of its answer. */
  readonly answerId: string | undefined;
}

export type ReadBids =
  | {
      readonly kind: "bids";
      readonly best: Bid;
      /** Why others cannot be taken, a sentence each. */
      readonly refusals: readonly string[];
    }
  | { readonly kind: "no-bid"; readonly reason: string }
  /** The bidder has to repair something. */
  | { readonly kind: "unusable"; readonly why: string };

/** The highest of the bids that can be taken; of equal ones, the first. */
export function readBids(body: string, requestId: string): ReadBids {
  const read = parseResponse(body);
  if (typeof read === "string") return { kind: "unusable", why: read };
  const offered = read.seatbid.flatMap(({ seat, bid }) => bid.map((each) => ({ seat, each })));
  if (offered.length === 0) return { kind: "no-bid", reason: describeNoBid(read.nbr) };
  const mistake = findMistake(read, requestId);
  if (mistake !== undefined) return { kind: "unusable", why: mistake };
  const bids: Bid[] = [];
  const refusals: string[] = [];
  for (const { seat, each } of offered) {
    const bid = BidSchema.safeParse(each, { reportInput: true });
    if (bid.success) bids.push({ ...bid.data, seat, answerId: read.bidid });
    else refusals.push(`bid ${bids.length + refusals.length + 1}: ${describeFlaws(bid.error)}`);
  }
  const [best] = bids.toSorted((one, other) => other.price - one.price);
  const told = shorten(refusals);
  if (best !== undefined) return { kind: "bids", best, refusals: told };
  return { kind: "unusable", why: `it made no bid that can be taken (${told.join("; ")})` };
}

const mostRefusals = 5;

/** A bidder that floods the phone with bids does not flood its trace. */
function shorten(refusals: readonly string[]): readonly string[] {
  if (refusals.length <= mostRefusals) return refusals;
  return [...refusals.slice(0, mostRefusals), `${refusals.length - mostRefusals} bids more`];
}

function parseResponse(body: string): BidResponse | string {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    return `its answer is not JSON: ${messageOf(error)}`;
  }
  const response = BidResponseSchema.safeParse(json, { reportInput: true });
  return response.success
    ? response.data
    : `its answer is not a BidResponse (${describeFlaws(response.error)})`;
}

/** What makes all bids of an answer worthless. */
function findMistake({ id, cur }: BidResponse, requestId: string): string | undefined {
  if (id !== requestId) return `its answer is for request "${id}", not for "${requestId}"`;
  if (cur !== CURRENCY) return `it bids in ${cur}; the request asks for ${CURRENCY}`;
  return undefined;
}
