import type { SignalKind } from "../lint-surroundings.ts";
import type { ArgumentPath } from "./argument-path.ts";

/** Where each kind of signals arrives: the argument, or keys of it. A `*` is any key. */
const PLACES: readonly (readonly [kind: SignalKind, ...path: readonly string[]])[] = [
  ["selection signals", "selection_signals"],
  ["auction signals", "auction_signals"],
  ["auction signals", "ad_selection_signals"],
  ["auction signals", "auction_config", "auction_signals"],
  ["auction signals", "ad_selection_config", "auction_signals"],
  ["seller signals", "seller_signals"],
  ["seller signals", "auction_config", "seller_signals"],
  ["seller signals", "ad_selection_config", "seller_signals"],
  ["per-buyer signals", "per_buyer_signals"],
  ["per-buyer signals", "auction_config", "per_buyer_signals", "*"],
  ["per-buyer signals", "ad_selection_config", "per_buyer_signals", "*"],
  ["user bidding signals", "custom_audience_bidding_signals", "user_bidding_signals"],
  ["user bidding signals", "custom_audience", "userBiddingSignals"],
  ["trusted bidding signals", "trusted_bidding_signals"],
  ["ad metadata", "ad", "metadata"],
  ["ad metadata", "custom_audience", "ads", "[]", "metadata"],
];

/** Whether an argument, or a part of it, is signals; what is inside of them is not. */
export function signalKindOf({ parameter, keys }: ArgumentPath): SignalKind | undefined {
  const path = [parameter.name, ...keys];
  const found = PLACES.find(
    ([, ...place]) =>
      place.length === path.length &&
      place.every((key, index) => key === "*" || key === path[index]),
  );
  return found?.[0];
}
