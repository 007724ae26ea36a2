import { CURRENCY, IMPRESSION_ID } from "./bid-request.ts";

/** What an auction knows of the bid that a text belongs to. */
export interface AuctionFacts {
  readonly requestId: string;
  /** The bidder's own id of its answer. */
  readonly answerId?: string | undefined;
  readonly seat?: string | undefined;
  readonly adid?: string | undefined;
  /** What the ad pays that was chosen, in USD CPM; undefined: it is not told. */
  readonly priceCpmUsd?: number | undefined;
  /** Why the bid lost, as OpenRTB numbers it. */
  readonly lossReason?: number | undefined;
}

/** What nobody specified is left empty, as the standard has it. @see OpenRTB 2.6, section 4.4 */
export function substituteMacros(text: string, facts: AuctionFacts): string {
  const values = new Map([
    ["ID", facts.requestId],
    ["BID_ID", facts.answerId],
    ["IMP_ID", IMPRESSION_ID],
    ["SEAT_ID", facts.seat],
    ["AD_ID", facts.adid],
    ["PRICE", facts.priceCpmUsd?.toString()],
    ["CURRENCY", CURRENCY],
    ["LOSS", facts.lossReason?.toString()],
  ]);
  return text.replaceAll(/\$\{AUCTION_(\w+)\}/g, (_macro, name: string) =>
    encodeURIComponent((values.get(name) ?? "").toWellFormed()),
  );
}
