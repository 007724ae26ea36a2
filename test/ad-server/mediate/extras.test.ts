import { expect, it } from "vitest";
import { EXTRA_FIELDS } from "../../../ad-server/mediate/extras/index.ts";
import {
  createPriceBuckets,
  GRANULARITIES,
} from "../../../ad-server/mediate/extras/price-buckets.ts";
import { aBid, aBody, answerTo, outcomesOf, winnersOf } from "./a-mediate-request.ts";

interface Case {
  readonly config: Readonly<Record<string, unknown>>;
  readonly bids: Readonly<Record<string, readonly unknown[]>>;
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Who wins without the extra, and with it. */
  readonly without: string;
  readonly won: string;
  /** What it says of somebody who lost through it. */
  readonly why?: string;
}

const imp = (fields: object): Readonly<Record<string, unknown>> => ({
  imp: [{ id: "imp-1", ...fields }],
});

const CASES: readonly Case[] = [
  {
    config: { enforce_imp_floor: true },
    bids: { a: [aBid(1)] },
    fields: imp({ bidfloor: 1.5 }),
    without: "a imp-1 1",
    won: "",
    why: "a below-imp-floor: 1 is below the impression's floor of 1.5",
  },
  {
    config: { enforce_imp_floor: true, floor_tolerance: 0.01 },
    bids: { a: [aBid(1.49)] },
    fields: imp({ bidfloor: 1.5 }),
    without: "a imp-1 1.49",
    won: "a imp-1 1.49",
  },
  {
    config: { price_floor: 2, floor_deals: false },
    bids: { a: [aBid(1, { dealid: "d" })], b: [aBid(1.5)] },
    without: "b imp-1 1.5",
    won: "a imp-1 1",
    why: "b below-floor: 1.5 is below the price floor of 2",
  },
  {
    config: { floor_rules: [{ floor: 5 }, { bidder: "A", floor: 2 }, { bidder: "b", floor: 3 }] },
    bids: { a: [aBid(2)], b: [aBid(2.5)] },
    without: "b imp-1 2.5",
    won: "a imp-1 2",
    why: "b below-floor-rule: 2.5 is below the floor of 3 of the rule that fits it",
  },
  {
    // More values count first, then size before media type before bidder.
    config: {
      floor_rules: [
        { media_type: "banner", bidder: "a", floor: 9 },
        { size: "300x250", bidder: "a", floor: 8 },
        { size: "300x250", media_type: "banner", floor: 1 },
        { size: "300x250", media_type: "banner", floor: 9 },
        { size: "300x250", media_type: "video", bidder: "a", floor: 9 },
      ],
    },
    bids: { a: [aBid(1)], b: [aBid(0.5)] },
    without: "a imp-1 1",
    won: "a imp-1 1",
    why: "b below-floor-rule: 0.5 is below the floor of 1 of the rule that fits it",
  },
  {
    config: {
      floor_rules: [{ floor: 1, currency: "EUR" }],
      rates: { EUR: { USD: 1.25 } },
      floor_deals: false,
    },
    bids: { a: [aBid(1.2)], b: [aBid(1.1, { dealid: "d" })] },
    without: "a imp-1 1.2",
    won: "b imp-1 1.1",
    why: "a below-floor-rule: 1.2 is below the floor of 1.25 of the rule that fits it",
  },
  {
    config: { auction_type: 2, floor_rules: [{ bidder: "a", floor: 2.75 }] },
    bids: { a: [aBid(3)], b: [aBid(2)] },
    without: "a imp-1 3",
    won: "a imp-1 2.75",
  },
  {
    config: { enforce_deal_floor: true },
    bids: { a: [aBid(3, { dealid: "d" })], b: [aBid(2)] },
    fields: imp({ pmp: { deals: [{ id: "d", bidfloor: 5 }] } }),
    without: "a imp-1 3",
    won: "b imp-1 2",
    why: 'a below-deal-floor: 3 is below the floor of 5 of deal "d"',
  },
  {
    config: { prefer_deals: true },
    bids: { a: [aBid(3)], b: [aBid(1, { dealid: "d" })] },
    without: "a imp-1 3",
    won: "b imp-1 1",
    why: 'a lost-to-deal: "b" at 1 belongs to a deal',
  },
  {
    config: { currency: "EUR", rates: { EUR: { USD: 1.25 } } },
    bids: { a: [aBid(1)], b: [aBid(0.9, { cur: "EUR" })], c: [aBid(9, { cur: "XXX" })] },
    without: "c imp-1 9",
    won: "b imp-1 0.9",
    why: "c no-rate: nothing says what XXX is worth in EUR",
  },
  {
    config: { bid_adjustment_factors: { A: 0.5 } },
    bids: { a: [aBid(3)], b: [aBid(2)] },
    without: "a imp-1 3",
    won: "b imp-1 2",
    why: 'a outbid: 1.5 is below "b" at 2',
  },
  {
    config: {
      bid_adjustments: [
        { type: "multiplier", value: 2 },
        { bidder: "a", type: "cpm", value: 5 },
        { bidder: "c", media_type: "video", type: "static", value: 50 },
      ],
    },
    bids: { a: [aBid(3)], b: [aBid(1)], c: [aBid(0.5)] },
    without: "a imp-1 3",
    won: "b imp-1 2",
    why: 'a outbid: 0.1 is below "b" at 2',
  },
  {
    config: { reject_zero: true },
    bids: { a: [aBid(0)] },
    without: "a imp-1 0",
    won: "",
    why: "a zero-price: it bids 0 and belongs to no deal",
  },
  {
    config: { unknown_imp: "reject" },
    bids: { a: [aBid(1, { imp_id: "imp-9" })] },
    without: "a imp-9 1",
    won: "",
    why: 'a unknown-imp: the request lists no impression "imp-9"',
  },
  {
    config: { check_size: true },
    bids: { a: [aBid(3, { w: 728, h: 90 })], b: [aBid(2)] },
    fields: imp({ banner: { w: 320, h: 50, format: [{ w: 300, h: 250 }] } }),
    without: "a imp-1 3",
    won: "b imp-1 2",
    why: "a size-not-allowed: 728x90 is none of 320x50, 300x250",
  },
  {
    config: { check_secure: true },
    bids: { a: [aBid(3, { adm: "<img src='http://x.example/i'>" })], b: [aBid(2)] },
    fields: imp({ secure: 1 }),
    without: "a imp-1 3",
    won: "b imp-1 2",
    why: 'a not-secure: its markup has "http://x.example/i"',
  },
  {
    config: { blocked_advertisers: ["Bad.example"] },
    bids: { a: [aBid(3, { adomain: ["www.bad.example"] })], b: [aBid(2)] },
    without: "a imp-1 3",
    won: "b imp-1 2",
    why: 'a advertiser-blocked: "www.bad.example" is blocked',
  },
  {
    config: { latency_ms: { a: 120 } },
    bids: { a: [aBid(3)], b: [aBid(2)] },
    fields: { tmax: 100 },
    without: "a imp-1 3",
    won: "b imp-1 2",
    why: 'a timed-out: "a" took 120 ms, and the auction waits 100 ms',
  },
  {
    config: { tie_break: "latest" },
    bids: { a: [aBid(2)], b: [aBid(2)] },
    without: "a imp-1 2",
    won: "b imp-1 2",
    why: 'a lost-tie: "b" bids 2 as well, and comes first',
  },
  {
    config: { tie_break: "fastest", latency_ms: { a: 90, b: 10 } },
    bids: { a: [aBid(2)], b: [aBid(2)] },
    without: "a imp-1 2",
    won: "b imp-1 2",
  },
  {
    config: { tie_break: "alphabetical" },
    bids: { b: [aBid(2)], a: [aBid(2)] },
    without: "b imp-1 2",
    won: "a imp-1 2",
  },
  {
    config: { max_bids_per_imp: 2 },
    bids: { a: [aBid(1)], b: [aBid(3)], c: [aBid(2)] },
    without: "b imp-1 3",
    won: "b imp-1 3, c imp-1 2",
    why: 'a outbid: 1 is below "c" at 2',
  },
  {
    config: { auction_type: 2 },
    bids: { a: [aBid(3)], b: [aBid(2)] },
    without: "a imp-1 3",
    won: "a imp-1 2.01",
  },
  {
    config: { auction_type: 2, second_price_step: 0, price_floor: 2.5 },
    bids: { a: [aBid(3)], b: [aBid(2)] },
    without: "a imp-1 3",
    won: "a imp-1 2.5",
  },
  {
    config: { on_invalid_bid: "drop" },
    bids: { a: [aBid(-1), aBid(1)] },
    without: "refused",
    won: "a imp-1 1",
    why: "a invalid-bid: price Validation error: range (at least 0, and this is -1)",
  },
];

