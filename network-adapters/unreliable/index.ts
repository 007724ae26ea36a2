import { defineNetworkAdapter, type Network } from "../../sdk/adapter-kit.ts";
import { connectWrapped } from "./connect-wrapped.ts";
import { UnreliableOptionsSchema } from "./options.ts";
import { createPlainNetwork } from "./plain-network.ts";
import { createReporter } from "./reporter.ts";
import { createSpoil } from "./spoil.ts";
import { spoilCapabilities } from "./spoil-capabilities.ts";

/**
 * A network that does what an app must survive: wrong, late, never, twice, or not in the agreed form. It
 * spoils an outcome of its own, or whatever another adapter answers, and hands everything else through.
 */
export const unreliable = defineNetworkAdapter({
  id: "unreliable",
  options: UnreliableOptionsSchema,
  wraps: "wraps",
  connect(options, environment): Network {
    const { wraps, outcome, latencyMs, reports, when } = options;
    const inner =
      wraps === null
        ? createPlainNetwork(outcome, latencyMs, environment.clock)
        : connectWrapped(wraps, environment);
    const spoil = createSpoil(options, environment);
    return {
      load: (request, signal) =>
        spoil({
          name: "load",
          luck: `${request.requestId} ${request.nodeId}`,
          origin: request.origin,
          signal,
          ask: (given) => inner.load(request, given),
        }),
      ...handThrough(inner),
      ...spoilCapabilities({ inner, when, spoil }),
      ...createReporter(reports, inner),
    };
  },
});

/** What nobody waits for. */
function handThrough(inner: Network): Partial<Network> {
  return {
    ...(inner.onBidWon && { onBidWon: (notice) => inner.onBidWon?.(notice) }),
    ...(inner.onBidLost && { onBidLost: (notice) => inner.onBidLost?.(notice) }),
    ...(inner.invalidate && { invalidate: async (ad) => inner.invalidate?.(ad) }),
    ...(inner.updatePrivacySettings && {
      updatePrivacySettings: (settings, changed) =>
        inner.updatePrivacySettings?.(settings, changed),
    }),
    ...(inner.reveal && { reveal: (request) => inner.reveal?.(request) }),
    ...(inner.dispose && { dispose: async () => inner.dispose?.() }),
  };
}
