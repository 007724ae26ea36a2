import { MediationError } from "../foundation/errors.ts";
import type { NetworkAdapter } from "./network-adapter.ts";

export interface AdapterRegistry {
  find(adapterId: string): NetworkAdapter | undefined;
  readonly ids: readonly string[];
}

/** @throws MediationError ERR_CONFIG_INVALID when two adapters have the same id */
export function createAdapterRegistry(adapters: readonly NetworkAdapter[]): AdapterRegistry {
  const byId = new Map<string, NetworkAdapter>();
  for (const adapter of adapters) {
    if (byId.has(adapter.id)) {
      throw new MediationError(
        "ERR_CONFIG_INVALID",
        `Two network adapters are called "${adapter.id}".`,
        { hint: "Give each adapter an id of its own." },
      );
    }
    byId.set(adapter.id, adapter);
  }
  return { find: (adapterId) => byId.get(adapterId), ids: [...byId.keys()] };
}
