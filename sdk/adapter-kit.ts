/** Door for adapter writers: the contract, the definer, and the nouns a network meets. */
export {
  defineNetworkAdapter,
  type AdInteraction,
  type LoadRequest,
  type LoadResult,
  type Network,
  type NetworkAdapter,
  type NetworkEnvironment,
  type NetworkFill,
} from "./adapter/network-adapter.ts";
export { LoadResultSchema } from "./adapter/load-result.ts";
export { untilAborted } from "./adapter/until-aborted.ts";
export { isDeviceError } from "./device/device-call.ts";
export { MediationError, messageOf } from "./foundation/errors.ts";
export { AdSelectionConfigSchema } from "./model/ad-selection.ts";
export type { AdFormat, AdSlot } from "./model/ad-slot.ts";
export { SignalsSchema } from "./model/signals.ts";
