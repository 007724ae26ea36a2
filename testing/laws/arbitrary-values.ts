import {
  array,
  bigInt,
  constantFrom,
  dictionary,
  jsonValue,
  nat,
  oneof,
  record,
  string,
  uniqueArray,
  type Arbitrary,
} from "fast-check";
import type { JsonObject, JsonValue } from "../../sdk/index.ts";

/** From the simplest on, which is what a broken case shrinks to. */
const notableBids = [
  0,
  1,
  2,
  3,
  5,
  10,
  100,
  0.5,
  0.01,
  1.005,
  0.1 + 0.2,
  2.123_456_789_012_345,
  1e6,
  1e9,
  1e15,
  1e308,
  1e-9,
  5e-324,
] as const;

/** What a bid may be: nothing, cents, next to nothing, a fortune, and what no decimal fraction can hold. */
export const arbitraryBid: Arbitrary<number> = oneof(
  { withCrossShrink: true },
  nat(notableBids.length - 1).map((index) => notableBids[index] ?? 0),
  nat(2000).map((cents) => cents / 100),
);

// A key of this name is data in JSON, and a trap in whatever reads it next.
const arbitraryKey = string({ maxLength: 8 }).filter((key) => key !== "__proto__");

/** Signals are any JSON objects: a script has to live with keys that it has never heard of. */
export const arbitrarySignals: Arbitrary<JsonObject> = dictionary(
  arbitraryKey,
  jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue),
  { maxKeys: 3, noNullPrototype: true },
);

export const arbitraryRenderUri: Arbitrary<string> = constantFrom(
  "https://buyer.example/ads/1",
  "https://buyer.example/ads/2?size=320x50",
  "https://other.example/ads/%C3%A4",
);

export const arbitraryAd: Arbitrary<JsonObject> = record(
  {
    render_uri: arbitraryRenderUri,
    metadata: arbitrarySignals,
    ad_counter_keys: uniqueArray(nat(9), { minLength: 1, maxLength: 3 }),
  },
  { requiredKeys: ["render_uri", "metadata"], noNullPrototype: true },
);

/** An ad selection id is a negative 64-bit integer, and a script is told it as decimal text. */
const arbitraryId = bigInt({ min: -(2n ** 63n), max: -1n });

/** In order of id, as the device hands them over; bids tie often. */
export const arbitraryOutcomes: Arbitrary<readonly JsonObject[]> = uniqueArray(
  record({ id: arbitraryId, bid: oneof({ withCrossShrink: true }, nat(3), arbitraryBid) }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 5 },
).map((outcomes) =>
  outcomes
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, bid }) => ({ id: String(id), bid })),
);

export const arbitraryAudiences: Arbitrary<readonly JsonObject[]> = array(
  record(
    {
      buyer: constantFrom("buyer.example", "other.example"),
      name: constantFrom("shoppers", "cart leavers", ""),
    },
    { noNullPrototype: true },
  ),
  { minLength: 1, maxLength: 3 },
);
