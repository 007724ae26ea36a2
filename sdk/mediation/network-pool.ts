import type { AdapterRegistry } from "../adapter/adapter-registry.ts";
import type { Network, NetworkAdapter } from "../adapter/network-adapter.ts";
import type { AdServices } from "../device/ad-services.ts";
import type { Environment } from "../foundation/environment.ts";
import type { JsonObject } from "../foundation/json.ts";
import type { Emit } from "../model/mediation-event.ts";
import { traceHttp } from "../model/traced-http.ts";

export interface NetworkPool {
  findAdapter(adapterId: string): NetworkAdapter | undefined;
  readonly adapterIds: readonly string[];
  /**
   * The network, connected on first use and kept: a network has one life per SDK, whatever number of chains
   * name it. Other options than last time connect it anew.
   *
   * @throws MediationError ERR_CONFIG_INVALID
   */
  connect(network: {
    readonly networkId: string;
    readonly adapter: NetworkAdapter;
    readonly options: JsonObject;
  }): Network;
  dispose(): Promise<void>;
}

export function createNetworkPool(
  world: {
    readonly environment: Environment;
    readonly adServices: AdServices;
    readonly emit: Emit;
  },
  registry: AdapterRegistry,
): NetworkPool {
  const { environment, adServices, emit } = world;
  const connected = new Map<string, { readonly key: string; readonly network: Network }>();
  return {
    findAdapter: (adapterId) => registry.find(adapterId),
    adapterIds: registry.ids,
    connect({ networkId, adapter, options }) {
      const key = JSON.stringify([adapter.id, options]);
      const known = connected.get(networkId);
      if (known?.key === key) return known.network;
      const network = adapter.connect(options, {
        clock: environment.clock,
        random: environment.random.fork(`network ${networkId}`),
        ids: environment.ids,
        http: traceHttp(environment, emit),
        adServices,
        log: (message) => emit({ type: "adapter.logged", networkId, message }),
      });
      connected.set(networkId, { key, network });
      return network;
    },
    async dispose() {
      const networks = [...connected.values()];
      connected.clear();
      await Promise.all(networks.map(({ network }) => network.dispose?.()));
    },
  };
}