function wonBy(body: unknown): string {
  try {
    return winnersOf(answerTo(body)).join(", ");
  } catch {
    return "refused";
  }
}

it.each(CASES)("$config changes who wins, and nothing does without it", (each) => {
  const { config, bids, fields, without, won } = each;

  expect([wonBy(aBody(bids, {}, fields)), wonBy(aBody(bids, config, fields))]).toEqual([
    without,
    won,
  ]);
});

it.each(CASES.filter(({ why }) => why !== undefined))("$config says why", (each) => {
  const { config, bids, fields, why } = each;

  expect(outcomesOf(aBody(bids, { ...config, explain: true }, fields))).toContain(why);
});

it("explains every bid, winners and plain losers included", () => {
  const answer = answerTo(
    aBody({ a: [aBid(1)], b: [aBid(3)], c: [aBid(0.5)] }, { price_floor: 0.75, explain: true }),
  );

  expect(answer.ext).toEqual({
    explain: [
      {
        bidder: "a",
        impid: "imp-1",
        price: 1,
        outcome: "outbid",
        statuscode: 500,
        loss: 102,
        why: '1 is below "b" at 3',
      },
      { bidder: "b", impid: "imp-1", price: 3, outcome: "won", loss: 0, why: "best of 3 bids" },
      {
        bidder: "c",
        impid: "imp-1",
        price: 0.5,
        outcome: "below-floor",
        statuscode: 301,
        loss: 100,
        why: "0.5 is below the price floor of 0.75",
      },
    ],
    seatnonbid: [
      { seat: "a", nonbid: [{ impid: "imp-1", statuscode: 500 }] },
      { seat: "c", nonbid: [{ impid: "imp-1", statuscode: 301 }] },
    ],
  });
});

