import { expect, it } from "vitest";
import {
  AuctionOptionsSchema,
  type AuctionOptions,
} from "../../../ad-server/auction/auction-options.ts";
import type { AuctionConfigurationInput } from "../../../ad-server/auction/auction-configuration.ts";
import {
  anAuction,
  deal,
  dealBid,
  guaranteed,
  managed,
  mediated,
  privateDeal,
  rtb,
  type AuctionInput,
} from "./an-auction.ts";

type Outcome = readonly [winner: string | undefined, paysUsd?: number];

interface OpenPoint {
  /** As the documents' open points are numbered. */
  readonly point: string;
  readonly option: keyof AuctionOptions;
  readonly input: AuctionInput;
  /** What each value comes to; the first is the default. */
  readonly outcomes: readonly (readonly [
    value: AuctionOptions[keyof AuctionOptions],
    ...Outcome,
  ])[];
}

const yieldRule = (hardFloorUsd: number, more: object = {}) => ({
  ruleId: "base",
  hardFloorUsd,
  ...more,
});
const withOptions = (options: object): AuctionConfigurationInput => ({ options });

const OPEN_POINTS: readonly OpenPoint[] = [
  {
    point: "A1",
    option: "askBoundary",
    input: { bids: [dealBid("d", 4)], configuration: { deals: [deal("d", 4)] } },
    outcomes: [
      ["inclusive", "d", 4],
      ["exclusive", undefined],
    ],
  },
  {
    point: "A2",
    option: "reserveBoundary",
    input: { bids: [rtb("a", 2)], configuration: { floors: { defaultCreativeUsd: 2 } } },
    outcomes: [
      ["inclusive", "a", 2],
      ["exclusive", undefined],
    ],
  },
  {
    point: "A3",
    option: "tieBreak",
    input: { bids: [rtb("a", 2), rtb("b", 2)], request: { auctionId: "auction-3" } },
    outcomes: [
      ["random", "b", 2],
      ["lowest-bid-id", "a", 2],
    ],
  },
  {
    point: "A4",
    option: "tieBoundary",
    input: {
      bids: [rtb("a", 2), rtb("b", 2.0005)],
      configuration: withOptions({ tieBreak: "lowest-bid-id" }),
    },
    outcomes: [
      ["inclusive", "a", 2],
      ["exclusive", "b", 2.0005],
    ],
  },
  {
    point: "A5",
    option: "fixedDealBias",
    input: {
      bids: [dealBid("d", 5), rtb("a", 3.2)],
      configuration: {
        deals: [deal("d", 3, { pricing: "fixed" })],
        biases: [{ buyerIds: ["d"], percent: 10 }],
      },
    },
    outcomes: [
      ["rank", "d", 3],
      ["bid", "a", 3.2],
    ],
  },
  {
    point: "A6",
    option: "biasReachesReserves",
    input: {
      bids: [rtb("a", 1.9)],
      configuration: { floors: { placementUsd: 2 }, biases: [{ buyerIds: ["a"], percent: 10 }] },
    },
    outcomes: [
      [false, undefined],
      [true, "a", 1.9],
    ],
  },
  {
    point: "A7",
    option: "exemptFromYmFloor",
    input: {
      bids: [managed("m", 1)],
      configuration: {
        floors: { ymRules: [yieldRule(3, { appliesTo: "external-only" })], placementUsd: 2 },
      },
    },
    outcomes: [
      ["no-floor", "m", 1],
      ["next-floor", undefined],
    ],
  },
  {
    point: "A8",
    option: "lowerPrioritiesReturn",
    input: {
      bids: [mediated("network", 2), managed("line", 3, 4), rtb("r", 1.25)],
      networks: { network: "no-ad" },
    },
    outcomes: [
      ["after-the-walk", "r", 1.25],
      ["with-the-walk", "line", 3],
    ],
  },
  {
    point: "A9",
    option: "managedInPrivateAuction",
    input: {
      bids: [dealBid("d", 2), mediated("network", 2.5)],
      configuration: { deals: [privateDeal("d", 1)] },
    },
    outcomes: [
      [true, "network"],
      [false, "d", 2],
    ],
  },
  {
    point: "A10",
    option: "privateNetworkNoAd",
    input: {
      bids: [dealBid("d", 2), mediated("network", 2.5), rtb("r", 3)],
      configuration: { deals: [privateDeal("d", 1)] },
      networks: { network: "no-ad" },
    },
    outcomes: [
      ["next-in-field", "d", 2],
      ["open-auction", "r", 3],
    ],
  },
  {
    point: "A11",
    option: "dealPriorityInOpenAuction",
    input: {
      bids: [dealBid("p5", 4), dealBid("p8", 3)],
      configuration: { deals: [deal("p5", 1, { priority: 5 }), deal("p8", 1, { priority: 8 })] },
    },
    outcomes: [
      [false, "p5", 4],
      [true, "p8", 3],
    ],
  },
  {
    point: "A12",
    option: "priorityBelowReselling",
    input: {
      bids: [managed("line", 3, 10), guaranteed("g", 2, 12)],
      configuration: withOptions({ resellingPriority: 15 }),
    },
    outcomes: [
      ["price", "line", 3],
      ["priority", "g", 8],
    ],
  },
  {
    point: "A13",
    option: "privateAgainstGuaranteed",
    input: {
      bids: [dealBid("d", 2), guaranteed("g", 1.5, 14)],
      configuration: { deals: [privateDeal("d", 1)], options: { resellingPriority: 15 } },
    },
    outcomes: [
      ["price", "d", 2],
      ["priority", "g", 8],
    ],
  },
  {
    point: "A14",
    option: "fixedDealRank",
    input: {
      bids: [dealBid("d", 5), rtb("a", 2.9)],
      configuration: {
        deals: [deal("d", 3, { pricing: "fixed" })],
        fees: { seller: 0.1 },
      },
    },
    outcomes: [
      ["ask-less-fee", "a", 2.9],
      ["ask", "d", 3],
    ],
  },
  {
    point: "A15",
    option: "guaranteedRunnerUp",
    input: {
      bids: [rtb("r", 3.5), guaranteed("g", 3, 14)],
      configuration: withOptions({ price: "second", resellingPriority: 15 }),
    },
    outcomes: [
      ["exact", "r", 3],
      ["plus-increment", "r", 3.01],
    ],
  },
  {
    point: "A16",
    option: "mediatedSupportsPrice",
    input: {
      bids: [rtb("r", 3), mediated("network", 2), rtb("s", 1)],
      configuration: withOptions({ price: "second" }),
    },
    outcomes: [
      [true, "r", 2.01],
      [false, "r", 1.01],
    ],
  },
  {
    point: "A17",
    option: "ymRuleScope",
    input: {
      bids: [rtb("a", 2)],
      configuration: {
        floors: {
          ymRules: [
            { ruleId: "for-b", hardFloorUsd: 1, priority: 9, demand: { buyerIds: ["b"] } },
            { ruleId: "base", hardFloorUsd: 3, priority: 1 },
          ],
        },
      },
    },
    outcomes: [
      ["bid", undefined],
      ["auction", "a", 2],
    ],
  },
  {
    point: "A18",
    option: "ymTieBreak",
    input: {
      bids: [rtb("a", 2)],
      request: { auctionId: "auction-5" },
      configuration: {
        floors: {
          ymRules: [
            { ruleId: "rule-1", hardFloorUsd: 3 },
            { ruleId: "rule-2", hardFloorUsd: 1 },
          ],
        },
      },
    },
    outcomes: [
      ["random", "a", 2],
      ["lowest-rule-id", undefined],
    ],
  },
  {
    point: "A19",
    option: "ymFloorBasis",
    input: {
      bids: [rtb("a", 2)],
      configuration: {
        floors: { ymRules: [yieldRule(1.9)] },
        fees: { buyers: { a: { kind: "deduction", ratio: 0.1 } } },
      },
    },
    outcomes: [
      ["net", undefined],
      ["gross", "a", 1.8],
    ],
  },
  {
    point: "A20",
    option: "freeAskTakesBias",
    input: {
      bids: [dealBid("d", 1)],
      configuration: { deals: [deal("d", 0)], biases: [{ buyerIds: ["d"], cpmUsd: -2 }] },
    },
    outcomes: [
      [false, "d", 1],
      [true, undefined],
    ],
  },
  {
    point: "A21",
    option: "rtbAmongNetworks",
    input: {
      bids: [mediated("one", 3), rtb("r", 2), mediated("two", 1)],
      networks: { one: "no-ad" },
    },
    outcomes: [
      ["in-its-place", "r", 2],
      ["after-networks", "two"],
    ],
  },
  {
    point: "A22",
    option: "resellingPriority",
    input: { bids: [mediated("network", 1), rtb("r", 2)] },
    outcomes: [
      [6, "r", 2],
      [5, "network"],
    ],
  },
  {
    point: "A23",
    option: "timeoutBoundary",
    input: {
      bids: [mediated("network", 2, { timeoutMs: 200 }), rtb("r", 1)],
      networks: { network: { kind: "ad", latencyMs: 200 } },
    },
    outcomes: [
      ["timeout", "r", 1],
      ["in-time", "network"],
    ],
  },
  {
    point: "A24",
    option: "lateAnswers",
    input: {
      bids: [mediated("network", 2, { timeoutMs: 200 }), rtb("r", 1)],
      networks: { network: { kind: "ad", latencyMs: 300 } },
    },
    outcomes: [
      ["ignored", "r", 1],
      ["accepted", "network"],
    ],
  },
  {
    point: "A25",
    option: "frequencyDecay",
    input: { bids: [mediated("network", 2), rtb("r", 1)], request: { seen: { network: 2 } } },
    outcomes: [
      [1, "network"],
      [0.5, "r", 1],
    ],
  },
  {
    point: "A27",
    option: "guaranteedRank",
    input: {
      bids: [guaranteed("g", 2, 14), rtb("r", 3)],
      configuration: withOptions({ resellingPriority: 15 }),
    },
    outcomes: [
      ["pcpm", "r", 3],
      ["booked", "g", 8],
    ],
  },
  {
    point: "A28",
    option: "failedPrivateDealKeepsRtbOut",
    input: {
      bids: [dealBid("d", 1), rtb("r", 5), managed("m", 2)],
      configuration: { deals: [privateDeal("d", 4)] },
    },
    outcomes: [
      [false, "r", 5],
      [true, "m", 2],
    ],
  },
  {
    point: "A29",
    option: "privateDealWithoutAsk",
    input: {
      bids: [dealBid("d", 2), rtb("r", 5)],
      configuration: { deals: [privateDeal("d", null)] },
    },
    outcomes: [
      ["private", "d", 2],
      ["open", "r", 5],
    ],
  },
  {
    point: "A30",
    option: "nativeAssetFloor",
    input: {
      bids: [rtb("a", 2)],
      impression: { mediaType: "native" },
      configuration: { floors: { nativeAssetUsd: 3, ymRules: [yieldRule(1)] } },
    },
    outcomes: [
      ["before-yield", undefined],
      ["after-dynamic", "a", 2],
    ],
  },
  {
    point: "A31",
    option: "ymProfileWithoutRule",
    input: {
      bids: [rtb("a", 2)],
      configuration: {
        floors: {
          ymRules: [yieldRule(1, { targeting: { countries: ["DE"] } })],
          placementUsd: 3,
        },
      },
    },
    outcomes: [
      ["reserves-apply", undefined],
      ["no-floor", "a", 2],
    ],
  },
];

