import type { NetworkEnvironment } from "../../sdk/adapter-kit.ts";

type Random = NetworkEnvironment["random"];

export interface Latency {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

/** Where 95 of 100 draws of a standard normal distribution stay below. */
const percentile95 = 1.645;

/** A draw whose logarithm is normal with deviation `sigma`, and whose mean is `mean`. */
export function drawLogNormal(mean: number, sigma: number, random: Random): number {
  return mean * Math.exp(sigma * drawNormal(random) - sigma ** 2 / 2);
}

/** Whole milliseconds, log-normal through both percentiles; constant where they are equal. */
export function drawLatencyMs({ p50Ms, p95Ms }: Latency, random: Random): number {
  return Math.round(p50Ms * (p95Ms / p50Ms) ** (drawNormal(random) / percentile95));
}

/** Mean 0 and deviation 1, by Box and Muller. A stream never gives 1, so there is a logarithm. */
function drawNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return radius * Math.cos(2 * Math.PI * random.next());
}
