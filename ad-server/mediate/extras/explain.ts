import { z } from "zod";
import type { Entry, Loss, MediateAuction } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { MEDIATE_RULES, type MediateRule } from "../mediate-rules.ts";
import { shorten } from "../shorten.ts";

/** What became of one bid. */
export const ExplainedBidSchema = z.object({
  bidder: z.string(),
  impid: z.string().optional(),
  price: z.number().optional(),
  outcome: z.string().describe("`won`, or the rule that ended it"),
  statuscode: z.int().optional().describe("IAB's seat-non-bid code; none for a winner"),
  loss: z.int().describe("OpenRTB's loss reason; 0: won"),
  why: z.string(),
});
export type ExplainedBid = z.infer<typeof ExplainedBidSchema>;

/** Every bid and what became of it, winners included: nobody else in the field reports plain losers. */
export const explain = defineExtra({
  fields: {
    explain: optional(z.boolean()).describe("Say of every bid what became of it, and why"),
  },
  open({ explain: isWanted }, auction) {
    if (!isWanted) return undefined;
    return {
      describe() {
        const explained = explainBids(auction);
        return { explain: explained, seatnonbid: groupBySeat(explained) };
      },
    };
  },
});

function explainBids({ entries, invalidBids }: MediateAuction): readonly ExplainedBid[] {
  const rivals = new Map<string, number>();
  for (const { bid } of entries) rivals.set(bid.imp_id, (rivals.get(bid.imp_id) ?? 0) + 1);
  return [
    ...entries.map((entry) => explainEntry(entry, rivals)),
    ...invalidBids.described.map(({ bidder, impId, why }) => ({
      bidder: shorten(bidder),
      impid: impId && shorten(impId),
      ...explainLoss({ rule: "invalid-bid", why }),
    })),
  ];
}

/** `rivals` is how many bid for each impression, winners included. */
function explainEntry(
  { bidder: { bidder: seat }, bid: { imp_id: impId, price: bidPrice }, price, loss }: Entry,
  rivals: ReadonlyMap<string, number>,
): ExplainedBid {
  const [bidder, impid] = [shorten(seat), shorten(impId)];
  if (loss !== undefined) {
    const { status: statuscode, loss: code } = MEDIATE_RULES[loss.rule];
    const why = wordsFor(loss, price);
    return { bidder, impid, price, outcome: loss.rule, statuscode, loss: code, why };
  }
  const count = rivals.get(impId) ?? 1;
  const against = count === 1 ? "the only bid" : `best of ${count} bids`;
  const paid = price === bidPrice ? "" : `; it bid ${bidPrice}`;
  return { bidder, impid, price, outcome: "won", loss: 0, why: `${against}${paid}` };
}

function wordsFor(loss: Loss, price: number): string {
  if (loss.to === undefined) return loss.why;
  const { price: best } = loss.to;
  const bidder = shorten(loss.to.bidder.bidder);
  switch (loss.rule) {
    case "lost-to-deal":
      return `"${bidder}" at ${best} belongs to a deal`;
    case "lost-tie":
      return `"${bidder}" bids ${best} as well, and comes first`;
    case "outbid":
      return `${price} is below "${bidder}" at ${best}`;
  }
}

function explainLoss({ rule, why }: { readonly rule: MediateRule; readonly why: string }) {
  const { status, loss } = MEDIATE_RULES[rule];
  return { outcome: rule, statuscode: status, loss, why };
}

/** IAB's list of those who did not win, by seat. */
function groupBySeat(explained: readonly ExplainedBid[]): readonly object[] {
  const lost = explained.filter(({ statuscode }) => statuscode !== undefined);
  return Array.from(
    Map.groupBy(lost, ({ bidder }) => bidder),
    ([seat, bids]) => ({
      seat,
      nonbid: bids.map(({ impid, statuscode }) => ({ impid, statuscode })),
    }),
  );
}
