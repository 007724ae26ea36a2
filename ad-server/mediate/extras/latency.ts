import { z } from "zod";
import { defineExtra } from "../mediate-extra.ts";
import { optional } from "../mediate-fields.ts";
import { shorten } from "../shorten.ts";

export const latencyField = optional(z.record(z.string(), z.number().min(0))).describe(
  "How long each bidder is said to have taken, in milliseconds, against the request's `tmax`",
);

/** Nobody waits: a bidder that would have answered after `tmax` is treated as if it had. */
export const latency = defineExtra({
  fields: { latency_ms: latencyField },
  open({ latency_ms: latencies }, { request: { tmax } }) {
    if (!latencies || typeof tmax !== "number" || tmax <= 0) return undefined;
    return {
      refuse({ bidder: { bidder } }) {
        const tookMs = latencyOf(latencies, bidder);
        if (tookMs <= tmax) return undefined;
        const why = `"${shorten(bidder)}" took ${tookMs} ms, and the auction waits ${tmax} ms`;
        return { rule: "timed-out", why };
      },
    };
  },
});

/** Bidders of whom nothing is said take no time. */
export function latencyOf(
  latencies: Readonly<Record<string, number>> | null | undefined,
  bidder: string,
): number {
  return latencies && Object.hasOwn(latencies, bidder) ? (latencies[bidder] ?? 0) : 0;
}
