import type { AdapterRegistry } from "../adapter/adapter-registry.ts";
import type { Network, NetworkAdapter } from "../adapter/network-adapter.ts";
import type { AdServices } from "../device/ad-services.ts";
import type { Environment } from "../foundation/environment.ts";
import { messageOf } from "../foundation/errors.ts";
import type { JsonObject } from "../foundation/json.ts";
import type { Emit } from "../model/mediation-event.ts";
import { traceHttp } from "../model/traced-http.ts";

export interface NetworkPool {
  findAdapter(adapterId: string): NetworkAdapter | undefined;
  readonly adapterIds: readonly string[];
  /**
   * The network, connected on first use and kept: a network has one life per SDK, whatever number of chains
   * name it. With other options it is another network, of the same luck.
   *
   * @throws whatever the adapter throws; MediationError ERR_CONFIG_INVALID for options it refuses
   */
  connect(network: NetworkChoice): Network;
  /** Lets go of every network, even when one of them objects. */
  dispose(): Promise<void>;
}

interface NetworkChoice {
  readonly networkId: string;
  readonly adapter: NetworkAdapter;
  readonly options: JsonObject;
}

interface PoolWorld {
  readonly environment: Environment;
  readonly adServices: AdServices;
  readonly emit: Emit;
}

export function createNetworkPool(world: PoolWorld, registry: AdapterRegistry): NetworkPool {
  const connected = new Map<string, Connected>();
  return {
    findAdapter: (adapterId) => registry.find(adapterId),
    adapterIds: registry.ids,
    connect(choice) {
      const { networkId, adapter, options } = choice;
      const key = JSON.stringify([networkId, adapter.id, options]);
      const known = connected.get(key);
      if (known !== undefined) return known.network;
      const network = connectTo(world, choice);
      connected.set(key, { networkId, network });
      return network;
    },
    async dispose() {
      const networks = [...connected.values()];
      connected.clear();
      await Promise.all(networks.map((each) => letGo(each, world.emit)));
    },
  };
}

interface Connected {
  readonly networkId: string;
  readonly network: Network;
}

function connectTo(
  { environment, adServices, emit }: PoolWorld,
  { networkId, adapter, options }: NetworkChoice,
): Network {
  return adapter.connect(options, {
    clock: environment.clock,
    random: environment.random.fork(`network ${networkId}`),
    ids: environment.ids,
    http: traceHttp(environment, emit),
    adServices,
    log: (message) => emit({ type: "adapter.logged", networkId, message }),
  });
}

/** An adapter is foreign code: its trouble in saying goodbye is a line in the trace. */
async function letGo({ networkId, network }: Connected, emit: Emit): Promise<void> {
  try {
    await network.dispose?.();
  } catch (error) {
    const message = `could not be disposed of: ${messageOf(error)}`;
    emit({ type: "adapter.logged", networkId, message });
  }
}
