import { z } from "zod";

/**
 * Every rule that can end a bid in the ad server's auction, what it means, and the number that the platform's logs have
 * for it, as `error code / bid reject reason`, where it has one (spec: monetize 1.13).
 */
export const AUCTION_RULES = {
  "bid-inactive": { meaning: "The bid is switched off." },
  "network-inactive": { meaning: "The bid's network is switched off." },
  "out-of-flight": { meaning: "The bid's flight has not begun, or is over." },
  "cap-reached": { meaning: "A cap of the bid is used up." },
  "targeting-missed": { meaning: "The impression is not what the bid targets." },
  "not-secure": {
    meaning: "The slot takes ads over secure connections only, and the bid's do not work there.",
    code: "126/525",
  },
  "mediation-disabled": {
    meaning: "The placement does not take mediated bids, or gives networks no time.",
    code: "126/525",
  },
  "currency-unknown": { meaning: "There is no rate for the bid's currency." },
  "deal-unavailable": { meaning: "None of the bid's deals is active.", code: "308/201" },
  "deal-of-other-buyer": { meaning: "None of the bid's deals is for its buyer.", code: "309/201" },
  "brand-banned": { meaning: "The publisher does not take this brand.", code: "408/305" },
  "category-banned": { meaning: "The publisher does not take this category.", code: "407/304" },
  "creative-banned": { meaning: "The publisher does not take this creative." },
  "below-deal-ask": { meaning: "The bid does not reach its deal's ask price.", code: "310/606" },
  "below-native-floor": {
    meaning: "The bid does not reach the floor of native assets.",
    code: "346/–",
  },
  "below-yield-floor": {
    meaning: "The bid does not reach the floor of the yield rule that applies.",
    code: "347/401",
  },
  "below-reserve": {
    meaning: "The bid does not reach the dynamic floor or the reserve that applies.",
    code: "306/400",
  },
  "exclusive-present": { meaning: "Exclusive demand is served alone." },
  "private-auction-decided": {
    meaning: "A private auction was held, and this bid is not part of it.",
  },
  "lower-deal-priority": { meaning: "A deal of higher priority has an eligible bid." },
  "lower-managed-priority": { meaning: "Managed demand of higher priority is present." },
  "guaranteed-not-sent": { meaning: "Of guaranteed demand one bid is sent, and it was another." },
  "rtb-excluded": { meaning: "Managed demand of the reselling priority or above keeps RTB out." },
  "network-no-ad": { meaning: "The network was called and had no ad." },
  "network-timed-out": {
    meaning: "The network was called and did not answer in time.",
    code: "10/202",
  },
  "network-failed": { meaning: "The network was called and something on its side is broken." },
  "waterfall-limit": { meaning: "No call of a network was left, or no time for one." },
  undeliverable: { meaning: "It comes behind networks, and nothing can show it there." },
  outranked: { meaning: "Another bid came before it, and was served." },
  "tie-lost": { meaning: "Another bid ranks within 0.0005, and was drawn." },
} as const satisfies Readonly<Record<string, { readonly meaning: string; readonly code?: string }>>;

export type AuctionRule = keyof typeof AUCTION_RULES;

export const AuctionRuleSchema = z.enum(
  Object.keys(AUCTION_RULES) as [AuctionRule, ...AuctionRule[]],
);
