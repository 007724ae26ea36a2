/** Door for those who test: decision scripts, called one by one; network adapters, their contract and a world to try them in. */
export {
  networkAdapterContract,
  type ContractOptions,
  type ContractTest,
} from "./adapter/adapter-contract.ts";
export {
  createAdapterWorld,
  type AdapterWorld,
  type AdapterWorldOptions,
  type Serve,
  type ServedAnswer,
} from "./adapter/adapter-world.ts";
export {
  callScript,
  type CalledScript,
  type ScriptCall,
  type ScriptText,
} from "./script-call/call-script.ts";
export type { Given } from "./script-call/name-arguments.ts";
