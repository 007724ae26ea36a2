import { z } from "zod";
import type { Entry, MediateAuction, WonBid } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { MEDIATE_RULES } from "../mediate-rules.ts";
import { readText } from "../read-text.ts";

interface Notice {
  readonly kind: "nurl" | "burl" | "lurl";
  readonly bidder: string;
  readonly impid: string;
  readonly url: string;
}

/** What bidders would be told: addresses with their macros filled in. Nobody is called. */
export const notices = defineExtra({
  fields: {
    notices: optional(z.boolean()).describe(
      "List the win, billing and loss notices of bids, macros filled in",
    ),
  },
  open({ notices: isWanted }, auction) {
    if (!isWanted) return undefined;
    return { describe: (won) => ({ notices: listNotices(auction, won) }) };
  },
});

function listNotices(auction: MediateAuction, won: readonly WonBid[]): readonly Notice[] {
  const bidIds = new Map(won.map(({ entry, bidId }) => [entry, bidId]));
  const prices = new Map(won.toReversed().map(({ impId, entry }) => [impId, entry.price]));
  return auction.entries.flatMap((entry) => {
    const macros = {
      ...macrosOf(auction, entry),
      AUCTION_BID_ID: bidIds.get(entry) ?? readText(entry.bid, "id"),
      AUCTION_PRICE: String(prices.get(entry.bid.imp_id) ?? ""),
    };
    const kinds = bidIds.has(entry) ? (["nurl", "burl"] as const) : (["lurl"] as const);
    return kinds.flatMap((kind): readonly Notice[] => {
      const url = readText(entry.bid, kind);
      if (url === undefined) return [];
      const impid = entry.bid.imp_id;
      return [{ kind, bidder: entry.bidder.bidder, impid, url: expand(url, macros) }];
    });
  });
}

function macrosOf({ request, cur }: MediateAuction, { bid, bidder, loss }: Entry) {
  return {
    AUCTION_ID: request.id,
    AUCTION_IMP_ID: bid.imp_id,
    AUCTION_SEAT_ID: bidder.bidder,
    AUCTION_AD_ID: readText(bid, "adid"),
    AUCTION_CURRENCY: cur,
    AUCTION_LOSS: String(loss === undefined ? 0 : MEDIATE_RULES[loss.rule].loss),
  };
}

/** Unknown macros become nothing, as OpenRTB has it. */
function expand(url: string, macros: Readonly<Record<string, string | undefined>>): string {
  return url.replaceAll(/\$\{(AUCTION_[A-Z_]+)\}/g, (_all, name: string) =>
    encodeURIComponent((macros[name] ?? "").toWellFormed()),
  );
}
