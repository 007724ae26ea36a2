import { z } from "zod";
import {
  defineNetworkAdapter,
  type LoadRequest,
  type LoadResult,
  type NetworkEnvironment,
} from "../../sdk/adapter-kit.ts";
import { drawLatencyMs, drawLogNormal } from "./log-normal.ts";

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

const PriceDistributionOptionsSchema = z.strictObject({
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

type PriceDistributionOptions = z.output<typeof PriceDistributionOptionsSchema>;
type Random = NetworkEnvironment["random"];

/**
 * Values each request once, log-normally, and compares that one value with the floor of every node it is
 * asked through: its price points are not independent of each other (spec: yield 4.1).
 */
export const priceDistribution = defineNetworkAdapter({
  id: "price-distribution",
  options: PriceDistributionOptionsSchema,
  connect: (options, { clock, random }) => ({
    async load(request, signal) {
      const answer = decide(options, request, random);
      await clock.sleep(drawLatency(options, { request, answer }, random), signal);
      return answer;
    },
  }),
});

/** Streams are keyed by what they decide, so that one node more shifts nobody's luck (spec: yield 4.6). */
function decide(
  options: PriceDistributionOptions,
  { requestId, floorCpmUsd: floor = 0 }: LoadRequest,
  random: Random,
): LoadResult {
  const { meanCpmUsd, sigma, availability, shade, pays, renderUri } = options;
  if (random.fork(`availability ${requestId}`).next() >= availability) {
    return { kind: "no-fill", reason: `no demand this time (availability ${availability})` };
  }
  const value = roundCpm(drawLogNormal(meanCpmUsd, sigma, random.fork(`value ${requestId}`)));
  const worth = `worth ${value} USD CPM to it`;
  if (pays === "floor" && floor > 0) {
    if (value >= floor) return { kind: "fill", renderUri, cpmUsd: floor };
    return { kind: "no-fill", reason: `${worth}, under the floor of ${floor}` };
  }
  const bid = roundCpm(value * shade);
  if (bid >= floor) return { kind: "fill", renderUri, cpmUsd: bid };
  return { kind: "no-fill", reason: `${worth}; its bid of ${bid} is under the floor of ${floor}` };
}

function drawLatency(
  { fillLatency, noFillLatency }: PriceDistributionOptions,
  { request, answer }: { readonly request: LoadRequest; readonly answer: LoadResult },
  random: Random,
): number {
  const { requestId, nodeId } = request;
  const latency = answer.kind === "fill" ? fillLatency : noFillLatency;
  return drawLatencyMs(latency, random.fork(`latency ${requestId} ${nodeId}`));
}

/** To a hundredth of a cent: what networks report, and what a ledger can print. */
function roundCpm(cpmUsd: number): number {
  return Math.round(cpmUsd * 10_000) / 10_000;
}
