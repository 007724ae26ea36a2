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
    anyBody,
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
