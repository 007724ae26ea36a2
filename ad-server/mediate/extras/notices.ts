import { z } from "zod";
import { cutText } from "../../creatives/creative-url.ts";
import type { Entry, MediateAuction, WonBid } from "../mediate-auction.ts";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { MEDIATE_RULES } from "../mediate-rules.ts";
import { readText } from "../read-text.ts";
import { shorten } from "../shorten.ts";

const forWinners = ["nurl", "burl"] as const;
const forLosers = ["lurl"] as const;

interface Notice {
  readonly kind: (typeof forWinners | typeof forLosers)[number];
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
  const listed: Notice[] = [];
  for (const entry of auction.entries) {
    const { bid, bidder } = entry;
    for (const kind of entry.loss === undefined ? forWinners : forLosers) {
      const url = readText(bid, kind);
      if (url === undefined) continue;
      const macros = {
        ...macrosOf(auction, entry),
        AUCTION_BID_ID: bidIds.get(entry) ?? readText(bid, "id"),
        AUCTION_PRICE: String(prices.get(bid.imp_id) ?? ""),
      };
      listed.push({
        kind,
        bidder: shorten(bidder.bidder),
        impid: shorten(bid.imp_id),
        url: expand(url, macros),
      });
    }
  }
  return listed;
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

/** Beyond it macros become nothing: a text of many must not grow without measure. */
const longestUrl = 16_384;

/** Unknown macros become nothing, as OpenRTB has it. */
function expand(url: string, macros: Readonly<Record<string, string | undefined>>): string {
  const encoded = new Map<string, string>();
  let { length } = url;
  return url.replaceAll(/\$\{(AUCTION_[A-Z_]+)\}/g, (_all, name: string) => {
    const value = encoded.get(name) ?? encodeURIComponent(cutText(macros[name] ?? ""));
    encoded.set(name, value);
    length += value.length;
    return length <= longestUrl ? value : "";
  });
}
