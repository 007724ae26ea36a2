import { defineNetworkAdapter, type LoadResult } from "../../sdk/adapter-kit.ts";
import { decideBid, decideFill } from "./decide.ts";
import { drawLatency, drawValue, roundCpm } from "./luck.ts";
import { PriceDistributionOptionsSchema } from "./options.ts";

/**
 * Values each request once, log-normally, and compares that one value with the floor of every node it is
 * asked through: its price points are not independent of each other (spec: yield 4.1).
 */
export const priceDistribution = defineNetworkAdapter({
  id: "price-distribution",
  options: PriceDistributionOptionsSchema,
  connect(options, { clock, random }) {
    const { shade, pays, renderUri } = options;
    const valueOf = (requestId: string) => drawValue(options, requestId, random);
    return {
      async requestBid(request, signal) {
        const answer = decideBid(valueOf(request.requestId), request, options);
        const asked = { phase: "bid", request, hasAd: answer.kind === "bid" } as const;
        await clock.sleep(drawLatency(options, asked, random), signal);
        return answer;
      },
      async load(request, signal) {
        const { bid } = request;
        const answer: LoadResult =
          bid === undefined
            ? decideFill(valueOf(request.requestId), request, options)
            : { kind: "fill", renderUri, cpmUsd: bid.cpmUsd }; // it has the ad it bid with
        const asked = { phase: "load", request, hasAd: answer.kind === "fill" } as const;
        await clock.sleep(drawLatency(options, asked, random), signal);
        return answer;
      },
      /** The most that any floor could get from it. */
      reveal({ requestId }) {
        const value = valueOf(requestId);
        if (value === undefined) return undefined;
        return { cpmUsd: pays === "floor" ? value : roundCpm(value * shade) };
      },
    };
  },
});
