import { z } from "zod";
import { AuctionRuleSchema } from "../auction-rules.ts";
import { event, ofRequest } from "./event-fields.ts";

const ofTurn = { ...ofRequest, nodeId: z.string(), networkId: z.string() };
const ofAuction = { ...ofRequest, auctionId: z.string() };

/** What only a laboratory can do or know; no phone tells it. */
export const LABORATORY_EVENTS = [
  /** The scenario forces how a network answers. */
  event("outcome.forced", { ...ofTurn, outcome: z.string() }),
  /** What the network would have paid for the request, had it been asked; null: it had no ad. */
  event("valuation.revealed", { ...ofTurn, cpmUsd: z.number().nullable() }),
  /** How the ad server came by its answer to the request. */
  event("auction.held", {
    ...ofAuction,
    slotId: z.string(),
    /** Which of its auctions decided; `none`: nobody is served, unless a network has an ad. */
    stage: z.enum(["exclusive", "private", "open", "none"]),
    /** By what networks are ordered. */
    order: z.enum(["bid", "historical-ecpm", "manual"]),
    answered: z.enum(["chain", "contextual-ad", "nothing"]),
    /** How many there were. */
    bids: z.int().nonnegative(),
  }),
  /** A bid that the phone never heard of. Those in the chain have not lost yet. */
  event("auction.bid-lost", {
    ...ofAuction,
    bidId: z.string(),
    kind: z.enum(["mediated", "managed", "guaranteed", "rtb"]),
    /** What it was sorted by; absent where it was not admitted. */
    rankUsd: z.number().optional(),
    floor: z
      .strictObject({ source: z.string(), cpmUsd: z.number(), ruleId: z.string().optional() })
      .optional(),
    rule: AuctionRuleSchema,
    detail: z.string(),
  }),
] as const;
