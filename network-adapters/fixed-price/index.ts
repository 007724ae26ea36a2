import { z } from "zod";
import { defineNetworkAdapter } from "../../sdk/adapter-kit.ts";

const FixedPriceOptionsSchema = z.strictObject({
  /** What the network pays whenever it fills, in USD CPM. */
  cpmUsd: z.number().nonnegative(),
  /** Chance of having an ad at all, from 0 to 1. */
  fillRate: z.number().min(0).max(1).default(1),
  /** Simulated round trip. */
  latencyMs: z.int().nonnegative().default(80),
  renderUri: z.string().min(1).default("https://fixed-price.example/ad"),
});

/** Answers after a fixed delay with a fixed price. The smallest complete adapter: copy this one. */
export const fixedPrice = defineNetworkAdapter({
  id: "fixed-price",
  options: FixedPriceOptionsSchema,
  connect: ({ cpmUsd, fillRate, latencyMs, renderUri }, { clock, random }) => ({
    async requestBid(_request, signal) {
      await clock.sleep(latencyMs, signal);
      if (random.next() < fillRate) return { kind: "bid", renderUri, cpmUsd };
      return { kind: "no-bid", reason: `no ad this time (fill rate ${fillRate})` };
    },
    async load({ bid }, signal) {
      await clock.sleep(latencyMs, signal);
      if (bid !== undefined) return { kind: "fill", renderUri, cpmUsd }; // it has the ad it bid with
      if (random.next() < fillRate) return { kind: "fill", renderUri, cpmUsd };
      return { kind: "no-fill", reason: `no ad this time (fill rate ${fillRate})` };
    },
  }),
});
