import { createSeededRandom } from "fledgling";

const random = createSeededRandom(20);

interface Shape {
  readonly imps: number;
  readonly bidders: number;
  /** Of each bid; 0: the server generates it. */
  readonly markupLength: number;
}

const large = { imps: 4, bidders: 8, markupLength: 560 };

/** The four sizes of the issue. */
export const BODIES: Readonly<Record<string, string>> = {
  "0.5 KB": bodyOf({ imps: 1, bidders: 2, markupLength: 60 }),
  "4 KB": bodyOf({ imps: 4, bidders: 8, markupLength: 0 }),
  "24 KB": bodyOf(large),
  "850 KB": bodyOf({ imps: 20, bidders: 20, markupLength: 1_900 }),
};

const extras = {
  enforce_imp_floor: true,
  enforce_deal_floor: true,
  prefer_deals: true,
  currency: "USD",
  bid_adjustment_factors: { "bidder-1": 0.9 },
  reject_zero: true,
  unknown_imp: "reject",
  on_invalid_bid: "drop",
  check_size: true,
  check_secure: true,
  blocked_advertisers: ["blocked.example"],
  tie_break: "random",
  auction_type: 2,
  notices: true,
  latency_ms: { "bidder-2": 10 },
  seed: 1,
};

/** The third body with nothing, with everything, and with those apart that write as much as they do. */
export const BODIES_WITH_EXTRAS = {
  none: withExtras({}),
  all: withExtras({ ...extras, targeting: true, explain: true }),
  "all but targeting and explain": withExtras(extras),
  targeting: withExtras({ targeting: true }),
  explain: withExtras({ explain: true }),
};

function withExtras(config: object): string {
  const body = JSON.parse(BODIES["24 KB"] ?? "") as { readonly ext: { readonly config: object } };
  Object.assign(body.ext.config, config);
  return JSON.stringify({ ...body, tmax: 500 });
}

function bodyOf({ imps, bidders, markupLength }: Shape): string {
  const impIds = Array.from({ length: imps }, (_, index) => `imp-${index}`);
  const responses = Array.from({ length: bidders }, (_, index) => ({
    bidder: `bidder-${index}`,
    bids: impIds.map((impId) => ({
      imp_id: impId,
      price: Math.round(random.next() * 500) / 100,
      w: 300,
      h: 250,
      ...(markupLength > 0 && { adm: markup(markupLength) }),
      crid: `creative-${index}`,
      adomain: ["shop.example"],
    })),
  }));
  return JSON.stringify({
    id: "auction-1",
    imp: impIds.map((id) => ({ id, banner: { w: 300, h: 250 } })),
    ext: { bidder_responses: responses, config: { price_floor: 0.5 } },
  });
}

function markup(length: number): string {
  const piece =
    '<a href="https://shop.example/?a=1&b=2"><img src="https://shop.example/i.png"></a>';
  return `<div class="ad">${piece.repeat(Math.ceil(length / piece.length))}`.slice(0, length);
}
