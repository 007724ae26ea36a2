import { expect, it } from "vitest";
import type { AuctionConfigurationInput } from "../../../ad-server/auction/auction-configuration.ts";
import type { AuctionBidInput } from "../../../ad-server/auction/auction-bid.ts";
import {
  anAuction,
  deal,
  dealBid,
  decisionOf,
  guaranteed,
  managed,
  mediated,
  privateDeal,
  rtb,
  type AuctionInput,
} from "./an-auction.ts";

interface Example {
  readonly name: string;
  readonly bids: readonly AuctionBidInput[];
  readonly configuration?: AuctionConfigurationInput;
  readonly networks?: AuctionInput["networks"];
  readonly decided: {
    readonly stage?: string;
    readonly winner: string | undefined;
    readonly paysUsd: number | undefined;
    readonly lost: Readonly<Record<string, string>>;
  };
}

function check({ bids, configuration = {}, networks = {}, decided }: Example): void {
  expect(decisionOf(anAuction({ bids, configuration, networks }))).toEqual({
    stage: "open",
    ...decided,
  });
}

const coolAds = mediated("coolads", 2);

it.each<Example>([
  {
    name: "1: the network has an ad; what it pays is known later",
    bids: [coolAds, managed("direct", 1.75), rtb("rtb", 1.25)],
    decided: {
      winner: "coolads",
      paysUsd: undefined,
      lost: { direct: "outranked", rtb: "outranked" },
    },
  },
  {
    name: "2: it has none, so the next highest bid is served",
    bids: [coolAds, managed("direct", 1.75), rtb("rtb", 1.25)],
    networks: { coolads: "no-ad" },
    decided: {
      winner: "direct",
      paysUsd: 1.75,
      lost: { coolads: "network-no-ad", rtb: "outranked" },
    },
  },
  {
    name: "3: it has none, and the RTB brand is banned",
    bids: [coolAds, managed("direct", 1.25), rtb("rtb", 1.75, { brand: "cola" })],
    configuration: { adQuality: { bannedBrands: ["cola"] } },
    networks: { coolads: "no-ad" },
    decided: {
      winner: "direct",
      paysUsd: 1.25,
      lost: { coolads: "network-no-ad", rtb: "brand-banned" },
    },
  },
])("mediation example $name (spec: monetize 2.4)", check);

const firstPrivate = [rtb("n7", 7), rtb("n4", 4), rtb("n3", 3.5)];
const privateDecided = {
  n7: "private-auction-decided",
  n4: "private-auction-decided",
  n3: "private-auction-decided",
};

