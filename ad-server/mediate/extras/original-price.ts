import type { Entry, ExtFields } from "../mediate-auction.ts";
import { readText } from "../read-text.ts";
import { shorten } from "../shorten.ts";

/** What was bid before anything was made of it, in the words of Prebid Server. */
export function originalPrice({ bid }: Entry, cur: string): ExtFields {
  return { origbidcpm: bid.price, origbidcur: shorten(cur) };
}

/** A bid's own, else its bidder's. */
export function currencyOf({ bid, bidder }: Entry): string {
  return readText(bid, "cur") ?? readText(bidder, "cur") ?? "USD";
}