it("drops bids that break the format however many there are, and tells the first hundred", () => {
  const broken = Array.from({ length: 150 }, () => aBid(-1));
  const hidden = Array.from({ length: 50 }, () => aBid(9, { w: 320 }));
  const body = aBody({ a: [...broken, ...hidden, aBid(1)] }, { on_invalid_bid: "drop" });
  // What only the text shows: JSON has no integer 320.0 of its own.
  const text = JSON.stringify(body).replaceAll('"w":320', '"w":320.0');

  const answer = answerTo(text.replace('"drop"', '"drop","explain":true'));

  expect([winnersOf(answer), answer.ext?.["dropped_bids"]]).toEqual([["a imp-1 1"], 200]);
  expect(answer.ext?.["explain"]).toHaveLength(101);
});

it("refuses what is wrong besides invalid bids, and says only that", () => {
  const broken = Array.from({ length: 150 }, () => aBid(-1));
  const body = aBody({ "": broken }, { on_invalid_bid: "drop" });

  expect(() => answerTo(body)).toThrow(
    /^ext\.bidder_responses\[0\]\.bidder: Validation error: length \(at least 1, and this is empty\)$/,
  );
});

it("makes targeting keys for the winner and for each bidder's best bid", () => {
  const bids = { a: [aBid(1.27), aBid(0.5)], "a-long-named-bidder": [aBid(2.3)] };

  const answer = answerTo(aBody(bids, { targeting: { granularity: "medium" } }));

  const winner = {
    hb_pb: "2.30",
    hb_bidder: "a-long-named-bidder",
    hb_size: "300x250",
    "hb_pb_a-long-named-b": "2.30",
    "hb_bidder_a-long-nam": "a-long-named-bidder",
    "hb_size_a-long-named": "300x250",
  };
  expect(answer.seatbid[0]?.bid[0]?.ext).toEqual({ prebid: { targeting: winner } });
  expect(answer.ext).toEqual({
    targeting: {
      "imp-1": { ...winner, hb_pb_a: "1.20", hb_bidder_a: "a", hb_size_a: "300x250" },
    },
  });
});

