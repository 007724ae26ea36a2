import type { AdapterRegistry } from "../adapter/adapter-registry.ts";
import type { Network, NetworkAdapter, NetworkEnvironment } from "../adapter/network-adapter.ts";
import type { AdServices } from "../device/ad-services.ts";
import type { Environment } from "../foundation/environment.ts";
import { MediationError, messageOf } from "../foundation/errors.ts";
import type { JsonObject } from "../foundation/json.ts";
import type { Emit } from "../model/mediation-event.ts";
import type { PrivacySettings } from "../model/privacy-settings.ts";
import { traceHttp } from "../model/traced-http.ts";
import { dropLateFill } from "./network/drop-late-fill.ts";
import { Initialization } from "./network/initialization.ts";
import { createLateFills, type LateFills } from "./network/late-fills.ts";
import type { PrivacySetting } from "./privacy/privacy-keeper.ts";

export interface NetworkPool {
  findAdapter(adapterId: string): NetworkAdapter | undefined;
  readonly adapterIds: readonly string[];
  /**
   * The network, connected on first use and kept: a network has one life per SDK, whatever number of chains
   * name it. With other options it is another network, of the same luck.
   *
   * @throws whatever the adapter throws; MediationError ERR_CONFIG_INVALID for options it refuses
   */
  connect(network: NetworkChoice): ConnectedNetwork;
  /** Tells every network that is connected what the user allows from now on. */
  updatePrivacySettings(settings: PrivacySettings, changed: readonly PrivacySetting[]): void;
  /** Lets go of every network, even when one of them objects. */
  dispose(): Promise<void>;
}

/** A network, with what lasts as long as its connection. */
export interface ConnectedNetwork {
  readonly networkId: string;
  readonly network: Network;
  readonly initialization: Initialization;
  readonly lateFills: LateFills;
}

interface NetworkChoice {
  readonly networkId: string;
  readonly adapter: NetworkAdapter;
  readonly options: JsonObject;
}

interface PoolWorld {
  readonly environment: Environment;
  readonly adServices: AdServices;
  readonly appId: string;
  /** What the user allows now. */
  readonly privacy: () => PrivacySettings;
  readonly emit: Emit;
}

export function createNetworkPool(world: PoolWorld, registry: AdapterRegistry): NetworkPool {
  const connected = new Map<string, ConnectedNetwork>();
  return {
    findAdapter: (adapterId) => registry.find(adapterId),
    adapterIds: registry.ids,
    connect(choice) {
      const { networkId, adapter, options } = choice;
      const key = JSON.stringify([networkId, adapter.id, options]);
      const known = connected.get(key);
      if (known !== undefined) return known;
      const network = connectTo(world, registry, choice);
      const candidate = { networkId, adapterId: adapter.id, network };
      const initialization = new Initialization(world.environment.clock, candidate);
      const added = { networkId, network, initialization, lateFills: createLateFills() };
      connected.set(key, added);
      return added;
    },
    updatePrivacySettings(settings, changed) {
      for (const each of connected.values()) tellPrivacy(each, { settings, changed }, world.emit);
    },
    async dispose() {
      const networks = [...connected.values()];
      connected.clear();
      await Promise.all(networks.map((each) => letGo(each, world.emit)));
    },
  };
}

function connectTo(
  world: PoolWorld,
  registry: AdapterRegistry,
  { networkId, adapter, options }: NetworkChoice,
): Network {
  const { environment, adServices, appId, privacy, emit } = world;
  const networkEnvironment: NetworkEnvironment = {
    clock: environment.clock,
    random: environment.random.fork(`network ${networkId}`),
    ids: environment.ids,
    http: traceHttp(environment, emit),
    adServices,
    appId,
    privacy,
    connect: (adapterId, wrapped) =>
      findWrapped(registry, adapterId).connect(wrapped, networkEnvironment),
    log: (message, origin) => emit({ type: "adapter.logged", ...origin, networkId, message }),
  };
  return adapter.connect(options, networkEnvironment);
}

function findWrapped(registry: AdapterRegistry, adapterId: string): NetworkAdapter {
  const adapter = registry.find(adapterId);
  if (adapter !== undefined) return adapter;
  throw new MediationError("ERR_CONFIG_INVALID", `No adapter "${adapterId}" is registered.`, {
    hint: `Name one of these: ${registry.ids.join(", ")}.`,
  });
}

/** An adapter is foreign code: what it throws, now or later, is a line in the trace. */
function tellPrivacy(
  { networkId, network }: ConnectedNetwork,
  news: { readonly settings: PrivacySettings; readonly changed: readonly PrivacySetting[] },
  emit: Emit,
): void {
  const tell = async (): Promise<void> =>
    network.updatePrivacySettings?.(news.settings, news.changed);
  tell().catch((error: unknown) => {
    const message = `could not take the privacy settings: ${messageOf(error)}`;
    emit({ type: "adapter.logged", networkId, message });
  });
}

/** An adapter is foreign code: its trouble in saying goodbye is a line in the trace. */
async function letGo(connected: ConnectedNetwork, emit: Emit): Promise<void> {
  const { networkId, network, initialization, lateFills } = connected;
  initialization.abandon();
  for (const late of lateFills.close()) {
    const detail = "its network was disposed of before anybody asked for it";
    dropLateFill({ networkId, network, emit }, late, { rule: "ad-let-go", detail });
  }
  try {
    await network.dispose?.();
  } catch (error) {
    const message = `could not be disposed of: ${messageOf(error)}`;
    emit({ type: "adapter.logged", networkId, message });
  }
}
