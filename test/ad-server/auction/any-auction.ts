import * as fc from "fast-check";
import type { AuctionBidInput } from "../../../ad-server/auction/auction-bid.ts";
import type { AuctionConfigurationInput } from "../../../ad-server/auction/auction-configuration.ts";
import { AuctionOptionsSchema } from "../../../ad-server/auction/auction-options.ts";
import type { NetworkAnswer } from "../../../ad-server/auction/auction.ts";
import type { AuctionInput } from "./an-auction.ts";

const cpm = fc.oneof(
  fc.integer({ min: 0, max: 2_000 }).map((cents) => cents / 100),
  fc.integer({ min: 0, max: 5_000_000 }).map((micros) => micros / 1_000_000),
  fc.constantFrom(0, 1, 999, 1_000),
);
const priority = fc.integer({ min: 1, max: 20 });
const buyerId = fc.constantFrom("b1", "b2", "b3");
const dealIds = fc.subarray(["d1", "d2", "d3"], { maxLength: 2 });
const shared = {
  isActive: fc.constantFrom(true, true, true, false),
  brand: fc.constantFrom(undefined, "cola", "shoes"),
  currency: fc.constantFrom("USD", "EUR", "XXX"),
};

const anyBid: fc.Arbitrary<Omit<AuctionBidInput, "bidId">> = fc.oneof(
  fc.record({
    kind: fc.constant("mediated" as const),
    networkId: fc.constantFrom("n1", "n2", "n3"),
    cpm,
    ...shared,
  }),
  fc.record({ kind: fc.constant("managed" as const), cpm, priority, ...shared }),
  fc.record({
    kind: fc.constant("guaranteed" as const),
    pcpm: cpm,
    bookedCpm: cpm,
    priority,
    delivery: fc.constantFrom("impressions" as const, "exclusive" as const),
    ...shared,
  }),
  fc.record({ kind: fc.constant("rtb" as const), buyerId, cpm, dealIds, ...shared }),
);

const anyBids = fc
  .array(anyBid, { maxLength: 12 })
  .map((each) => each.map((one, index) => ({ ...one, bidId: `bid-${index}` }) as AuctionBidInput));

const anyOption = (key: keyof typeof AuctionOptionsSchema.shape): fc.Arbitrary<unknown> => {
  const schema = AuctionOptionsSchema.shape[key].unwrap();
  if ("options" in schema) return fc.constantFrom(...(schema.options as readonly string[]));
  if (key === "resellingPriority") return priority;
  return key === "frequencyDecay" ? fc.double({ min: 0, max: 1, noNaN: true }) : fc.boolean();
};
const optionKeys = Object.keys(
  AuctionOptionsSchema.shape,
) as (keyof typeof AuctionOptionsSchema.shape)[];
/** Any of the options, at any of their values. */
export const anyOptions = fc.record(
  Object.fromEntries(optionKeys.map((key) => [key, anyOption(key)])),
  {
    requiredKeys: [],
  },
);

const floorUsd = fc.option(
  fc.integer({ min: 0, max: 500 }).map((cents) => cents / 100),
  { nil: undefined },
);
const dealOf = (dealId: string) =>
  fc.record({
    dealId: fc.constant(dealId),
    auction: fc.constantFrom("open" as const, "private" as const),
    pricing: fc.constantFrom("standard" as const, "fixed" as const),
    askUsd: fc.option(fc.integer({ min: 0, max: 500 }).map((cents) => cents / 100)),
    priority,
    buyerIds: fc.subarray(["b1", "b2", "b3"], { minLength: 1 }),
  });
const ymRule = fc.record({
  ruleId: fc.constantFrom("r1", "r2"),
  hardFloorUsd: fc.integer({ min: 0, max: 300 }).map((cents) => cents / 100),
  priority: fc.integer({ min: 1, max: 10 }),
  appliesTo: fc.constantFrom(
    "all" as const,
    "external-only" as const,
    "external-non-preferred" as const,
  ),
});

const configuration: fc.Arbitrary<AuctionConfigurationInput> = fc
  .record({
    options: anyOptions,
    deals: fc.tuple(dealOf("d1"), dealOf("d2")).map((deals) => [...deals]),
    biases: fc.array(
      fc.record({ buyerIds: fc.constant(["b1"]), percent: fc.integer({ min: -90, max: 90 }) }),
      {
        maxLength: 1,
      },
    ),
    floors: fc.record({
      nativeAssetUsd: floorUsd,
      ymRules: fc.option(fc.array(ymRule, { maxLength: 2 }), { nil: undefined }),
      allowsReserveOverride: fc.boolean(),
      defaultCreativeUsd: floorUsd,
      placementUsd: floorUsd,
    }),
    adQuality: fc.constantFrom({}, { bannedBrands: ["cola"] }),
    ratesUsd: fc.constant({ EUR: 1.1 }),
    waterfall: fc.record({
      steps: fc.integer({ min: -1, max: 3 }),
      timeoutMs: fc.integer({ min: 1, max: 500 }),
    }),
  })
  .map((each) => JSON.parse(JSON.stringify(each)) as AuctionConfigurationInput);

const answer: fc.Arbitrary<NetworkAnswer> = fc.record({
  kind: fc.constantFrom("ad" as const, "no-ad" as const, "error" as const),
  latencyMs: fc.integer({ min: 0, max: 2_000 }),
});

/** Any auction at all: every option, every floor, deals of both kinds, networks that fail. */
export const anyAuction: fc.Arbitrary<AuctionInput> = fc.record({
  bids: anyBids,
  configuration,
  impression: fc.record({ mediaType: fc.constantFrom("banner", "native") }),
  request: fc.record({ dynamicFloorUsd: floorUsd, auctionId: fc.string() }),
  networks: fc.record({ n1: answer, n2: answer, n3: answer }),
});
