import {
  ad,
  auctionSignals,
  perBuyerSignals,
  trustedBiddingSignals,
  contextualSignals,
  config,
  type DecisionFunction,
} from "./decision-function.ts";

/** THE list of functions that a decision script may have. */
export const DECISION_FUNCTIONS = [
  {
    id: "generateBid",
    functionName: "generateBid",
    role: "buyer",
    parameters: [
      ad,
      auctionSignals,
      perBuyerSignals,
      trustedBiddingSignals,
      contextualSignals,
      {
        name: "custom_audience_bidding_signals",
        about: "`{ owner, buyer, name, activation_time, expiration_time, user_bidding_signals }`",
        sample: {
          owner: "com.example.app",
          buyer: "buyer.example",
          name: "shoppers",
          activation_time: 1_709_251_200_000,
          expiration_time: 1_711_843_200_000,
          user_bidding_signals: {},
        },
      },
    ],
    returns: "{ status: 0, ad, bid, adCost? }",
    globals: ["forDebuggingOnly"],
  },
  {
    id: "generateBidV3",
    functionName: "generateBid",
    role: "buyer",
    parameters: [
      {
        name: "custom_audience",
        about: "the whole audience: `{ owner, name, userBiddingSignals, ads }`",
        sample: {
          owner: "com.example.app",
          name: "shoppers",
          userBiddingSignals: {},
          ads: [ad.sample],
        },
      },
      auctionSignals,
      perBuyerSignals,
      trustedBiddingSignals,
      contextualSignals,
    ],
    returns: "{ ad, bid, render, adCost? }",
    globals: ["forDebuggingOnly"],
  },
  {
    id: "scoreAd",
    functionName: "scoreAd",
    role: "seller",
    parameters: [
      ad,
      { name: "bid", about: "what the buyer bid", sample: 1 },
      {
        name: "auction_config",
        about:
          "`{ seller, decision_logic_uri, custom_audience_buyers, auction_signals, seller_signals, per_buyer_signals, trusted_scoring_signal_uri }`",
        sample: config,
      },
      { name: "seller_signals", about: "the config's sellerSignals", sample: {} },
      {
        name: "trusted_scoring_signals",
        about: "by render URI; `{}` where the config has no address for them",
        sample: {},
      },
      {
        name: "contextual_signals",
        about: "`{}`, or `{ dataVersion }`; `{ ad_selection_id }` for an outcome that is chained",
        sample: {},
      },
      {
        name: "custom_audience_scoring_signals",
        about: "`[{ buyer, name }]` of all audiences that bid, the same in every call",
        sample: [{ buyer: "buyer.example", name: "shoppers" }],
      },
    ],
    returns: "{ status: 0, score, rejectReason? }",
    globals: ["forDebuggingOnly"],
  },
  {
    id: "selectOutcome",
    functionName: "selectOutcome",
    role: "seller",
    parameters: [
      {
        name: "outcomes",
        about: "`[{ id, bid }]` in order of id; ids are decimal strings",
        sample: [{ id: "-1", bid: 1 }],
      },
      {
        name: "selection_signals",
        about: "the config's selectionSignals; `{ bid_floor }` in the walk of a chain",
        sample: { bid_floor: 1 },
      },
    ],
    returns: "{ status: 0, result }, where result is one of the outcomes, or null for nobody",
    globals: [],
  },
  {
    id: "reportResult",
    functionName: "reportResult",
    role: "seller",
    parameters: [
      {
        name: "ad_selection_config",
        about: "shaped like auction_config",
        sample: config,
      },
      {
        name: "render_uri",
        about: "of the ad that was shown",
        sample: "https://buyer.example/ads/1",
      },
      { name: "bid", about: "what the buyer bid", sample: 1 },
      contextualSignals,
    ],
    returns: "{ status: 0, results: { signals_for_buyer, reporting_uri } }",
    globals: ["registerAdBeacon"],
  },
  {
    id: "reportWin",
    functionName: "reportWin",
    role: "buyer",
    parameters: [
      { ...auctionSignals, name: "ad_selection_signals" },
      perBuyerSignals,
      {
        name: "signals_for_buyer",
        about: "what reportResult gave as signals_for_buyer, parsed",
        sample: {},
      },
      {
        name: "contextual_signals",
        about: "`{}`, or `adCost` (as text) and `dataVersion`",
        sample: {},
      },
      {
        name: "custom_audience_reporting_signals",
        about: "`{ name }` of the audience",
        sample: { name: "shoppers" },
      },
    ],
    returns: "{ status: 0, results: { reporting_uri } }",
    globals: ["registerAdBeacon"],
  },
] as const satisfies readonly DecisionFunction[];

export type DecisionFunctionId = (typeof DECISION_FUNCTIONS)[number]["id"];