it.each<Example>([
  {
    name: "open, deal wins",
    bids: [dealBid("d", 4), rtb("n1", 3.25), rtb("n2", 3)],
    configuration: { deals: [deal("d", 3.5)] },
    decided: { winner: "d", paysUsd: 4, lost: { n1: "outranked", n2: "outranked" } },
  },
  {
    name: "open, non-deal 1",
    bids: [dealBid("d", 3), rtb("n1", 2.5)],
    configuration: { deals: [deal("d", 3.5)] },
    decided: { winner: "n1", paysUsd: 2.5, lost: { d: "below-deal-ask" } },
  },
  {
    name: "open, non-deal 2",
    bids: [dealBid("d1", 4), dealBid("d2", 3), rtb("n1", 2.5)],
    configuration: { deals: [deal("d1", 4.5), deal("d2", 3.5)] },
    decided: {
      winner: "n1",
      paysUsd: 2.5,
      lost: { d1: "below-deal-ask", d2: "below-deal-ask" },
    },
  },
  {
    name: "private, deal wins",
    bids: [dealBid("d1", 5), dealBid("d2", 3.75), ...firstPrivate],
    configuration: { deals: [privateDeal("d1", 4.5), privateDeal("d2", 3.5)] },
    decided: {
      stage: "private",
      winner: "d1",
      paysUsd: 5,
      lost: { d2: "outranked", ...privateDecided },
    },
  },
  {
    name: "private, priority",
    bids: [dealBid("p5", 5), dealBid("p8", 3.75), ...firstPrivate],
    configuration: { deals: [privateDeal("p5", 4.5, 5), privateDeal("p8", 3.5, 8)] },
    decided: {
      stage: "private",
      winner: "p8",
      paysUsd: 3.75,
      lost: { p5: "lower-deal-priority", ...privateDecided },
    },
  },
  {
    name: "private, none clears",
    bids: [dealBid("d1", 4), dealBid("d2", 3.5), ...firstPrivate],
    configuration: { deals: [privateDeal("d1", 4.5), privateDeal("d2", 3.75)] },
    decided: {
      winner: "n7",
      paysUsd: 7,
      lost: { d1: "below-deal-ask", d2: "below-deal-ask", n4: "outranked", n3: "outranked" },
    },
  },
  {
    name: "yield floor against deal: the ask is what counts",
    bids: [dealBid("d", 1.25)],
    configuration: {
      deals: [deal("d", 1)],
      floors: { ymRules: [{ ruleId: "base", hardFloorUsd: 2 }] },
    },
    decided: { winner: "d", paysUsd: 1.25, lost: {} },
  },
  {
    name: "fixed: ranked at the ask, and pays it",
    bids: [dealBid("d", 4), rtb("n1", 3.25), rtb("n2", 3)],
    configuration: { deals: [deal("d", 3.5, { pricing: "fixed" })] },
    decided: { winner: "d", paysUsd: 3.5, lost: { n1: "outranked", n2: "outranked" } },
  },
  {
    name: "fixed: a bid under the ask is out of the deal and of the auction",
    bids: [dealBid("d", 3.4), rtb("n1", 3)],
    configuration: { deals: [deal("d", 3.5, { pricing: "fixed" })] },
    decided: { winner: "n1", paysUsd: 3, lost: { d: "below-deal-ask" } },
  },
  {
    name: "fixed: a bid of 10 on a deal of 3.50 loses to 3.75",
    bids: [dealBid("d", 10), rtb("n1", 3.75)],
    configuration: { deals: [deal("d", 3.5, { pricing: "fixed" })] },
    decided: { winner: "n1", paysUsd: 3.75, lost: { d: "outranked" } },
  },
])("deal picture, first price: $name (spec: monetize 3.10)", check);

it.each<Example>([
  {
    name: "private, deal wins, 2023: no bid under its floor wins, whatever was drawn",
    bids: [dealBid("d1", 4), dealBid("d2", 3.5), ...firstPrivate],
    configuration: { deals: [privateDeal("d1", 4.5), privateDeal("d2", 3.5)] },
    decided: {
      stage: "private",
      winner: "d2",
      paysUsd: 3.5,
      lost: { d1: "below-deal-ask", ...privateDecided },
    },
  },
  {
    name: "private, deal wins, 2024-03-21: equal to its floor is enough",
    bids: [dealBid("d1", 4), dealBid("d2", 3.5), ...firstPrivate],
    configuration: { deals: [privateDeal("d1", 4), privateDeal("d2", 3.5)] },
    decided: {
      stage: "private",
      winner: "d1",
      paysUsd: 4,
      lost: { d2: "outranked", ...privateDecided },
    },
  },
  {
    name: "private, priority, 2023 and 2024-03-21: lost to a higher priority, and not to its floor",
    bids: [dealBid("p5", 4), dealBid("p8", 3.75), ...firstPrivate],
    configuration: { deals: [privateDeal("p5", 3, 5), privateDeal("p8", 2.75, 8)] },
    decided: {
      stage: "private",
      winner: "p8",
      paysUsd: 3.75,
      lost: { p5: "lower-deal-priority", ...privateDecided },
    },
  },
])("deal picture, an earlier state: $name (spec: monetize 3.10)", check);

const secondPrice = (more: AuctionConfigurationInput): AuctionConfigurationInput => ({
  options: { price: "second" },
  ...more,
});

