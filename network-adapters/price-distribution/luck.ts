import type { BidRequest, LoadRequest, NetworkEnvironment } from "../../sdk/adapter-kit.ts";
import { drawLatencyMs, drawLogNormal } from "./log-normal.ts";
import type { PriceDistributionOptions } from "./options.ts";

// Streams are keyed by what they decide, so that one node more shifts nobody's luck (spec: yield 4.6).
type Random = NetworkEnvironment["random"];

/** What the request is worth to the network; undefined: it does not want it. */
export function drawValue(
  { meanCpmUsd, sigma, availability }: PriceDistributionOptions,
  requestId: string,
  random: Random,
): number | undefined {
  if (random.fork(`availability ${requestId}`).next() >= availability) return undefined;
  return roundCpm(drawLogNormal(meanCpmUsd, sigma, random.fork(`value ${requestId}`)));
}

export interface Asked {
  readonly phase: "bid" | "load";
  readonly request: BidRequest | LoadRequest;
  readonly hasAd: boolean;
}

export function drawLatency(
  { fillLatency, noFillLatency }: PriceDistributionOptions,
  { phase, request, hasAd }: Asked,
  random: Random,
): number {
  const { requestId, nodeId } = request;
  const label = phase === "bid" ? "bid latency" : "latency";
  const latency = hasAd ? fillLatency : noFillLatency;
  return drawLatencyMs(latency, random.fork(`${label} ${requestId} ${nodeId}`));
}

/** To a hundredth of a cent: what networks report, and what a ledger can print. */
export function roundCpm(cpmUsd: number): number {
  return Math.round(cpmUsd * 10_000) / 10_000;
}
