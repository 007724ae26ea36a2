import { z } from "zod";
import { PrioritySchema } from "./auction-bid.ts";

const boundary = z.enum(["inclusive", "exclusive"]);

/**
 * What the documents leave open, point by point (spec: monetize 4.2): each default is what the documents lend most
 * support to, and each description begins with the point's number.
 */
export const AuctionOptionsSchema = z.strictObject({
  price: z.enum(["first", "second"]).default("first").describe("What the winner pays"),

  askBoundary: boundary
    .default("inclusive")
    .describe("A1: whether a bid equal to the ask is eligible"),
  reserveBoundary: boundary
    .default("inclusive")
    .describe("A2: whether a bid equal to the default creative's reserve reaches it"),
  tieBreak: z
    .enum(["random", "lowest-bid-id"])
    .default("random")
    .describe("A3: who wins a tie; luck follows the auction's id"),
  tieBoundary: boundary
    .default("inclusive")
    .describe("A4: whether a difference of exactly 0.0005 is a tie"),
  fixedDealBias: z
    .enum(["rank", "bid"])
    .default("rank")
    .describe("A5: whether a bias moves a fixed deal's place, or only the bid behind it"),
  biasReachesReserves: z
    .boolean()
    .default(false)
    .describe("A6: whether ask prices and reserves are held against the biased bid, too"),
  exemptFromYmFloor: z
    .enum(["no-floor", "next-floor"])
    .default("no-floor")
    .describe("A7: what holds for a bid that the yield floor does not apply to"),
  lowerPrioritiesReturn: z
    .enum(["after-the-walk", "with-the-walk"])
    .default("after-the-walk")
    .describe("A8: when line items that mediated bids hid come back, once networks had no ad"),
  managedInPrivateAuction: z
    .boolean()
    .default(true)
    .describe("A9: whether managed and mediated bids compete with private deals"),
  privateNetworkNoAd: z
    .enum(["next-in-field", "open-auction"])
    .default("next-in-field")
    .describe("A10: where the walk goes when a network outranks a private deal and has no ad"),
  dealPriorityInOpenAuction: z
    .boolean()
    .default(false)
    .describe("A11: whether a higher deal priority beats a lower one in the open auction"),
  priorityBelowReselling: z
    .enum(["price", "priority"])
    .default("price")
    .describe("A12: what decides between the tiers that compete with RTB"),
  privateAgainstGuaranteed: z
    .enum(["price", "priority"])
    .default("price")
    .describe("A13: what decides between a private deal and guaranteed demand below reselling"),
  fixedDealRank: z
    .enum(["ask-less-fee", "ask"])
    .default("ask-less-fee")
    .describe("A14: whether a fixed deal is ranked with or without the seller's fee"),
  guaranteedRunnerUp: z
    .enum(["exact", "plus-increment"])
    .default("exact")
    .describe("A15: to what a guaranteed runner-up reduces a second price"),
  mediatedSupportsPrice: z
    .boolean()
    .default(true)
    .describe("A16: whether mediated bids hold up a second price"),
  ymRuleScope: z
    .enum(["bid", "auction"])
    .default("bid")
    .describe("A17: whether each bid has its own yield rule, or the auction has one"),
  ymTieBreak: z
    .enum(["random", "lowest-rule-id"])
    .default("random")
    .describe("A18: which of several yield rules of one priority counts"),
  ymFloorBasis: z
    .enum(["net", "gross"])
    .default("net")
    .describe("A19: whether yield floors are held against what is left of a bid after fees"),
  freeAskTakesBias: z
    .boolean()
    .default(false)
    .describe("A20: whether a negative bias can put a bid under an ask of 0"),
  rtbAmongNetworks: z
    .enum(["in-its-place", "after-networks"])
    .default("in-its-place")
    .describe("A21: whether RTB ends the walk where it ranks, or once every network was called"),
  resellingPriority: PrioritySchema.default(6).describe(
    "A22: managed demand of this priority or above keeps RTB out",
  ),
  timeoutBoundary: z
    .enum(["timeout", "in-time"])
    .default("timeout")
    .describe("A23: what an answer at the very limit is"),
  lateAnswers: z
    .enum(["ignored", "accepted"])
    .default("ignored")
    .describe("A24: what becomes of an ad that comes after its network's time"),
  frequencyDecay: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe("A25: factor on an optimised bid for each impression that the user has had of it"),
  guaranteedRank: z
    .enum(["pcpm", "booked"])
    .default("pcpm")
    .describe("A27: what guaranteed demand is ranked by"),
  failedPrivateDealKeepsRtbOut: z
    .boolean()
    .default(false)
    .describe("A28: whether private deals without an eligible bid still keep RTB out"),
  privateDealWithoutAsk: z
    .enum(["private", "open"])
    .default("private")
    .describe("A29: in which auction a private deal without an ask competes"),
  nativeAssetFloor: z
    .enum(["before-yield", "after-dynamic"])
    .default("before-yield")
    .describe("A30: where the floor of native assets stands"),
  ymProfileWithoutRule: z
    .enum(["reserves-apply", "no-floor"])
    .default("reserves-apply")
    .describe("A31: whether reserves come back where no rule of the yield profile fits"),
});
export type AuctionOptions = z.output<typeof AuctionOptionsSchema>;
