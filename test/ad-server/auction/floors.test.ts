import { expect, it } from "vitest";
import type { AuctionConfigurationInput } from "../../../ad-server/auction/auction-configuration.ts";
import { anAuction, deal, dealBid, managed, rtb, type AuctionInput } from "./an-auction.ts";

type Floors = NonNullable<AuctionConfigurationInput["floors"]>;

const base = (hardFloorUsd: number, more: object = {}) => [
  { ruleId: "base", hardFloorUsd, ...more },
];

/** The floor of the only bid, as `source cpm`. */
function floorOf(
  input: Omit<AuctionInput, "bids"> & { readonly bids?: AuctionInput["bids"] },
): string {
  const [bid] = anAuction({ bids: [rtb("a", 9)], ...input }).bids;
  return `${bid?.floor?.source} ${bid?.floor?.cpmUsd}`;
}

it.each<readonly [string, Floors, string]>([
  [
    "native assets before the yield rule",
    { nativeAssetUsd: 1, ymRules: base(2) },
    "native-asset 1",
  ],
  ["the yield rule before reserves", { ymRules: base(1), defaultCreativeUsd: 3 }, "yield-rule 1"],
  [
    "the default creative before the placement",
    { defaultCreativeUsd: 1, placementUsd: 3 },
    "default-creative 1",
  ],
  ["the placement when there is nothing else", { placementUsd: 3 }, "placement 3"],
  [
    "a yield rule of 0 with a soft floor before the placement",
    { ymRules: base(0, { softFloorUsd: 2 }), placementUsd: 3 },
    "yield-rule 0",
  ],
  ["nothing at all", {}, "none 0"],
])(
  "takes the first floor of the ladder, not the highest: %s (spec: monetize 3.5)",
  (_name, floors, floor) => {
    expect(floorOf({ configuration: { floors }, impression: { mediaType: "native" } })).toBe(floor);
  },
);

it("takes the request's floor before reserves, even if it is lower (spec: monetize 3.5)", () => {
  const configuration = { floors: { defaultCreativeUsd: 3, placementUsd: 3 } };

  expect(floorOf({ configuration, request: { dynamicFloorUsd: 1 } })).toBe("dynamic 1");
});

it.each([
  [false, 1, "yield-rule 2"],
  [false, 2, "yield-rule 2"],
  [false, 3, "yield-rule 2"],
  [true, 1, "yield-rule 2"],
  [true, 2, "yield-rule 2"],
  [true, 3, "dynamic 3"],
])(
  "with override %s and a dynamic floor of %d, the floor is %s (spec: monetize 3.5)",
  (allowsReserveOverride, dynamicFloorUsd, floor) => {
    const configuration = { floors: { ymRules: base(2), allowsReserveOverride } };

    expect(floorOf({ configuration, request: { dynamicFloorUsd } })).toBe(floor);
  },
);

it.each([
  ["no ask", null, "yield-rule 2"],
  ["an ask of 0", 0, "deal-ask 0"],
  ["an ask", 1, "deal-ask 1"],
])(
  "holds a deal with %s against %s: the floor is %s (spec: monetize 3.1)",
  (_name, askUsd, floor) => {
    const configuration = { deals: [deal("d", askUsd)], floors: { ymRules: base(2) } };

    expect(floorOf({ bids: [dealBid("d", 9)], configuration })).toBe(floor);
  },
);

it.each([
  ["all", managed("m", 9), "yield-rule 2"],
  ["external-only", managed("m", 9), "none 0"],
  ["external-only", dealBid("d", 9), "yield-rule 2"],
  ["external-non-preferred", dealBid("d", 9), "none 0"],
  ["external-non-preferred", rtb("a", 9), "yield-rule 2"],
])("applies a yield rule for %s to whom it says (spec: monetize 3.5)", (appliesTo, bid, floor) => {
  const configuration = { deals: [deal("d", null)], floors: { ymRules: base(2, { appliesTo }) } };

  expect(floorOf({ bids: [bid], configuration })).toBe(floor);
});

it("takes the yield rule of the highest priority that fits impression and demand (spec: monetize 3.5)", () => {
  const ymRules = [
    ...base(1, { priority: 1 }),
    { ruleId: "for-b", hardFloorUsd: 5, priority: 9, demand: { buyerIds: ["b"] } },
    { ruleId: "in-de", hardFloorUsd: 4, priority: 8, targeting: { countries: ["DE"] } },
    { ruleId: "in-fr", hardFloorUsd: 3, priority: 7, targeting: { countries: ["FR"] } },
  ];

  const { bids } = anAuction({
    bids: [rtb("a", 9), rtb("b", 9.5)],
    impression: { country: "FR" },
    configuration: { floors: { ymRules } },
  });

  expect(bids.map(({ floor }) => floor)).toEqual([
    { source: "yield-rule", cpmUsd: 3, ruleId: "in-fr" },
    { source: "yield-rule", cpmUsd: 5, ruleId: "for-b" },
  ]);
});

it("lets a positive bias carry a bid over the yield floor, and pays the bid (spec: monetize 3.8)", () => {
  const configuration = {
    floors: { ymRules: base(2) },
    biases: [{ buyerIds: ["a"], percent: 20 }],
  };

  const { winner } = anAuction({ bids: [rtb("a", 1.7)], configuration });

  expect(winner).toMatchObject({ bidId: "a", cpmUsd: 1.7 });
});

it("names floor, values and rule of a bid that misses it", () => {
  const configuration = { floors: { ymRules: base(2) }, deals: [deal("d", 4)] };

  const { bids } = anAuction({ bids: [rtb("a", 1.7), dealBid("d", 3.999999)], configuration });

  expect(bids).toEqual([
    {
      bidId: "a",
      kind: "rtb",
      rankUsd: 1.7,
      floor: { source: "yield-rule", cpmUsd: 2, ruleId: "base" },
      rule: "below-yield-floor",
      detail: "its net bid of 1.7 is under the yield rule's floor of 2",
    },
    {
      bidId: "d",
      kind: "rtb",
      rankUsd: 3.999999,
      floor: { source: "deal-ask", cpmUsd: 4 },
      rule: "below-deal-ask",
      detail: "its net bid of 3.999999 is under its deal's ask of 4",
    },
  ]);
});
