import type { LoadRequest, Network, NetworkAdapter } from "../../../sdk/adapter-kit.ts";
import type { AdapterWorld } from "../adapter-world.ts";

/** An adapter under test, and how to meet it. */
export interface Subject {
  readonly adapter: NetworkAdapter;
  /** Valid ones. */
  readonly options: unknown;
  readonly request: LoadRequest;
  /** Runs `meet` with the adapter connected in a new world; of equal seed, equal luck. */
  inWorld<T>(meet: (met: Met) => Promise<T>, seed?: number): Promise<T>;
}

export interface Met {
  readonly network: Network;
  readonly world: AdapterWorld;
}

/** One thing that every adapter promises. */
export interface ContractCase {
  /** A sentence about the adapter, without its subject. */
  readonly name: string;
  /** Only for networks that can do this. */
  readonly needs?: keyof Network;
  /** Rejects with a `Breach` where the adapter does not keep to it. */
  check(subject: Subject): Promise<void>;
}