it.each<Example>([
  {
    name: "open, deal wins: its ask is over the next bid",
    bids: [dealBid("d", 4), rtb("n1", 3.25), rtb("n2", 3)],
    configuration: secondPrice({ deals: [deal("d", 3.5)] }),
    decided: { winner: "d", paysUsd: 3.5, lost: { n1: "outranked", n2: "outranked" } },
  },
  {
    name: "open, non-deal 1: a deal that misses its ask still stands next",
    bids: [rtb("n1", 4), dealBid("d", 3.25), rtb("n2", 3)],
    configuration: secondPrice({ deals: [deal("d", 3.5)] }),
    decided: { winner: "n1", paysUsd: 3.26, lost: { d: "below-deal-ask", n2: "outranked" } },
  },
  {
    name: "open, non-deal 2: rejected bids above the winner do not count",
    bids: [dealBid("d1", 4), dealBid("d2", 3.5), rtb("n1", 2.5), rtb("n2", 2)],
    configuration: secondPrice({ deals: [deal("d1", 4.25), deal("d2", 3.75)] }),
    decided: {
      winner: "n1",
      paysUsd: 2.01,
      lost: { d1: "below-deal-ask", d2: "below-deal-ask", n2: "outranked" },
    },
  },
  {
    name: "private, deal wins: only the private second counts",
    bids: [dealBid("d1", 4), dealBid("d2", 3.5), ...firstPrivate],
    configuration: secondPrice({ deals: [privateDeal("d1", 3), privateDeal("d2", 2.75)] }),
    decided: {
      stage: "private",
      winner: "d1",
      paysUsd: 3.51,
      lost: { d2: "outranked", ...privateDecided },
    },
  },
  {
    name: "private, priority: never more than its own bid",
    bids: [dealBid("p5", 4), dealBid("p8", 3.75), ...firstPrivate],
    configuration: secondPrice({ deals: [privateDeal("p5", 3, 5), privateDeal("p8", 2.75, 8)] }),
    decided: {
      stage: "private",
      winner: "p8",
      paysUsd: 3.75,
      lost: { p5: "lower-deal-priority", ...privateDecided },
    },
  },
  {
    name: "private, none clears",
    bids: [dealBid("d1", 4), dealBid("d2", 3.5), ...firstPrivate],
    configuration: secondPrice({ deals: [privateDeal("d1", 4.5), privateDeal("d2", 3.75)] }),
    decided: {
      winner: "n7",
      paysUsd: 4.01,
      lost: { d1: "below-deal-ask", d2: "below-deal-ask", n4: "outranked", n3: "outranked" },
    },
  },
  {
    name: "yield floor against deal: the ask is the price floor",
    bids: [dealBid("d", 1.25)],
    configuration: secondPrice({
      deals: [deal("d", 1)],
      floors: { ymRules: [{ ruleId: "base", hardFloorUsd: 2 }] },
    }),
    decided: { winner: "d", paysUsd: 1, lost: {} },
  },
  {
    name: "a soft floor of 1.25 holds up the price of 1.50",
    bids: [rtb("a", 1.5), rtb("b", 1)],
    configuration: secondPrice({
      floors: { ymRules: [{ ruleId: "base", hardFloorUsd: 0, softFloorUsd: 1.25 }] },
    }),
    decided: { winner: "a", paysUsd: 1.25, lost: { b: "outranked" } },
  },
  {
    name: "without the soft floor it pays 1.01",
    bids: [rtb("a", 1.5), rtb("b", 1)],
    configuration: secondPrice({ floors: { ymRules: [{ ruleId: "base", hardFloorUsd: 0 }] } }),
    decided: { winner: "a", paysUsd: 1.01, lost: { b: "outranked" } },
  },
  {
    name: "a bid under the soft floor pays itself",
    bids: [rtb("b", 1)],
    configuration: secondPrice({
      floors: { ymRules: [{ ruleId: "base", hardFloorUsd: 0, softFloorUsd: 1.25 }] },
    }),
    decided: { winner: "b", paysUsd: 1, lost: {} },
  },
  {
    name: "a lone bid is reduced to the hard floor",
    bids: [rtb("a", 6)],
    configuration: secondPrice({ floors: { ymRules: [{ ruleId: "base", hardFloorUsd: 2 }] } }),
    decided: { winner: "a", paysUsd: 2, lost: {} },
  },
  {
    name: "estimated clearing price 4 under both bids",
    bids: [rtb("a", 6), rtb("b", 5)],
    configuration: secondPrice({ estimatedClearingUsd: 4 }),
    decided: { winner: "a", paysUsd: 5.01, lost: { b: "outranked" } },
  },
  {
    name: "estimated clearing price 4 between them",
    bids: [rtb("a", 5), rtb("b", 3)],
    configuration: secondPrice({ estimatedClearingUsd: 4 }),
    decided: { winner: "a", paysUsd: 4, lost: { b: "outranked" } },
  },
  {
    name: "estimated clearing price 4 over both",
    bids: [rtb("a", 3), rtb("b", 2)],
    configuration: secondPrice({ estimatedClearingUsd: 4 }),
    decided: { winner: "a", paysUsd: 3, lost: { b: "outranked" } },
  },
  {
    name: "a fixed deal ranks at its ask and pays it all the same",
    bids: [dealBid("d", 4), rtb("n1", 3.25), rtb("n2", 3)],
    configuration: secondPrice({ deals: [deal("d", 3.5, { pricing: "fixed" })] }),
    decided: { winner: "d", paysUsd: 3.5, lost: { n1: "outranked", n2: "outranked" } },
  },
  {
    name: "a losing bid that is really higher leaves nothing to take off",
    bids: [rtb("A", 1.5), rtb("B", 1.3)],
    configuration: secondPrice({ biases: [{ buyerIds: ["B"], percent: 20 }] }),
    decided: { winner: "B", paysUsd: 1.3, lost: { A: "outranked" } },
  },
  {
    name: "a bias on the next bid is no money: the price is from real bids",
    bids: [rtb("A", 1.5), rtb("B", 1)],
    configuration: secondPrice({ biases: [{ buyerIds: ["B"], percent: 20 }] }),
    decided: { winner: "A", paysUsd: 1.01, lost: { B: "outranked" } },
  },
  {
    name: "a fixed deal that lost is worth its ask, whatever its buyer bid",
    bids: [dealBid("d", 10), rtb("n1", 3.75)],
    configuration: secondPrice({ deals: [deal("d", 3.5, { pricing: "fixed" })] }),
    decided: { winner: "n1", paysUsd: 3.51, lost: { d: "outranked" } },
  },
  {
    name: "a network that had no ad holds up nothing",
    bids: [mediated("network", 2), rtb("a", 1.5), rtb("b", 1)],
    configuration: secondPrice({}),
    networks: { network: "no-ad" },
    decided: { winner: "a", paysUsd: 1.01, lost: { network: "network-no-ad", b: "outranked" } },
  },
  {
    name: "managed demand that is kept out of the private auction holds up nothing there (A9)",
    bids: [dealBid("d", 4), managed("line", 3)],
    configuration: {
      options: { price: "second", managedInPrivateAuction: false },
      deals: [privateDeal("d", 1)],
    },
    decided: {
      stage: "private",
      winner: "d",
      paysUsd: 1,
      lost: { line: "private-auction-decided" },
    },
  },
  {
    name: "nor does a private deal without an ask that is in the open one (A29)",
    bids: [dealBid("d", 4), dealBid("free", 3)],
    configuration: {
      options: { price: "second", privateDealWithoutAsk: "open" },
      deals: [privateDeal("d", 1), privateDeal("free", null)],
    },
    decided: {
      stage: "private",
      winner: "d",
      paysUsd: 1,
      lost: { free: "private-auction-decided" },
    },
  },
  {
    name: "a soft floor holds up nothing for a bid that its rule exempts",
    bids: [dealBid("d", 2), rtb("n1", 1)],
    configuration: secondPrice({
      deals: [deal("d", null)],
      floors: {
        ymRules: [
          {
            ruleId: "base",
            hardFloorUsd: 0.5,
            softFloorUsd: 1.8,
            appliesTo: "external-non-preferred",
          },
        ],
      },
    }),
    decided: { winner: "d", paysUsd: 1.01, lost: { n1: "outranked" } },
  },
])("second price: $name (spec: monetize 3.6, 3.8, 3.10)", check);

