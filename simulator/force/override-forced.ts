import type { Network } from "../../sdk/adapter-kit.ts";
import type { StandIns } from "./force-outcomes.ts";
import { overrideNetwork } from "./override-network.ts";

/**
 * The network, with somebody else answering where a node is forced: it hears nothing of such turns. It can show,
 * even if it could not, because there may be a show to force.
 */
export function overrideForced(own: Network, standIns: StandIns): Network {
  return overrideNetwork(own, {
    load: (request, signal) => (standIns.begin(request, "load") ?? own).load(request, signal),
    show: async (ad, request, signal) => {
      const showing = standIns.later(request.origin, "show") ?? own;
      return (await showing.show?.(ad, request, signal)) ?? { kind: "shown" };
    },
    ...overrideBidding(own, standIns),
    ...overrideReports(own, standIns),
  });
}

/** Whoever cannot bid is not made to. */
function overrideBidding(own: Network, standIns: StandIns): Partial<Network> {
  const isForced = (turn: { readonly requestId: string; readonly nodeId: string }): boolean =>
    standIns.later(turn, "bid") !== undefined;
  return {
    ...(own.collectSignals && {
      collectSignals: async (request, signal) =>
        standIns.begin(request, "bid") === undefined
          ? ((await own.collectSignals?.(request, signal)) ?? { kind: "signals", signals: {} })
          : { kind: "signals", signals: {} },
    }),
    ...(own.requestBid && {
      requestBid: async (request, signal) =>
        (await (standIns.begin(request, "bid") ?? own).requestBid?.(request, signal)) ?? {
          kind: "no-bid",
          reason: "cannot bid",
        },
    }),
    ...(own.onBidWon && {
      onBidWon: async (notice) => (isForced(notice) ? undefined : own.onBidWon?.(notice)),
    }),
    ...(own.onBidLost && {
      onBidLost: async (notice) => (isForced(notice) ? undefined : own.onBidLost?.(notice)),
    }),
  };
}

/** Nobody is paid for an ad that nobody sold. */
function overrideReports(own: Network, standIns: StandIns): Partial<Network> {
  return {
    ...(own.reportImpression && {
      reportImpression: async (ad, origin) =>
        (standIns.later(origin, "show") ?? own).reportImpression?.(ad, origin),
    }),
    ...(own.reportEvent && {
      reportEvent: async (ad, event, origin) =>
        (standIns.later(origin, "show") ?? own).reportEvent?.(ad, event, origin),
    }),
  };
}
