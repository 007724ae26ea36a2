import * as fc from "fast-check";
import { MediatedBidSchema } from "../../../ad-server/auction/auction-bid.ts";
import type { MediatedSource, NetworkSdk } from "../../../ad-server/chains/mediated-source.ts";
import { SlotBodySchema } from "../../../ad-server/supply/slot.ts";
import { SUPPLY, type SupplyKey } from "../../../ad-server/supply/supply.ts";
import { ContextualRequestSchema } from "../../../sdk/model/mediation-chain.ts";
import { anyOptions } from "../auction/any-auction.ts";
import type { SellerInput } from "./a-seller.ts";

/** What every object has, too: whoever looks names up in one carelessly finds something. */
const name = fc.constantFrom("a", "b", "c", "constructor", "__proto__", "toString");
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 2 });
const active = fc.integer({ min: 0, max: 9 }).map((place) => place > 0);
const cpm = fc.oneof(
  fc.constantFrom(0, 0.0005, 1, 1.0005, 999),
  fc.integer({ min: 0, max: 5_000_000 }).map((micros) => micros / 1_000_000),
  fc.double({ min: 0, max: 999, noNaN: true }),
);
const floor = fc.constantFrom(0, 0.5, 1, 3);
const priority = fc.integer({ min: 1, max: 20 });
const rulePriority = fc.integer({ min: 1, max: 10 });
const currency = fc.constantFrom("USD", "USD", "USD", "EUR", "XXX");
const past = fc.constantFrom("2024-02-29 23:59:59", "2024-03-01 18:30:00");
const future = fc.constantFrom("2024-03-01 18:30:00", "2030-01-01 00:00:00", "2040-01-01 00:00:00");
const sizes = fc.constantFrom("320x50", "728x90");