it.each<readonly [string, AuctionConfigurationInput, number]>([
  ["a floor of 6.90", { floors: { placementUsd: 6.9 } }, 6.9],
  ["an estimated clearing price of 6.90", { estimatedClearingUsd: 6.9 }, 6.9],
  ["the second bid alone", {}, 0.7294],
])(
  "debug auction picture: %s sets the price of 7.00 (spec: monetize 3.10)",
  (_name, more, paid) => {
    const { winner, bids } = anAuction({
      bids: [rtb("first", 7), rtb("second", 0.7194)],
      configuration: secondPrice(more),
    });

    const isUnderTheFloor = more.floors !== undefined;
    expect(winner).toMatchObject({ bidId: "first", cpmUsd: paid });
    expect(bids.map(({ rankUsd, rule }) => [rankUsd, rule])).toEqual([
      [7, undefined],
      [0.7194, isUnderTheFloor ? "below-reserve" : "outranked"],
    ]);
  },
);

const viewable = (cpm: number, predicted: number, wasViewable: boolean) =>
  rtb("v", cpm, { viewability: { predicted, wasViewable } });

it.each<Example>([
  {
    name: "ranked at 7.50, seen: pays 10",
    bids: [viewable(10, 0.75, true), rtb("n", 4)],
    configuration: secondPrice({}),
    decided: { winner: "v", paysUsd: 10, lost: { n: "outranked" } },
  },
  {
    name: "ranked at 5.00, not seen: pays nothing",
    bids: [viewable(10, 0.5, false), rtb("n", 1)],
    configuration: secondPrice({}),
    decided: { winner: "v", paysUsd: 0, lost: { n: "outranked" } },
  },
  {
    name: "ranked at 2.50: loses to 5, which pays 4.01",
    bids: [viewable(10, 0.25, true), rtb("n5", 5), rtb("n4", 4)],
    configuration: secondPrice({}),
    decided: { winner: "n5", paysUsd: 4.01, lost: { v: "outranked", n4: "outranked" } },
  },
])("viewable CPM: $name (spec: monetize 3.10)", check);

