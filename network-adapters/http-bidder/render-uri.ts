import { CURRENCY, IMPRESSION_ID } from "./bid-request.ts";
import type { Bid } from "./bid-response.ts";

/**
 * Where a bid's ad renders from: its markup as an address of its own, or else the notice address that serves
 * it. Markup in the bid goes before markup behind `nurl`.
 *
 * @see OpenRTB 2.6, section 4.2.3, `adm` and `nurl`
 */
export function renderUriOf(bid: Bid, requestId: string): string {
  const { adm = "", nurl = "" } = bid;
  if (adm.trim() === "") return substituteMacros(nurl, bid, requestId);
  const markup = substituteMacros(adm, bid, requestId);
  return `data:text/html;charset=utf-8,${encodeURIComponent(markup.toWellFormed())}`;
}

/** What nobody specified is left empty, as the standard has it. @see OpenRTB 2.6, section 4.4 */
function substituteMacros(text: string, bid: Bid, requestId: string): string {
  const values = new Map([
    ["ID", requestId],
    ["BID_ID", bid.answerId],
    ["IMP_ID", IMPRESSION_ID],
    ["SEAT_ID", bid.seat],
    ["AD_ID", bid.adid],
    ["PRICE", String(bid.price)],
    ["CURRENCY", CURRENCY],
  ]);
  return text.replaceAll(/\$\{AUCTION_(\w+)\}/g, (_macro, name: string) =>
    encodeURIComponent((values.get(name) ?? "").toWellFormed()),
  );
}
