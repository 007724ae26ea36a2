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
    name: "fixed: a bid of 10 on a deal of 3.50 loses to 3.75",
    bids: [dealBid("d", 10), rtb("n1", 3.75)],
    configuration: { deals: [deal("d", 3.5, { pricing: "fixed" })] },
    decided: { winner: "n1", paysUsd: 3.75, lost: { d: "outranked" } },
  },
])("deal picture, first price: $name (spec: monetize 3.10)", check);

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
])("second price: $name (spec: monetize 3.10)", check);

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
