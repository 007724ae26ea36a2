import {
  mediate,
  parseMediateRequest,
  type MediateAnswer,
  type MediateRequest,
} from "../../../ad-server/index.ts";

type Fields = Readonly<Record<string, unknown>>;

export const aBid = (price: unknown, fields: Fields = {}): Fields => ({
  imp_id: "imp-1",
  price,
  w: 300,
  h: 250,
  adm: `<p>${String(price)}</p>`,
  ...fields,
});

/** Bids by bidder, for an impression of 300x250. */
export const aBody = (
  bidsByBidder: Readonly<Record<string, readonly unknown[]>>,
  config?: Fields,
  fields: Fields = {},
): Fields => ({
  id: "auction",
  imp: [{ id: "imp-1", banner: { w: 300, h: 250 } }],
  ext: {
    bidder_responses: Object.entries(bidsByBidder).map(([bidder, bids]) => ({ bidder, bids })),
    ...(config !== undefined && { config }),
  },
  ...fields,
});

/** What a body is answered with, and what a refusal says. */
export function answerTo(body: unknown): MediateAnswer {
  const parsed = parseMediateRequest(typeof body === "string" ? body : JSON.stringify(body));
  if (parsed.kind === "refused") throw new Error(parsed.message);
  return mediate(parsed.request, { invalidBids: parsed.invalidBids });
}

export function requestFrom(body: unknown): MediateRequest {
  const parsed = parseMediateRequest(JSON.stringify(body));
  if (parsed.kind === "refused") throw new Error(parsed.message);
  return parsed.request;
}

/** Who won what for how much: `bidder imp price`. */
export function winnersOf({ seatbid }: MediateAnswer): readonly string[] {
  return seatbid.flatMap(({ seat, bid }) =>
    bid.map(({ impid, price }) => `${seat} ${impid} ${price}`),
  );
}

/** What became of every bid: `bidder outcome`, with `explain` on. */
export function outcomesOf(body: unknown): readonly string[] {
  const explained = answerTo(body).ext?.["explain"] as readonly {
    readonly bidder: string;
    readonly outcome: string;
    readonly why: string;
  }[];
  return explained.map(({ bidder, outcome, why }) => `${bidder} ${outcome}: ${why}`);
}
