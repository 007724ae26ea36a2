import type { Auction, Entry, RankedEntry } from "./auction.ts";
import type { Bias } from "./auction-configuration.ts";
import { times, toMicros, type Micros } from "./money.ts";

/** Step 4: what a bid is sorted by. A bias moves its place, never what it pays (spec: monetize 3.8). */
export function rankPrice(auction: Auction, entry: Entry): RankedEntry {
  const { bid, index, deal, gross, net } = entry;
  const bias = findBias(auction, entry);
  const biased = applyBias(net, bias);
  const ask = fixedAskOf(auction, entry);
  const isRankBiased = auction.configuration.options.fixedDealBias === "rank";
  const fixed = ask !== undefined && isRankBiased ? applyBias(ask, bias) : ask;
  return { bid, index, deal, gross, net, biased, worth: ask ?? net, rank: fixed ?? biased };
}

/** A fixed deal ranks at its ask, whatever its buyer bids (spec: monetize 3.6). */
function fixedAskOf({ configuration }: Auction, { deal }: Entry): Micros | undefined {
  if (deal?.pricing !== "fixed" || deal.askUsd === null) return undefined;
  const ask = toMicros(deal.askUsd);
  const { options, fees } = configuration;
  return options.fixedDealRank === "ask" ? ask : times(ask, 1 - fees.seller);
}

/** Of the biases for this buyer, the one of the highest priority. */
function findBias({ biases }: Auction, { bid }: Entry): Bias | undefined {
  if (bid.kind !== "rtb") return undefined;
  return biases.find(({ buyerIds }) => buyerIds.includes(bid.buyerId));
}

function applyBias(price: Micros, bias: Bias | undefined): Micros {
  if (bias === undefined) return price;
  if (bias.percent !== undefined) return times(price, 1 + bias.percent / 100);
  return price + toMicros(bias.cpmUsd ?? 0);
}
