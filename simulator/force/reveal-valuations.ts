import type { Network, NetworkAdapter, NetworkEnvironment } from "../../sdk/adapter-kit.ts";
import type { AdSlot } from "../../sdk/index.ts";
import type { Scenario } from "../scenario-schema.ts";
import type { ChainBook } from "./chain-book.ts";
import type { TellLaboratory } from "./laboratory.ts";
import { overrideNetwork } from "./override-network.ts";

interface RevealWorld {
  readonly scenario: Scenario;
  readonly chains: ChainBook;
  /** Of a network that nobody has asked yet, with the luck that it would have. */
  readonly environmentOf: (networkId: string) => NetworkEnvironment;
  readonly tell: TellLaboratory;
}

export interface Valuations {
  /** The same adapters, watched: what a network would do next may hang on what it has done. */
  wrap(adapters: readonly NetworkAdapter[]): readonly NetworkAdapter[];
  /** Tells what each network of the request would have paid, had it been asked. */
  reveal(requestId: string): void;
}

export function createValuations(world: RevealWorld): Valuations {
  const { scenario, chains, tell } = world;
  const networks = new Map<string, Network>();
  const known = new Map<string, NetworkAdapter>();
  return {
    wrap(adapters) {
      for (const adapter of adapters) known.set(adapter.id, adapter);
      return adapters.map((adapter) => watch(adapter, chains, networks));
    },
    reveal(requestId) {
      const slotId = chains.slotIdOf(requestId) ?? "";
      const slot = scenario.slots[slotId];
      if (slot === undefined) return;
      for (const { nodeId, networkId, adapter } of chains.nodesOf(requestId)) {
        const network =
          networks.get(networkId) ?? connectTwin(world, networkId, known.get(adapter));
        const cpmUsd = askForValue(network, { requestId, nodeId, slot: { slotId, ...slot } });
        if (cpmUsd === undefined) continue;
        tell({ type: "valuation.revealed", requestId, nodeId, networkId, cpmUsd });
      }
    },
  };
}

function watch(
  adapter: NetworkAdapter,
  chains: ChainBook,
  networks: Map<string, Network>,
): NetworkAdapter {
  return {
    ...adapter,
    connect(options, environment) {
      const own = adapter.connect(options, environment);
      const note = (turn: { readonly requestId: string; readonly nodeId: string }): void => {
        const node = chains.find(turn);
        if (node !== undefined) networks.set(node.networkId, own);
      };
      return overrideNetwork(own, {
        load(request, signal) {
          note(request);
          return own.load(request, signal);
        },
        ...(own.requestBid && {
          async requestBid(request, signal) {
            note(request);
            const answer = await own.requestBid?.(request, signal);
            return answer ?? { kind: "no-bid", reason: "cannot bid" };
          },
        }),
      });
    },
  };
}

/** A network that nobody has asked yet has the luck of any other of its name; one that refuses has no value. */
function connectTwin(
  { scenario, environmentOf }: RevealWorld,
  networkId: string,
  adapter: NetworkAdapter | undefined,
): Network | undefined {
  const configured = scenario.networks[networkId];
  if (adapter === undefined || configured === undefined) return undefined;
  try {
    return adapter.connect(configured.options, environmentOf(networkId));
  } catch {
    return undefined; // the walk says so, if it comes to that node
  }
}

interface Question {
  readonly requestId: string;
  readonly nodeId: string;
  readonly slot: AdSlot;
}

/** Null: it has no ad. Undefined: it cannot say. An adapter is foreign code: one that throws cannot say, either. */
function askForValue(network: Network | undefined, question: Question): number | null | undefined {
  if (network?.reveal === undefined) return undefined;
  const { requestId, nodeId } = question;
  try {
    const asked = { ...question, timeoutMs: 0, origin: { requestId, nodeId } };
    return network.reveal(asked)?.cpmUsd ?? null;
  } catch {
    return undefined;
  }
}