it.each<Example>([
  {
    name: "+20% puts B before A, and B pays its own bid",
    bids: [rtb("A", 1.5), rtb("B", 1.3)],
    configuration: { biases: [{ buyerIds: ["B"], percent: 20 }] },
    decided: { winner: "B", paysUsd: 1.3, lost: { A: "outranked" } },
  },
  {
    name: "-10% puts C behind D",
    bids: [rtb("C", 1.5), rtb("D", 1.4)],
    configuration: { biases: [{ buyerIds: ["C"], percent: -10 }] },
    decided: { winner: "D", paysUsd: 1.4, lost: { C: "outranked" } },
  },
])("bias: $name (spec: monetize 3.8)", check);

it.each<Example>([
  {
    name: "reselling priority 8 keeps RTB out",
    bids: [managed("m", 3, 8), rtb("r", 5)],
    configuration: { options: { resellingPriority: 8 } },
    decided: { winner: "m", paysUsd: 3, lost: { r: "rtb-excluded" } },
  },
  {
    name: "reselling priority 9 lets it in",
    bids: [managed("m", 3, 8), rtb("r", 5)],
    configuration: { options: { resellingPriority: 9 } },
    decided: { winner: "r", paysUsd: 5, lost: { m: "outranked" } },
  },
  {
    name: "bidding-priority A",
    bids: [managed("C1", 1, 10), managed("C2", 2, 5), rtb("C3", 9)],
    decided: {
      winner: "C1",
      paysUsd: 1,
      lost: { C2: "lower-managed-priority", C3: "rtb-excluded" },
    },
  },
])("priority: $name (spec: monetize 2.5)", check);

