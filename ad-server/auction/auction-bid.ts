import { z } from "zod";
import { TargetingSchema } from "./targeting.ts";

/** Bids above this are cut to it (spec: monetize 1.9). */
export const HIGHEST_CPM = 999;

const cpm = z.number().nonnegative();

/** From 1 to 20; the higher goes first. */
export const PrioritySchema = z.int().min(1).max(20);

const FlightSchema = z
  .strictObject({ startsAtMs: z.number().optional(), endsAtMs: z.number().optional() })
  .refine(
    ({ startsAtMs = -Infinity, endsAtMs = Infinity }) => startsAtMs < endsAtMs,
    "a flight ends after it starts",
  );

const CapSchema = z.strictObject({
  /** What is counted, for the reason: `daily impressions`. */
  name: z.string().min(1),
  limit: z.number().nonnegative(),
  used: z.number().nonnegative(),
});

const ofEveryBid = {
  bidId: z.string().min(1),
  currency: z.string().length(3).default("USD"),
  isActive: z.boolean().default(true),
  flight: FlightSchema.optional(),
  /** What has been used up of its caps; passbacks do not count (spec: monetize 1.5). */
  caps: z.array(CapSchema).default([]),
  targeting: TargetingSchema.optional(),
  /** Whether its ads work over secure connections. */
  isSecure: z.boolean().default(true),
  brand: z.string().optional(),
  category: z.string().optional(),
  creativeId: z.string().optional(),
};

/** What a publisher expects an external network to pay: ranks, and pays whatever the network reports later. */
export const MediatedBidSchema = z.strictObject({
  ...ofEveryBid,
  kind: z.literal("mediated"),
  networkId: z.string().min(1),
  cpm,
  isNetworkActive: z.boolean().default(true),
  /** Managed demand of this priority (spec: monetize 1.14: it must stay 5). */
  priority: PrioritySchema.default(5),
  /** How long the network may take; absent: as long as the placement gives it. */
  timeoutMs: z.int().positive().optional(),
  /** Whether the platform lowers its CPM with how often the user has seen it. */
  isOptimised: z.boolean().default(true),
});

/** A line item that the seller sells directly, without a guarantee. */
const ManagedBidSchema = z.strictObject({
  ...ofEveryBid,
  kind: z.literal("managed"),
  cpm,
  priority: PrioritySchema.default(5),
});

const GuaranteedBidSchema = z.strictObject({
  ...ofEveryBid,
  kind: z.literal("guaranteed"),
  delivery: z.enum(["impressions", "exclusive"]).default("impressions"),
  /** What it is ranked by: grows with the risk of delivering too little. */
  pcpm: cpm,
  /** What it pays. */
  bookedCpm: cpm,
  /** Default: 14, and 19 for an exclusive one. */
  priority: PrioritySchema.optional(),
  /** How far it is from its goal: of several of one priority, the one with more is more likely to be sent. */
  weight: z.number().positive().default(1),
});

const RtbBidSchema = z.strictObject({
  ...ofEveryBid,
  kind: z.literal("rtb"),
  buyerId: z.string().min(1),
  /** What the buyer bids, before its fees. */
  cpm,
  dealIds: z.array(z.string().min(1)).default([]),
  /** A bid per viewable impression: `cpm` is then the vCPM. */
  viewability: z
    .strictObject({ predicted: z.number().min(0).max(1), wasViewable: z.boolean().default(true) })
    .optional(),
});

export const AuctionBidSchema = z.discriminatedUnion("kind", [
  MediatedBidSchema,
  ManagedBidSchema,
  GuaranteedBidSchema,
  RtbBidSchema,
]);
export type AuctionBid = z.output<typeof AuctionBidSchema>;
export type AuctionBidInput = z.input<typeof AuctionBidSchema>;
export type BidKind = AuctionBid["kind"];
export type BidOf<Kind extends BidKind> = Extract<AuctionBid, { readonly kind: Kind }>;
