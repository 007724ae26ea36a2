import { z } from "zod";
import { defineNetworkAdapter } from "../../sdk/adapter-kit.ts";

const FixedPriceOptionsSchema = z.strictObject({
  /** What the network pays whenever it fills, in USD CPM. */
  cpmUsd: z.number().nonnegative(),
  /** Chance of having an ad at all, from 0 to 1; drawn once for each request. */
  fillRate: z.number().min(0).max(1).default(1),
  /** Simulated round trip. */
  latencyMs: z.int().nonnegative().default(80),
  renderUri: z.string().min(1).default("https://fixed-price.example/ad"),
});

/** Answers after a fixed delay with a fixed price. The smallest complete adapter: copy this one. */
export const fixedPrice = defineNetworkAdapter({
  id: "fixed-price",
  options: FixedPriceOptionsSchema,
  connect({ cpmUsd, fillRate, latencyMs, renderUri }, { clock, random }) {
    /** Drawn by request, so that whoever else is asked, and how often, changes nothing. */
    const hasAd = (requestId: string): boolean =>
      random.fork(`fill ${requestId}`).next() < fillRate;
    const reason = `no ad this time (fill rate ${fillRate})`;
    return {
      async requestBid({ requestId }, signal) {
        await clock.sleep(latencyMs, signal);
        return hasAd(requestId) ? { kind: "bid", renderUri, cpmUsd } : { kind: "no-bid", reason };
      },
      async load({ requestId, bid }, signal) {
        await clock.sleep(latencyMs, signal);
        const isSold = bid !== undefined || hasAd(requestId); // it has the ad it bid with
        return isSold ? { kind: "fill", renderUri, cpmUsd } : { kind: "no-fill", reason };
      },
      reveal: ({ requestId }) => (hasAd(requestId) ? { cpmUsd } : undefined),
    };
  },
});
