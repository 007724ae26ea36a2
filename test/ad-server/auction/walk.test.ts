import { expect, it } from "vitest";
import { anAuction, dealBid, managed, mediated, privateDeal, rtb } from "./an-auction.ts";

const three = [mediated("one", 4), mediated("two", 3), mediated("three", 2), rtb("r", 1)];
const noneHasAnAd = { one: "no-ad", two: "error", three: "no-ad" } as const;

it("calls network after network, and stops at whoever needs no call (spec: monetize 2.3)", () => {
  const { winner, calls, bids } = anAuction({ bids: three, networks: noneHasAnAd });

  expect(winner?.bidId).toBe("r");
  expect(calls).toEqual([
    {
      bidId: "one",
      networkId: "one",
      position: 1,
      timeoutMs: 1_000,
      outcome: "no-ad",
      latencyMs: 0,
    },
    {
      bidId: "two",
      networkId: "two",
      position: 2,
      timeoutMs: 1_000,
      outcome: "error",
      latencyMs: 0,
    },
    {
      bidId: "three",
      networkId: "three",
      position: 3,
      timeoutMs: 1_000,
      outcome: "no-ad",
      latencyMs: 0,
    },
  ]);
  expect(bids.map(({ rule, detail }) => [rule, detail])).toEqual([
    ["network-no-ad", 'network "one" had no ad after 0 ms'],
    ["network-failed", 'network "two" failed after 0 ms'],
    ["network-no-ad", 'network "three" had no ad after 0 ms'],
    [undefined, undefined],
  ]);
});

it("never calls a network that ranks below RTB (spec: monetize 2.3)", () => {
  const { winner, calls } = anAuction({ bids: [rtb("r", 3), mediated("one", 2)] });

  expect([winner?.bidId, calls]).toEqual(["r", []]);
});

it.each([
  [-1, "r", 3],
  [0, undefined, 1],
  [1, "r", 1],
  [2, "r", 2],
])(
  "with %d steps of the waterfall, %s is served after %d calls (spec: monetize 1.8)",
  (steps, served, called) => {
    const { winner, calls } = anAuction({
      bids: three,
      networks: noneHasAnAd,
      configuration: { waterfall: { steps } },
    });

    expect([winner?.bidId, calls.length]).toEqual([served, called]);
  },
);

it("gives the last network what is left, and calls nobody when nothing is (spec: monetize 4.1)", () => {
  const slow = { kind: "no-ad", latencyMs: 600 } as const;

  const { winner, calls, bids } = anAuction({
    bids: three,
    networks: { one: slow, two: slow, three: slow },
    configuration: { waterfall: { timeoutMs: 1_000, contentRetrievalTimeoutMs: 800 } },
  });

  expect(winner?.bidId).toBe("r");
  expect(calls.map(({ timeoutMs, outcome }) => [timeoutMs, outcome])).toEqual([
    [800, "no-ad"],
    [400, "timed-out"],
  ]);
  expect(bids[2]).toMatchObject({
    rule: "waterfall-limit",
    detail: "the 1000 ms of the waterfall were over",
  });
});

it("lets lower priorities back in when networks failed and nobody else is left (spec: monetize 2.3)", () => {
  const { winner, bids } = anAuction({
    bids: [mediated("one", 4), managed("house", 0.1, 2), managed("line", 3, 4)],
    networks: { one: "no-ad" },
  });

  expect(winner).toMatchObject({ bidId: "line", cpmUsd: 3 });
  expect(bids.map(({ rule }) => rule)).toEqual([
    "network-no-ad",
    "lower-managed-priority",
    undefined,
  ]);
});

it("serves what is configured when nobody wins", () => {
  const { served, stage } = anAuction({
    bids: [mediated("one", 4)],
    networks: { one: "no-ad" },
    configuration: { fallback: "psa" },
  });

  expect([served, stage]).toEqual(["psa", "none"]);
});

it("draws the same winner of a tie again for the same auction, and each of them over many", () => {
  const winners = Array.from({ length: 200 }, (_, index) => {
    const draw = () =>
      anAuction({
        bids: [rtb("a", 2), rtb("b", 2.0004)],
        request: { auctionId: `auction-${index}` },
      }).winner?.bidId;
    return [draw(), draw()];
  });

  expect(winners.every(([first, second]) => first === second)).toBe(true);
  const wonByA = winners.filter(([first]) => first === "a").length;
  expect(wonByA).toBeGreaterThan(70); // p = 1e-5 for a fair coin
  expect(wonByA).toBeLessThan(130);
});

it("ties nobody through a third: only who is within 0.0005 of the top is tied with it", () => {
  const bids = [rtb("a", 2), rtb("b", 1.9996), rtb("c", 1.9992)];

  const winners = new Set(
    Array.from(
      { length: 100 },
      (_, index) => anAuction({ bids, request: { auctionId: `auction-${index}` } }).winner?.bidId,
    ),
  );

  expect(winners).toEqual(new Set(["a", "b"]));
});

it.each([
  ["network", { two: "ad" }, "two", "outranked"],
  ["RTB, before whatever ranks below it", {}, "r", undefined],
] as const)(
  "with RTB after networks, serves the first of: %s (spec: monetize 4.2, A21)",
  (_whom, networks, served, ruleOfRtb) => {
    const { winner, calls, bids } = anAuction({
      bids: [rtb("r", 5), managed("line", 3), mediated("two", 2)],
      networks: { two: "no-ad", ...networks },
      configuration: { options: { rtbAmongNetworks: "after-networks" } },
    });

    expect([winner?.bidId, calls.map(({ bidId }) => bidId)]).toEqual([served, ["two"]]);
    expect(bids[0]?.rule).toBe(ruleOfRtb);
  },
);

it("lets lower priorities back in also where an earlier stage used up the calls (spec: monetize 2.3)", () => {
  const { winner } = anAuction({
    bids: [mediated("one", 4), mediated("two", 3), dealBid("d", 1), managed("line", 2, 4)],
    networks: { one: "no-ad" },
    configuration: {
      deals: [privateDeal("d", 1)],
      options: { privateNetworkNoAd: "open-auction", resellingPriority: 5 },
      waterfall: { steps: 1 },
    },
  });

  expect(winner).toMatchObject({ bidId: "line", cpmUsd: 2 });
});

it("serves who is next in a private auction that no open one follows, when its network has no ad", () => {
  const { winner, bids } = anAuction({
    bids: [mediated("one", 4), dealBid("d", 1), managed("line", 2), rtb("r", 3)],
    networks: { one: "no-ad" },
    configuration: {
      deals: [privateDeal("d", 4)],
      options: { privateNetworkNoAd: "open-auction", failedPrivateDealKeepsRtbOut: true },
    },
  });

  expect(winner).toMatchObject({ bidId: "line", cpmUsd: 2 });
  expect(bids.map(({ bidId, rule }) => [bidId, rule])).toEqual([
    ["one", "network-no-ad"],
    ["d", "below-deal-ask"],
    ["line", undefined],
    ["r", "private-auction-decided"],
  ]);
});