/** Any part of a map: what it leaves out has its default. */
const some = (shape: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.record(shape, { requiredKeys: [] });

const targeting = fc.constantFrom(
  {},
  {},
  {},
  { countries: ["DE"], hours: [18] },
  { excluded: { categories: ["constructor"], slot_ids: ["other"] } },
  { key_values: { constructor: ["x"] } },
  { key_values: { section: ["a"] }, excluded: { key_values: { toString: ["x"] } } },
);
const ad = { brand: name, category: name, creative_id: name };
const ofEveryBid = { active, currency, targeting, ...ad };

const BODIES: Readonly<Record<Exclude<SupplyKey, "slots">, fc.Arbitrary<object>>> = {
  deals: some({
    active,
    type: fc.constantFrom("open", "private"),
    auction_type: fc.constantFrom("standard", "fixed"),
    ask_price: fc.option(floor),
    priority,
    buyers: names,
    admits_banned: fc.boolean(),
  }),
  yield_rules: some({
    active,
    priority: rulePriority,
    hard_floor: floor,
    soft_floor: cpm,
    applies_to: fc.constantFrom("all", "external_non_preferred", "external_only"),
    allow_tag_reserve_override: fc.boolean(),
    targeting,
    demand: some({ buyers: names, brands: names, categories: names }),
  }),
  biases: fc
    .tuple(
      some({ active, buyers: names, priority: rulePriority, targeting }),
      fc.oneof(
        fc.record({ percent: fc.double({ min: -99.9, max: 1_000, noNaN: true }) }),
        fc.record({ cpm: fc.double({ min: -999, max: 999, noNaN: true }) }),
      ),
    )
    .map(([bias, move]) => ({ ...bias, ...move })),
  fees: fc.record({
    active,
    payer: fc.constantFrom("seller", "buyer"),
    type: fc.constantFrom("fee", "deduction"),
    percent: fc.double({ min: 0, max: 100, maxExcluded: true, noNaN: true }),
  }),
  ad_quality_rules: some({ active, banned_brands: names, banned_categories: names }),
  line_items: fc.record({
    ...ofEveryBid,
    type: fc.constantFrom("standard", "guaranteed"),
    revenue_value: cpm,
    pcpm: cpm,
    priority,
    delivery: fc.constantFrom("impressions", "exclusive"),
    weight: fc.double({ min: 0, minExcluded: true, noNaN: true, noDefaultInfinity: true }),
    start_date: past,
    end_date: future,
  }),
  rtb_bids: fc.record({
    ...ofEveryBid,
    buyer: name,
    cpm: fc.oneof(cpm, fc.constant({ from: 1, to: 2 }), fc.constant({ mean: 999, sigma: 5 })),
    bid_rate: fc.constantFrom(0, 0.5, 1),
    deals: fc.constantFrom([], [], ["a"], ["b", "constructor"]),
  }),
};

const always = { buyer: "a", buyers: ["a"], type: "standard", render_uri: "https://ad.example/" };

/** As an operator could have added it: the schema leaves out what it refuses, and names are unique. */
function anyOf(key: Exclude<SupplyKey, "slots">): fc.Arbitrary<readonly object[]> {
  const { schema } = SUPPLY[key];
  const fields = "options" in schema ? schema.options : [schema];
  const toBody = (more: object, own: string): readonly object[] => {
    const whole: object = { ...always, ...more, name: own };
    return fields
      .flatMap(({ shape }) => {
        const known = Object.entries(whole).filter(([field]) => Object.hasOwn(shape, field));
        const parsed = schema.safeParse(Object.fromEntries(known));
        return parsed.success ? [Object.fromEntries(known)] : [];
      })
      .slice(0, 1);
  };
  return fc
    .uniqueArray(fc.tuple(name, BODIES[key]), {
      maxLength: 3,
      size: "max",
      selector: ([own]) => own,
    })
    .map((bodies) => bodies.flatMap(([own, more]) => toBody(more, own)));
}

const sdk: fc.Arbitrary<NetworkSdk> = fc.record({
  adapter: fc.constant("an-adapter"),
  options: fc.constantFrom({}, { cpmUsd: "${AUCTION_PRICE}", deep: [{ uri: "${CREATIVE_URI}" }] }),
});

const source: fc.Arbitrary<MediatedSource> = fc.record({
  bid: some({
    currency,
    isActive: active,
    isNetworkActive: active,
    isSecure: active,
    timeoutMs: fc.integer({ min: 1, max: 20_000 }),
    caps: fc.constantFrom([], [], [{ name: "impressions today", limit: 2, used: 2 }]),
  }).chain((more) =>
    fc
      .record({ bidId: name, networkId: name, cpm })
      .map((own) => MediatedBidSchema.parse({ kind: "mediated", ...own, ...more })),
  ),
  sdk: fc.option(sdk, { nil: undefined, freq: 9 }),
  placementId: fc.option(name, { nil: undefined }),
  historicalCpm: fc.option(cpm, { nil: undefined }),
});

const slot = some({
  active,
  enable_for_mediation: active,
  content_retrieval_timeout_ms: fc.constantFrom(0, 300),
  reserve: floor,
  default_creative_reserve: floor,
  native_asset_reserve: floor,
  default_creative: fc.constant("https://house.example/"),
  waterfall_steps: fc.integer({ min: -1, max: 3 }),
  waterfall_timeout_ms: fc.integer({ min: 1, max: 3_000 }),
  reselling_priority: priority,
  secure: fc.constantFrom(false, false, true),
  categories: names,
  media_type: fc.constantFrom("banner", "native"),
  size: sizes,
  order: fc.constantFrom("bid", "historical-ecpm", "manual"),
  manual_order: names,
  house_network: name,
  estimated_clearing_price: cpm,
  auction_options: anyOptions,
}).map((body) => SlotBodySchema.partial().parse(body));

const request = some({
  format: fc.constantFrom("banner", "native"),
  sizes: fc.constantFrom(
    [[320, 50]],
    [
      [728, 90],
      [320, 50],
    ],
  ),
  user: fc.dictionary(
    fc.constantFrom("country", "browser", "segments", "keyValues", "__proto__"),
    fc.oneof(fc.constantFrom("DE", ["a"], { section: "a" }), fc.jsonValue({ maxDepth: 2 })),
  ),
  reserveCpmUsd: floor,
}).map((body) => ContextualRequestSchema.partial().parse(JSON.parse(JSON.stringify(body))));

const supply = fc.record(
  Object.fromEntries(
    (Object.keys(BODIES) as (keyof typeof BODIES)[]).map((key) => [key, anyOf(key)]),
  ),
) as fc.Arbitrary<NonNullable<SellerInput["supply"]>>;

/** Whatever an operator may have set up, and whatever an app may ask. */
export const anySeller: fc.Arbitrary<SellerInput> = fc.record({
  slot: slot as fc.Arbitrary<NonNullable<SellerInput["slot"]>>,
  sources: fc.array(source, { maxLength: 4, size: "max" }),
  supply,
  platform: fc.record({
    ratesUsd: fc.constantFrom({ EUR: 1.1 }, { EUR: 1_000_000 }, {}),
    houseSdks: fc.constantFrom(new Map(), new Map([["a", { adapter: "house", options: {} }]])),
    defaultContentRetrievalTimeoutMs: fc.constantFrom(0, 500, 1_000, 1_000),
    isMediationEnabledByDefault: active,
  }),
  request: request as fc.Arbitrary<NonNullable<SellerInput["request"]>>,
  luckId: fc.string(),
});
