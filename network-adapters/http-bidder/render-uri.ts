import type { Bid } from "./bid-response.ts";
import { substituteMacros, type AuctionFacts } from "./macros.ts";

/**
 * Where a bid's ad renders from: its markup as an address of its own, or else the notice address that serves
 * it. Markup in the bid goes before markup behind `nurl`.
 *
 * @see OpenRTB 2.6, section 4.2.3, `adm` and `nurl`
 */
export function renderUriOf({ adm = "", nurl = "" }: Bid, facts: AuctionFacts): string {
  if (adm.trim() === "") return substituteMacros(nurl, facts);
  const markup = substituteMacros(adm, facts);
  return `data:text/html;charset=utf-8,${encodeURIComponent(markup.toWellFormed())}`;
}