const cases = OPEN_POINTS.flatMap(({ outcomes, ...point }) =>
  outcomes.map(([value, winner, paysUsd]) => ({ ...point, value, winner, paysUsd })),
);

it.each(cases)(
  "$point: $option $value (spec: monetize 4.2)",
  ({ option, input, value, winner, paysUsd }) => {
    const { configuration = {} } = input;
    const options = { ...configuration.options, [option]: value };

    const result = anAuction({ ...input, configuration: { ...configuration, options } });

    expect([result.winner?.bidId, result.winner?.cpmUsd]).toEqual([winner, paysUsd]);
  },
);

it("has the first of each as its default", () => {
  const defaults = AuctionOptionsSchema.parse({});

  const firsts = OPEN_POINTS.map(({ option, outcomes }) => [option, outcomes[0]?.[0]]);

  expect({ ...defaults, ...Object.fromEntries(firsts) }).toEqual(defaults);
});

it("has an option for every open point of an auction, and a test for every option", () => {
  const described = Object.entries(AuctionOptionsSchema.shape).flatMap(([option, schema]) => {
    const [point] = /^A\d+/.exec(schema.description ?? "") ?? [];
    return point === undefined ? [] : [{ point, option }];
  });
  const auctionPoints = Array.from({ length: 31 }, (_, index) => `A${index + 1}`);

  expect(OPEN_POINTS.map(({ point, option }) => ({ point, option }))).toEqual(described);
  // A26 is how history sets a price, long before an auction: estimate-cpm.test.ts has both policies.
  expect(described.map(({ point }) => point)).toEqual(
    auctionPoints.filter((each) => each !== "A26"),
  );
});