it("serves bidding-priority B in the order C1, C2, C5, C4, C3 (spec: monetize 2.5)", () => {
  const bids = [
    managed("C1", 5, 10),
    managed("C2", 1, 10),
    managed("C3", 4, 4),
    managed("C4", 2, 5),
    rtb("C5", 10),
  ];
  const served: string[] = [];

  while (served.length < bids.length) {
    const capped = bids.map((bid) => ({
      ...bid,
      caps: [{ name: "impressions", limit: 1, used: served.includes(bid.bidId) ? 1 : 0 }],
    }));
    served.push(anAuction({ bids: capped }).winner?.bidId ?? "nobody");
  }

  expect(served).toEqual(["C1", "C2", "C5", "C4", "C3"]);
});

const G = (bidId: string, priority: number) => guaranteed(bidId, 1, priority);
const S = (bidId: string, priority: number) => managed(bidId, 1, priority);

it.each([
  [
    "1",
    6,
    [G("A", 12), G("B", 12), G("C", 12), S("X", 10), S("Y", 10), S("Z", 9), rtb("r", 9)],
    ["one of A B C"],
  ],
  [
    "2",
    6,
    [G("A", 16), G("B", 16), G("C", 10), S("X", 16), S("Y", 5), S("Z", 16), rtb("r", 9)],
    ["one of A B", "X", "Z"],
  ],
  [
    "3.1",
    13,
    [G("A", 12), G("B", 12), G("C", 10), S("X", 12), S("Y", 9), S("Z", 12), rtb("r", 9)],
    ["one of A B", "X", "Z", "r"],
  ],
  [
    "3.2",
    13,
    [G("A", 10), G("B", 10), G("C", 10), S("X", 12), S("Y", 9), S("Z", 12), rtb("r", 9)],
    ["one of A B C", "X", "Z", "r"],
  ],
  [
    "3.3",
    13,
    [G("A", 12), G("B", 10), G("C", 10), S("X", 10), S("Y", 9), S("Z", 10), rtb("r", 9)],
    ["A", "X", "Z", "r"],
  ],
])(
  "sends the bids of ODA scenario %s (spec: monetize 2.5)",
  (_name, resellingPriority, bids, field) => {
    const { ranking } = anAuction({ bids, configuration: { options: { resellingPriority } } });

    const places = field.map((each) => each.replace("one of ", "").split(" "));
    expect(ranking).toHaveLength(field.length);
    for (const place of places) {
      expect(ranking.filter((bidId) => place.includes(bidId))).toHaveLength(1);
    }
  },
);

it("serves an exclusive guaranteed line item alone (spec: monetize 2.5)", () => {
  const exclusive = guaranteed("E", 1, 19, { delivery: "exclusive" });

  const decision = decisionOf(
    anAuction({ bids: [S("X", 19), G("A", 14), rtb("r", 9), exclusive] }),
  );

  expect(decision).toEqual({
    stage: "exclusive",
    winner: "E",
    paysUsd: 8,
    lost: { X: "exclusive-present", A: "exclusive-present", r: "exclusive-present" },
  });
});

it.each([
  ["second", "fee", { cpmUsd: 0.81, buyerPaysUsd: 0.891 }],
  ["second", "deduction", { cpmUsd: 0.81, buyerPaysUsd: 0.9 }],
  ["first", "fee", { cpmUsd: 1.2, buyerPaysUsd: 1.32 }],
  ["first", "deduction", { cpmUsd: 1.08, buyerPaysUsd: 1.2 }],
] as const)("%s price with a buyer's %s of 10%% (spec: monetize 3.7)", (price, kind, paid) => {
  const { winner } = anAuction({
    bids: [rtb("a", 1.2), rtb("b", 0.8)],
    configuration: { options: { price }, fees: { buyers: { a: { kind, ratio: 0.1 } } } },
  });

  expect(winner).toMatchObject({ bidId: "a", ...paid });
});

