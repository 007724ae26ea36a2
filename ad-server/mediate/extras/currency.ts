import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { findRate, ratesField, roundPrice } from "../money-rates.ts";
import { shorten } from "../shorten.ts";
import { currencyOf, originalPrice } from "./original-price.ts";

/** Bids in `bid.cur`, else in their bidder's `cur`, else in USD; all of them meet in one currency. */
export const currency = defineExtra({
  fields: {
    currency: optional(z.string().min(1)).describe("Of the answer and of `price_floor`"),
    rates: ratesField,
  },
  open({ currency: wanted, rates }, auction) {
    if (!wanted && !rates) return undefined;
    const cur = wanted ?? "USD";
    auction.cur = cur;
    return {
      reprice(entry) {
        const own = currencyOf(entry);
        const rate = findRate(rates, own, cur);
        if (rate === undefined) {
          return {
            rule: "no-rate",
            why: `nothing says what ${shorten(own)} is worth in ${shorten(cur)}`,
          };
        }
        if (rate !== 1) entry.price = roundPrice(entry.price * rate);
        return undefined;
      },
      describeBid: ({ entry }) => originalPrice(entry, currencyOf(entry)),
    };
  },
});
