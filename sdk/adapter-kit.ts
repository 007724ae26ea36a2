/** Door for adapter writers: the contract, the definer, the nouns a network meets, and zod for its options. */
export { z } from "zod";
export {
  defineNetworkAdapter,
  type AdInteraction,
  type BidRequest,
  type InitializationResult,
  type LoadRequest,
  type LoadResult,
  type Network,
  type NetworkAdapter,
  type NetworkEnvironment,
  type NetworkError,
  type NetworkFill,
  type ShowRequest,
  type ShowResult,
  type SignalsRequest,
} from "./adapter/network-adapter.ts";
export {
  BidResultSchema,
  SignalsResultSchema,
  type BidResult,
  type LossNotice,
  type NetworkBid,
  type SignalsResult,
  type WinNotice,
} from "./adapter/bidding.ts";
export {
  InitializationResultSchema,
  LoadResultSchema,
  ShowResultSchema,
} from "./adapter/load-result.ts";
export { LOSS_REASONS, type LossReason } from "./adapter/loss-reasons.ts";
export { firstAnswer } from "./adapter/first-answer.ts";
export { untilAborted } from "./adapter/until-aborted.ts";
export { isDeviceError } from "./device/device-call.ts";
export { MediationError, messageOf } from "./foundation/errors.ts";
export { AdSelectionConfigSchema } from "./model/ad-selection.ts";
export type { AdFormat, AdSlot } from "./model/ad-slot.ts";
export type { PrivacySettings } from "./model/privacy-settings.ts";
export { SignalsSchema } from "./model/signals.ts";
