import * as fc from "fast-check";
import { aBid, aBody } from "./a-mediate-request.ts";

const someText = fc.oneof(
  fc.constantFrom("imp-1", "imp-2", "a", "b", "__proto__", "constructor", "2", "-->"),
  fc.string({ minLength: 1, maxLength: 6, unit: "grapheme" }),
);
const price = fc.oneof(
  fc.constantFrom(0, 0.5, 1, 1, 2, 0.1 + 0.2),
  fc.double({ min: 0, max: 1e9, noNaN: true }),
);
const bid = fc
  .record({
    imp_id: someText,
    price,
    w: fc.integer({ min: 1, max: 2_000 }),
    h: fc.integer({ min: 1, max: 2_000 }),
    adm: fc.constantFrom("<p>", "", null),
    crid: fc.option(someText),
    adomain: fc.option(fc.array(someText, { maxLength: 2 })),
  })
  .map((fields) => aBid(fields.price, fields));

/** A valid request of a few bidders for a few impressions. */
export const anyBody = fc
  .record({
    id: someText,
    imp: fc.array(fc.record({ id: someText }), { minLength: 1, maxLength: 3 }),
    responses: fc.array(fc.record({ bidder: someText, bids: fc.array(bid, { maxLength: 5 }) }), {
      minLength: 1,
      maxLength: 5,
    }),
    floor: fc.option(price),
  })
  .map(({ id, imp, responses, floor }) =>
    aBody({}, undefined, {
      id,
      imp,
      ext: { bidder_responses: responses, config: { price_floor: floor } },
    }),
  );

/** An example of each extra that changes something. */
const extras: Readonly<Record<string, unknown>> = {
  on_invalid_bid: "drop",
  seed: 7,
  demand: "configured",
  latency_ms: { a: 120 },
  unknown_imp: "reject",
  currency: "EUR",
  rates: { USD: { EUR: 0.9 } },
  bid_adjustment_factors: { a: 0.9 },
  bid_adjustments: [{ bidder: "a", type: "cpm", value: 0.1 }],
  reject_zero: true,
  floor_deals: false,
  enforce_imp_floor: true,
  floor_tolerance: 0.01,
  floor_rules: [
    { size: "300x250", floor: 0.2 },
    { media_type: "banner", floor: 0.1 },
  ],
  enforce_deal_floor: true,
  check_size: true,
  check_secure: true,
  blocked_advertisers: ["a"],
  prefer_deals: true,
  tie_break: "fastest",
  max_bids_per_imp: 3,
  auction_type: 2,
  second_price_step: 0.05,
  targeting: {
    multibid: { a: { max: 3, prefix: "m" } },
    deal_tiers: { a: { prefix: "t", min: 1 } },
  },
  notices: true,
  echo_notices: true,
  explain: true,
};

/** Some extras, now and then with something else than they want. */
const anyExtras = fc
  .subarray(Object.keys(extras))
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc
          .oneof({ weight: 20, arbitrary: fc.constant(extras[name]) }, fc.jsonValue())
          .map((value) => [name, value] as const),
      ),
    ),
  )
  .map((entries) => Object.fromEntries(entries));

/** A request of a few bidders that asks for a few extras. */
const anyBodyWithExtras = fc.tuple(anyBody, anyExtras).map(([body, config]) => {
  const { bidder_responses } = body["ext"] as { readonly bidder_responses: unknown };
  return { ...body, tmax: 100, ext: { bidder_responses, config } };
});

const brokenTokens = [
  "null",
  "-1",
  "1e400",
  "300.0",
  "3e2",
  "-0",
  '"\\ud800"',
  "[]",
  "{}",
  "{",
  "}",
  "[",
  ",",
  ":",
  '"',
  "\\",
  "\u0000",
  "\uFEFF",
  "true",
  "99999999999999999999",
  '"id":1,',
  '"__proto__":',
];

/** A valid request with something cut out and something else put there, several times over. */
export const anyBrokenBody = fc
  .tuple(
    fc.oneof(anyBody, anyBodyWithExtras),
    fc.array(
      fc.tuple(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(4),
        fc.constantFrom(...brokenTokens),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([body, cuts]) => {
    let text = JSON.stringify(body);
    for (const [place, length, token] of cuts) {
      const at = Math.floor(place * text.length);
      text = text.slice(0, at) + token + text.slice(at + length);
    }
    return text;
  });

const anyValidBody = fc.oneof(anyBody, anyBodyWithExtras).map((body) => JSON.stringify(body));

const forbiddenValues: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/"price":[^,}]+/, '"price":-1'],
  [/"w":\d+/, '"w":0'],
  [/"bidder":"[^"]*"/, '"bidder":""'],
  [/"imp_id":"[^"]*"/g, '"imp_id":""'],
];

/** Of the right form, with a value that is not allowed if it has one of that kind. */
const anyForbiddenBody = fc
  .tuple(anyValidBody, fc.constantFrom(...forbiddenValues))
  .map(([text, [pattern, instead]]) => text.replace(pattern, instead));

/** Whatever somebody could send. */
export const anyBytes = fc.oneof(
  { weight: 4, arbitrary: anyValidBody.map((text) => Buffer.from(text)) },
  { weight: 2, arbitrary: anyForbiddenBody.map((text) => Buffer.from(text)) },
  { weight: 4, arbitrary: anyBrokenBody.map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.json().map((text) => Buffer.from(text)) },
);
