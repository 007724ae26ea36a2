import { expect, it } from "vitest";
import { AUCTION_RULES } from "../../../sdk/model/auction-rules.ts";
import { anAuction, deal, managed, mediated, rtb, type AuctionInput } from "./an-auction.ts";

it.each<readonly [string, AuctionInput, string]>([
  ["bid-inactive", { bids: [managed("m", 1, 5, { isActive: false })] }, "it is switched off"],
  [
    "network-inactive",
    { bids: [mediated("coolads", 1, { isNetworkActive: false })] },
    'network "coolads" is switched off',
  ],
  [
    "mediation-disabled",
    { bids: [mediated("coolads", 1)], configuration: { isMediationEnabled: false } },
    "the placement is not enabled for mediation",
  ],
  [
    "mediation-disabled",
    {
      bids: [mediated("coolads", 1)],
      configuration: { waterfall: { contentRetrievalTimeoutMs: 0 } },
    },
    "the content retrieval timeout is 0, so mediated content is not served at all",
  ],
  [
    "currency-unknown",
    { bids: [rtb("r", 1, { currency: "XAU" })] },
    "it is in XAU, and there is no rate for that",
  ],
  [
    "out-of-flight",
    { bids: [managed("m", 1, 5, { flight: { startsAtMs: 10 } })] },
    "its flight begins in 10 ms",
  ],
  [
    "out-of-flight",
    { bids: [managed("m", 1, 5, { flight: { endsAtMs: 10 } })], request: { atMs: 10 } },
    "its flight ended 0 ms ago",
  ],
  [
    "cap-reached",
    { bids: [managed("m", 1, 5, { caps: [{ name: "daily impressions", limit: 3, used: 3 }] })] },
    "daily impressions: 3 of 3 are used up",
  ],
  [
    "targeting-missed",
    {
      bids: [managed("m", 1, 5, { targeting: { countries: ["DE", "FR"] } })],
      impression: { country: "US" },
    },
    "country US is not DE or FR",
  ],
  [
    "targeting-missed",
    {
      bids: [managed("m", 1, 5, { targeting: { excluded: { segments: ["kids"] } } })],
      impression: { segments: ["sport", "kids"] },
    },
    "segments sport, kids is excluded",
  ],
  ["deal-unavailable", { bids: [rtb("r", 1, { dealIds: ["d"] })] }, "no active deal is called d"],
  [
    "deal-of-other-buyer",
    { bids: [rtb("r", 1, { dealIds: ["d"] })], configuration: { deals: [deal("d", 1)] } },
    'd is not for buyer "r"',
  ],
  [
    "brand-banned",
    {
      bids: [rtb("r", 1, { brand: "cola" })],
      configuration: { adQuality: { bannedBrands: ["cola"] } },
    },
    '"cola" is banned',
  ],
  [
    "category-banned",
    {
      bids: [rtb("r", 1, { category: "IAB7-39" })],
      configuration: { adQuality: { bannedCategories: ["IAB7-39"] } },
    },
    '"IAB7-39" is banned',
  ],
  [
    "creative-banned",
    {
      bids: [rtb("r", 1, { creativeId: "c-1" })],
      configuration: { adQuality: { bannedCreativeIds: ["c-1"] } },
    },
    '"c-1" is banned',
  ],
])("does not admit: %s, %$", (rule, input, detail) => {
  const { bids, stage, served } = anAuction(input);

  expect([bids[0]?.rule, bids[0]?.detail, stage, served]).toEqual([rule, detail, "none", "blank"]);
  expect(AUCTION_RULES).toHaveProperty(rule);
});

it("audits nothing of what networks return, and lets a deal admit what is banned (spec: monetize 4.1)", () => {
  const configuration = {
    adQuality: { bannedBrands: ["cola"] },
    deals: [{ ...deal("d", 1), admitsBanned: true }],
  };
  const brand = { brand: "cola" };

  const { bids } = anAuction({
    bids: [mediated("coolads", 1, brand), rtb("d", 2, { ...brand, dealIds: ["d"] })],
    configuration,
  });

  expect(bids.map(({ rule }) => rule)).toEqual(["outranked", undefined]);
});

it("takes the deal with the lowest id of several that a bid names (spec: monetize 3.11)", () => {
  const deals = [deal("10", 1, { buyerIds: ["a"] }), deal("9", 2, { buyerIds: ["a"] })];

  const { winner } = anAuction({
    bids: [rtb("a", 3, { dealIds: ["10", "9"] })],
    configuration: { deals },
  });

  expect(winner?.dealId).toBe("9");
});

it("converts currencies to six decimals and cuts bids to 999 (spec: monetize 1.9)", () => {
  const { bids } = anAuction({
    bids: [rtb("a", 1.234567, { currency: "EUR" }), rtb("b", 2_000)],
    configuration: { ratesUsd: { EUR: 1.1 } },
  });

  expect(bids.map(({ rankUsd }) => rankUsd)).toEqual([1.358024, 999]);
});
