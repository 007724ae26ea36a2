/**
 * Every way for a bid not to win. `status` is what IAB's seat-non-bid list has for it (500 and above are our own),
 * `loss` what a bidder would be told in `${AUCTION_LOSS}` (OpenRTB 2.6, loss reasons). docs/mediate.md is checked
 * against this table.
 */
export const MEDIATE_RULES = {
  "invalid-bid": { status: 102, loss: 3, meaning: "The bid breaks a rule of the format." },
  "timed-out": { status: 101, loss: 2, meaning: "The bidder answered too late." },
  "unknown-imp": { status: 300, loss: 3, meaning: "The request lists no such impression." },
  "no-rate": { status: 300, loss: 3, meaning: "There is no rate for the bid's currency." },
  "zero-price": { status: 300, loss: 9, meaning: "The bid is 0 and belongs to no deal." },
  "below-floor": { status: 301, loss: 100, meaning: "The bid does not reach the price floor." },
  "below-imp-floor": {
    status: 301,
    loss: 100,
    meaning: "The bid does not reach the impression's floor.",
  },
  "below-floor-rule": {
    status: 301,
    loss: 100,
    meaning: "The bid does not reach the floor of the rule that fits it.",
  },
  "below-deal-floor": {
    status: 304,
    loss: 101,
    meaning: "The bid does not reach its deal's floor.",
  },
  "size-not-allowed": { status: 351, loss: 203, meaning: "The creative does not fit." },
  "not-secure": { status: 352, loss: 207, meaning: "The markup loads something over HTTP." },
  "advertiser-blocked": { status: 356, loss: 205, meaning: "The advertiser is blocked." },
  "lost-own-auction": {
    status: 300,
    loss: 102,
    meaning: "It did not win the ad server's own auction.",
  },
  outbid: { status: 500, loss: 102, meaning: "Another bid is higher." },
  "lost-to-deal": { status: 501, loss: 103, meaning: "A bid of a deal comes before it." },
  "lost-tie": { status: 502, loss: 102, meaning: "Another bid is as high and comes first." },
} as const satisfies Readonly<
  Record<string, { readonly status: number; readonly loss: number; readonly meaning: string }>
>;
export type MediateRule = keyof typeof MEDIATE_RULES;
