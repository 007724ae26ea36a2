import type { JsonValue } from "../foundation/json.ts";
import type { ScriptGlobal } from "../foundation/script-sandbox.ts";

/** One argument, as Android names it. Scripts may call it what they like: only its place counts. */
export interface DecisionParameter {
  readonly name: string;
  /** What it is, for people. */
  readonly about: string;
  /** A value of the right shape, the smallest that an honest script can work with. */
  readonly sample: JsonValue;
}

/** A function that the device calls in a script (spec: on-device 1.2). */
export interface DecisionFunction {
  /** Tells the versions of a function apart; otherwise the same as `functionName`. */
  readonly id: string;
  readonly functionName: string;
  readonly role: "buyer" | "seller";
  /** In order. */
  readonly parameters: readonly DecisionParameter[];
  /** The result, for people. */
  readonly returns: string;
  /** What exists while it runs, if the profile has it on. */
  readonly globals: readonly ScriptGlobal[];
}

export const ad: DecisionParameter = {
  name: "ad",
  about: "the ad: `{ render_uri, metadata }`, and `ad_counter_keys` if it has any",
  sample: { render_uri: "https://buyer.example/ads/1", metadata: {} },
};

export const auctionSignals: DecisionParameter = {
  name: "auction_signals",
  about: "the config's adSelectionSignals",
  sample: {},
};

export const perBuyerSignals: DecisionParameter = {
  name: "per_buyer_signals",
  about: "the config's perBuyerSignals for this buyer, else `{}`",
  sample: {},
};

export const trustedBiddingSignals: DecisionParameter = {
  name: "trusted_bidding_signals",
  about: "the audience's own trusted keys; one without a value is absent",
  sample: {},
};

export const contextualSignals: DecisionParameter = {
  name: "contextual_signals",
  about: "`{}`, or `{ dataVersion }`",
  sample: {},
};

export const config: JsonValue = {
  seller: "seller.example",
  decision_logic_uri: "https://seller.example/decision-logic.js",
  custom_audience_buyers: ["buyer.example"],
  auction_signals: {},
  seller_signals: {},
  per_buyer_signals: {},
  trusted_scoring_signal_uri: "",
};
