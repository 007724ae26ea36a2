/** Door for those who test: the contract of network adapters, and a world to try an adapter in. */
export {
  networkAdapterContract,
  type ContractOptions,
  type ContractTest,
} from "./adapter-contract.ts";
export {
  createAdapterWorld,
  type AdapterWorld,
  type AdapterWorldOptions,
  type Serve,
  type ServedAnswer,
} from "./adapter-world.ts";