it.each([
  { granularity: "medium", price: 0.3, bucket: "0.30" },
  { granularity: "medium", price: 0.299_999, bucket: "0.20" },
  { granularity: "low", price: 7, bucket: "5.00" },
  { granularity: "high", price: 1.239, bucket: "1.23" },
  { granularity: "auto", price: 7.77, bucket: "7.70" },
  { granularity: "dense", price: 19.99, bucket: "19.50" },
  { granularity: "dense", price: 0, bucket: "0.00" },
] as const)("puts $price in bucket $bucket of $granularity", ({ granularity, price, bucket }) => {
  expect(createPriceBuckets(GRANULARITIES[granularity])(price)).toBe(bucket);
});

it("names more bids of a bidder than its best, as many as it may have", () => {
  const bids = { a: [aBid(1), aBid(3), aBid(2), aBid(0.5)], b: [aBid(4), aBid(0.7)] };
  const multibid = { a: { max: 3, prefix: "more" } };

  const answer = answerTo(aBody(bids, { targeting: { multibid, include_winners: false } }));

  expect(answer.ext?.["targeting"]).toEqual({
    "imp-1": {
      hb_pb_b: "4.00",
      hb_bidder_b: "b",
      hb_size_b: "300x250",
      hb_pb_a: "3.00",
      hb_bidder_a: "a",
      hb_size_a: "300x250",
      hb_pb_more2: "2.00",
      hb_bidder_more2: "more2",
      hb_size_more2: "300x250",
      hb_pb_more3: "1.00",
      hb_bidder_more3: "more3",
      hb_size_more3: "300x250",
    },
  });
});

it("gives plain keys to the best bid of an impression only, however many are answered", () => {
  const answer = answerTo(
    aBody({ a: [aBid(1)], b: [aBid(2)] }, { targeting: true, max_bids_per_imp: 2 }),
  );

  const keys = answer.seatbid.map(({ bid }) => {
    const prebid = bid[0]?.ext?.["prebid"] as { readonly targeting: object } | undefined;
    return Object.keys(prebid?.targeting ?? {});
  });
  expect(keys).toEqual([
    ["hb_pb", "hb_bidder", "hb_size", "hb_pb_b", "hb_bidder_b", "hb_size_b"],
    ["hb_pb_a", "hb_bidder_a", "hb_size_a"],
  ]);
});

it.each([
  { what: "of a deal that matters enough", bid: { dealid: "d", deal_priority: 5 }, tier: "tier5" },
  { what: "of a deal that does not", bid: { dealid: "d", deal_priority: 4 }, tier: undefined },
  { what: "of a deal without a priority", bid: { dealid: "d" }, tier: undefined },
  { what: "of no deal", bid: { deal_priority: 5 }, tier: undefined },
])("names the tier of a bid $what", ({ bid, tier }) => {
  const deal_tiers = { a: { prefix: "tier", min: 5 } };

  const answer = answerTo(aBody({ a: [aBid(1, bid)] }, { targeting: { deal_tiers } }));

  const prebid = answer.seatbid[0]?.bid[0]?.ext?.["prebid"] as {
    readonly targeting: Readonly<Record<string, string>>;
    readonly dealtiersatisfied?: boolean;
  };
  expect([prebid.targeting["hb_tier"], prebid.targeting["hb_tier_a"]]).toEqual([tier, tier]);
  expect(prebid.dealtiersatisfied).toBe(tier === undefined ? undefined : true);
});

