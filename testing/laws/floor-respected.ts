import { tuple } from "fast-check";
import type { JsonObject } from "../../sdk/index.ts";
import { layer, type Arguments } from "./arbitrary-arguments.ts";
import { arbitraryBid } from "./arbitrary-values.ts";
import type { Breach, Law } from "./law.ts";
import { oneCall } from "./one-call.ts";
import { scoreOf } from "./score-of.ts";

export const floorRespected: Law = {
  name: "floor-respected",
  about: "Nobody below the floor wins; a bid that is equal to it may.",
  functions: ["scoreAd", "selectOutcome"],
  cases(anArgumentList, functionId) {
    if (functionId === "selectOutcome") return oneCall(anArgumentList);
    return tuple(anArgumentList, arbitraryBid).map(([each, price]) => [withPrice(each, price)]);
  },
  async check([given = []], call) {
    const { function: id, decisions } = await call([given]);
    const [decision] = decisions;
    if (decision?.kind !== "ok") return undefined;
    return id === "scoreAd"
      ? checkScore(given, scoreOf(decision) ?? 0)
      : checkChoice(given, decision.value as JsonObject | null);
  },
};

/** The walk of a chain names the price of a node so; a price that is given stays. */
function withPrice([ad = null, bid = null, config = null, ...rest]: Arguments, price: number) {
  const priced = layer({ auction_signals: { min_price: price } }, config);
  return [ad, bid, priced, ...rest];
}

function checkScore([, bid, config]: Arguments, score: number): Breach | undefined {
  const { auction_signals: signals } = config as { readonly auction_signals: JsonObject };
  const price = signals["min_price"];
  if (typeof bid !== "number" || typeof price !== "number") return undefined;
  if (bid >= price || score <= 0) return undefined;
  return {
    why: `a bid of ${bid} is below auction_signals.min_price, which is ${price}, and wins with a score of ${score}`,
    expects: [{ score: 0 }],
  };
}

interface Outcome {
  readonly id: string;
  readonly bid: number;
}

function checkChoice([outcomes, signals]: Arguments, chosen: JsonObject | null) {
  const { bid_floor: floor } = signals as JsonObject;
  const all = outcomes as unknown as readonly Outcome[];
  const winner = all.find(({ id }) => id === chosen?.["id"]);
  if (typeof floor !== "number" || winner === undefined || winner.bid >= floor) return undefined;
  const [best] = all
    .filter(({ bid }) => bid >= floor)
    .toSorted((one, other) => other.bid - one.bid);
  return {
    why: `it chooses ${winner.id}, whose bid of ${winner.bid} is below selection_signals.bid_floor, which is ${floor}`,
    expects: [{ chosen: best?.id ?? null }],
  };
}
