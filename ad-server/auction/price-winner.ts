import type { Auction, Entry, FlooredEntry } from "./auction.ts";
import type { BuyerFee } from "./auction-configuration.ts";
import { toCutUsd } from "./normalise-bid.ts";
import { over, times, toMicros, toUsd, type Micros } from "./money.ts";
import { secondPrice } from "./second-price.ts";

export interface Price {
  /** What the winner pays, in USD CPM; undefined for a network, which reports it later. */
  readonly cpmUsd: number | undefined;
  /** What it is taken to pay until then. */
  readonly estimateUsd: number;
  /** With its fee. */
  readonly buyerPaysUsd: number | undefined;
  readonly sellerGetsUsd: number | undefined;
}

/** Steps 13 and 14: what the winner pays, and who gets what of it. */
export function priceWinner(
  auction: Auction,
  winner: FlooredEntry,
  stage: readonly FlooredEntry[],
): Price {
  if (winner.bid.kind === "mediated") {
    const estimateUsd = toUsd(winner.net);
    return { cpmUsd: undefined, estimateUsd, buyerPaysUsd: undefined, sellerGetsUsd: undefined };
  }
  const price = priceOf(auction, winner, stage);
  const { fees } = auction.configuration;
  const fee = winner.bid.kind === "rtb" ? auction.buyerFees.get(winner.bid.buyerId) : undefined;
  return {
    cpmUsd: toUsd(price),
    estimateUsd: toUsd(price),
    buyerPaysUsd: toUsd(buyerPays(price, fee)),
    sellerGetsUsd: toUsd(winner.bid.kind === "rtb" ? times(price, 1 - fees.seller) : price),
  };
}

function priceOf(auction: Auction, winner: FlooredEntry, stage: readonly FlooredEntry[]): Micros {
  const { bid, net, gross } = winner;
  if (bid.kind === "guaranteed") return toMicros(bid.bookedCpm);
  if (bid.kind !== "rtb") return gross;
  if (bid.viewability !== undefined) {
    return bid.viewability.wasViewable ? toCutUsd(auction, bid) : 0;
  }
  const ask = fixedAskOf(winner);
  if (ask !== undefined) return ask;
  return auction.configuration.options.price === "first"
    ? net
    : secondPrice(auction, winner, stage);
}

function fixedAskOf({ deal }: Entry): Micros | undefined {
  return deal?.pricing === "fixed" && deal.askUsd !== null ? toMicros(deal.askUsd) : undefined;
}

function buyerPays(price: Micros, fee: BuyerFee | undefined): Micros {
  if (fee === undefined) return price;
  return fee.kind === "fee" ? times(price, 1 + fee.ratio) : over(price, 1 - fee.ratio);
}
