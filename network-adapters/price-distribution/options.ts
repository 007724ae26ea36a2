import { z } from "zod";

const LatencySchema = z
  .strictObject({
    /** Half of the answers take no longer. */
    p50Ms: z.int().positive(),
    /** 95 of 100 answers take no longer. */
    p95Ms: z.int().positive(),
  })
  .refine(({ p50Ms, p95Ms }) => p95Ms >= p50Ms, {
    path: ["p95Ms"],
    message: "expected no less than p50Ms",
  });

export const PriceDistributionOptionsSchema = z.strictObject({
  /** What an impression is worth to the network on average, in USD CPM. */
  meanCpmUsd: z.number().positive().max(1_000_000),
  /** Deviation of the value's logarithm: 0 for always the same value, around 1 in the wild. */
  sigma: z.number().min(0).max(5).default(1),
  /** Chance of wanting a request at all, from 0 to 1. */
  availability: z.number().min(0).max(1).default(1),
  /** Share of its value that the network bids. */
  shade: z.number().positive().max(1).default(1),
  /** The node's floor, as a line item does, or the network's bid. Without a floor above 0, the bid. */
  pays: z.enum(["floor", "bid"]).default("floor"),
  fillLatency: LatencySchema.default({ p50Ms: 350, p95Ms: 1_500 }),
  noFillLatency: LatencySchema.default({ p50Ms: 180, p95Ms: 900 }),
  renderUri: z.string().min(1).default("https://price-distribution.example/ad"),
});

export type PriceDistributionOptions = z.output<typeof PriceDistributionOptionsSchema>;