it("splits a price between buyer, platform and seller (spec: monetize 3.7, use case)", () => {
  const fee = { kind: "deduction", ratio: 0.05 } as const;

  const { winner, bids } = anAuction({
    bids: [rtb("first", 6 * 0.9), rtb("second", 5 * 0.95)], // what their bidders keep is off already
    configuration: secondPrice({
      floors: { placementUsd: 2 },
      estimatedClearingUsd: 3,
      fees: { buyers: { first: fee, second: fee } },
    }),
  });

  expect(bids.map(({ rankUsd }) => rankUsd)).toEqual([5.13, 4.5125]);
  // The documents round to cents at each step: 4.52, 4.76 and 4.52.
  expect(winner).toMatchObject({
    bidId: "first",
    cpmUsd: 4.5225,
    buyerPaysUsd: 4.760526,
    sellerGetsUsd: 4.5225,
  });
});

it.each([
  [1.25, undefined],
  [1.24, "below-deal-ask"],
])(
  "of a bid of %d on an ask of 1.00, a deduction of 20%% makes %s (spec: monetize 3.7)",
  (cpm, rule) => {
    const { bids } = anAuction({
      bids: [dealBid("d", cpm)],
      configuration: {
        deals: [deal("d", 1)],
        fees: { buyers: { d: { kind: "deduction", ratio: 0.2 } } },
      },
    });

    expect(bids[0]?.rule).toBe(rule);
  },
);

it.each([
  [2, "other"],
  [2.36, "member"],
])("considers a member's net bid first from 2.00 on: %d (spec: monetize 3.11)", (cpm, winner) => {
  const result = anAuction({
    bids: [rtb("member", cpm), rtb("other", 5)],
    configuration: {
      tiers: [{ buyerIds: ["member"], minUsd: 2 }],
      fees: { buyers: { member: { kind: "deduction", ratio: 0.15 } } }, // 2.00 nets 1.70
    },
  });

  expect(result.winner?.bidId).toBe(winner);
});

it.each([
  [5, 5, "line"],
  [5, 6, "deal"],
  [6, 5, "line"],
])(
  "line item of priority %d against a private deal of %d: %s (spec: monetize 3.4)",
  (ofLine, ofDeal, winner) => {
    const result = anAuction({
      bids: [managed("line", 3, ofLine), dealBid("deal", 2), rtb("open", 9)],
      configuration: {
        deals: [privateDeal("deal", 1, ofDeal)],
        options: { resellingPriority: 20 },
      },
    });

    expect([result.winner?.bidId, result.bids[2]?.rule]).toEqual([
      winner,
      "private-auction-decided",
    ]);
  },
);

it("sends the guaranteed line item that is furthest from its goal most often (spec: monetize 2.5)", () => {
  const bids = [
    guaranteed("near", 1, 14, { weight: 1 }),
    guaranteed("far", 1, 14, { weight: 3 }),
    guaranteed("done", 9, 13),
  ];

  const sent = Array.from(
    { length: 400 },
    (_, index) => anAuction({ bids, request: { auctionId: `auction-${index}` } }).winner?.bidId,
  );

  const far = sent.filter((bidId) => bidId === "far").length;
  expect(new Set(sent)).toEqual(new Set(["near", "far"]));
  expect(far).toBeGreaterThan(260); // 300 is expected; p = 1e-5 for what is outside
  expect(far).toBeLessThan(340);
});

it("knows no fees of a buyer but its own, whatever it is called", () => {
  const { winner } = anAuction({
    bids: [rtb("constructor", 2, { currency: "EUR" })],
    configuration: { ratesUsd: { EUR: 2 } },
  });

  expect(winner).toMatchObject({ cpmUsd: 4, buyerPaysUsd: 4, sellerGetsUsd: 4 });
});
