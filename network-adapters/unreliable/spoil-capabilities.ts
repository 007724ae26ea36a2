import type { Network } from "../../sdk/adapter-kit.ts";
import type { QuestionName } from "./options.ts";
import type { Spoil } from "./spoil.ts";

interface Spoiled {
  readonly inner: Network;
  /** The question at which it may misbehave. */
  readonly when: QuestionName;
  readonly spoil: Spoil;
}

/**
 * The questions that not every network is asked. Those that the wrapped one knows stay; the one to misbehave at
 * is added, properly answered, since there is nothing to spoil otherwise – except a bid, which nobody can make up.
 */
export function spoilCapabilities(spoiled: Spoiled): Partial<Network> {
  const { inner } = spoiled;
  const can = (capability: keyof Network, question: QuestionName): boolean =>
    inner[capability] !== undefined || spoiled.when === question;
  return {
    ...(can("initialize", "initialize") && initializing(spoiled)),
    ...(can("collectSignals", "signals") && signalling(spoiled)),
    ...(inner.requestBid !== undefined && bidding(spoiled)),
    ...(can("show", "show") && showing(spoiled)),
  };
}

function initializing({ inner, spoil }: Spoiled): Pick<Network, "initialize"> {
  let attempts = 0;
  return {
    initialize: (signal) => {
      attempts += 1;
      return spoil({
        name: "initialize",
        luck: `initialize ${attempts}`,
        signal,
        ask: async (given) => (await inner.initialize?.(given)) ?? { kind: "initialized" },
      });
    },
  };
}

function signalling({ inner, spoil }: Spoiled): Pick<Network, "collectSignals"> {
  return {
    collectSignals: (request, signal) =>
      spoil({
        name: "signals",
        luck: `signals ${request.requestId} ${request.nodeId}`,
        origin: request.origin,
        signal,
        ask: async (given) =>
          (await inner.collectSignals?.(request, given)) ?? { kind: "signals", signals: {} },
      }),
  };
}

function bidding({ inner, spoil }: Spoiled): Pick<Network, "requestBid"> {
  return {
    requestBid: (request, signal) =>
      spoil({
        name: "bid",
        luck: `bid ${request.requestId} ${request.nodeId}`,
        origin: request.origin,
        signal,
        ask: async (given) =>
          (await inner.requestBid?.(request, given)) ?? { kind: "no-bid", reason: "cannot bid" },
      }),
  };
}

function showing({ inner, spoil }: Spoiled): Pick<Network, "show"> {
  return {
    show: (ad, request, signal) =>
      spoil({
        name: "show",
        luck: `show ${request.requestId} ${request.adId}`,
        origin: request.origin,
        signal,
        ask: async (given) => (await inner.show?.(ad, request, given)) ?? { kind: "shown" },
      }),
  };
}