it("answers winners with their notices as they came, if that is wanted", () => {
  const sent = { nurl: "https://a.example/w?p=${AUCTION_PRICE}", burl: "https://a.example/b" };

  const answer = answerTo(aBody({ a: [aBid(2, { ...sent, lurl: 7 })] }, { echo_notices: true }));

  expect(answer.seatbid[0]?.bid[0]).toMatchObject(sent);
  expect(answer.seatbid[0]?.bid[0]).not.toHaveProperty("lurl");
});

it("takes any name for a bidder, even those that objects have", () => {
  const names = ["constructor", "__proto__", "toString"];
  const bidder_responses = names.map((bidder) => ({ bidder, bids: [aBid(1)] }));
  const config = { tie_break: "fastest", latency_ms: { other: 1 }, explain: true, targeting: true };

  const answer = answerTo(aBody({}, undefined, { ext: { bidder_responses, config } }));

  expect(winnersOf(answer)).toEqual(["constructor imp-1 1"]);
});

it("does not multiply long names, whatever it says of many bids", () => {
  const long = "x".repeat(20_000);
  const sent = { imp_id: long, dealid: long, cur: long, lurl: "${AUCTION_ID}".repeat(10) };
  const config = {
    explain: true,
    notices: true,
    max_bids_per_imp: 1_000_000,
    targeting: { prefix: long },
    rates: { [long]: { USD: 1 } },
  };
  const bids = Array.from({ length: 100 }, () => aBid(1, sent));

  const answer = answerTo(aBody({ [long]: bids }, config, { id: long }));

  // Its own id, seat and impression stand in an answer in full, the last with each of twenty bids.
  expect(JSON.stringify(answer).length).toBeLessThan(1_000_000);
  expect(answer.seatbid[0]?.bid).toHaveLength(20);
});

it("lists notices with their macros filled in", () => {
  const nurl = "https://a.example/w?p=${AUCTION_PRICE}&i=${AUCTION_IMP_ID}&c=${AUCTION_CURRENCY}";
  const lurl = "https://b.example/l?r=${AUCTION_LOSS}&x=${AUCTION_UNKNOWN}&a=${AUCTION_ID}";

  const answer = answerTo(
    aBody({ a: [aBid(2, { nurl })], b: [aBid(1, { lurl, nurl })] }, { notices: true }),
  );

  expect(answer.ext).toEqual({
    notices: [
      { kind: "nurl", bidder: "a", impid: "imp-1", url: "https://a.example/w?p=2&i=imp-1&c=USD" },
      { kind: "lurl", bidder: "b", impid: "imp-1", url: "https://b.example/l?r=102&x=&a=auction" },
    ],
  });
});

it("says what a converted bid was", () => {
  const rates = { USD: { EUR: 0.5 } };

  const answer = answerTo(aBody({ a: [aBid(2)] }, { currency: "EUR", rates }));

  expect([answer.cur, answer.seatbid[0]?.bid[0]?.ext]).toEqual([
    "EUR",
    { origbidcpm: 2, origbidcur: "USD" },
  ]);
});

it("draws ties by seed: the same seed and request draw the same", () => {
  const bids = { a: [aBid(1)], b: [aBid(1)], c: [aBid(1)] };
  const draw = (seed: number): string => wonBy(aBody(bids, { tie_break: "random", seed }));

  const draws = Array.from({ length: 30 }, (_, seed) => draw(seed));

  expect(draws).toEqual(Array.from({ length: 30 }, (_, seed) => draw(seed)));
  expect(new Set(draws)).toEqual(new Set(["a imp-1 1", "b imp-1 1", "c imp-1 1"]));
});

it.each(Object.keys(EXTRA_FIELDS))("takes null for %s as not asked for", (name) => {
  const bids = { a: [aBid(1)], b: [aBid(2)] };

  expect(answerTo(aBody(bids, { [name]: null }))).toEqual(answerTo(aBody(bids)));
});
