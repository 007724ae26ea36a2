import { z } from "zod";
import type { Entry, Loss, MediateAuction, WonBid } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { MEDIATE_RULES, type MediateRule } from "../mediate-rules.ts";

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
      describe(won) {
        const explained = explainBids(auction, won);
        return { explain: explained, seatnonbid: groupBySeat(explained) };
      },
    };
  },
});

function explainBids(
  { entries, invalidBids }: MediateAuction,
  won: readonly WonBid[],
): readonly ExplainedBid[] {
  const rivals = new Map<string, number>();
  for (const { bid } of entries) rivals.set(bid.imp_id, (rivals.get(bid.imp_id) ?? 0) + 1);
  const winners = new Set(won.map(({ entry }) => entry));
  return [
    ...entries.map((entry) =>
      explainEntry(entry, winners.has(entry) ? (rivals.get(entry.bid.imp_id) ?? 1) : 0),
    ),
    ...invalidBids.map(({ bidder, impId, why }) => ({
      bidder,
      impid: impId,
      ...explainLoss({ rule: "invalid-bid", why }),
    })),
  ];
}

/** `rivals` counts the winner itself. */
function explainEntry({ bidder, bid, price, loss }: Entry, rivals: number): ExplainedBid {
  const own = { bidder: bidder.bidder, impid: bid.imp_id, price };
  if (loss !== undefined) {
    return { ...own, ...explainLoss({ rule: loss.rule, why: wordsFor(loss, price) }) };
  }
  const against = rivals === 1 ? "the only bid" : `best of ${rivals} bids`;
  const paid = price === bid.price ? "" : `; it bid ${bid.price}`;
  return { ...own, outcome: "won", loss: 0, why: `${against}${paid}` };
}

function wordsFor(loss: Loss, price: number): string {
  if (loss.to === undefined) return loss.why;
  const { price: best } = loss.to;
  const { bidder } = loss.to.bidder;
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
