/** Door for app developers: the mediation SDK, the simulated device, and the nouns both speak in. */
export { hashText } from "./foundation/hash-text.ts";
export type { JsonObject, JsonValue } from "./foundation/json.ts";
export { ERROR_CODES, MediationError, messageOf, type ErrorCode } from "./foundation/errors.ts";
export { createSeededRandom } from "./foundation/seeded-random.ts";
export { createSequentialIds } from "./foundation/sequential-ids.ts";
export { nearestWord } from "./foundation/nearest-word.ts";
export { parseOptions } from "./foundation/parse-options.ts";
export type { Clock, Environment, IdSource, Random } from "./foundation/environment.ts";
export {
  androidMaxResponseBytes,
  type HttpClient,
  type HttpRequest,
  type HttpResult,
} from "./foundation/http-client.ts";
export { withRedirects } from "./foundation/redirect.ts";
export type { SignatureVerifier, SignedText } from "./foundation/signature-verifier.ts";
export type {
  ConsoleLine,
  RegisteredBeacon,
  RegisteredDebugReport,
  ReturnedValue,
  ScriptEvaluation,
  ScriptGlobal,
  ScriptOutcome,
  ScriptResult,
  ScriptSandbox,
} from "./foundation/script-sandbox.ts";
export type { DecisionFunction, DecisionParameter } from "./model/decision-function.ts";
export { SCRIPT_NAMES, type ScriptNames } from "./model/script-environment.ts";
export { SCRIPT_LIMITS } from "./sandbox/script-limits.ts";
export { DECISION_FUNCTIONS, type DecisionFunctionId } from "./model/decision-functions.ts";
export { describeFailure } from "./device/describe-failure.ts";
export { readDecision, type Decision } from "./device/read-decision.ts";
export {
  AdFormatSchema,
  AdSizeSchema,
  AdSlotSchema,
  refuseSlotContradictions,
  RewardSchema,
  type AdSlot,
} from "./model/ad-slot.ts";
export { CapSchema, type Cap } from "./model/cap.ts";
export {
  PrivacyNeedsSchema,
  PrivacySettingsSchema,
  type PrivacyNeeds,
  type PrivacySettings,
} from "./model/privacy-settings.ts";
export {
  ContextualAdsSchema,
  type AdSelectionConfigInput,
  type AdSelectionFromOutcomesConfigInput,
  type AdSelectionOutcome,
  type ContextualAds,
} from "./model/ad-selection.ts";
export {
  AdDataSchema,
  CustomAudienceSchema,
  type CustomAudience,
  type CustomAudienceInput,
  type FetchCustomAudienceInput,
  type ScheduleUpdateInput,
} from "./model/custom-audience.ts";
export { JsonObjectSchema, SignalsSchema, type Signals } from "./model/signals.ts";
export {
  MediationEventSchema,
  type MediationEvent,
  type MediationEventOf,
  type MediationEventType,
} from "./model/mediation-event.ts";
export { collectLedger, type LedgerEntry } from "./model/ledger.ts";
export { LEDGER_RULES, type LedgerRule } from "./model/ledger-rules.ts";
export { isNobodyWonRule, LOSS_RULES, type LossRule } from "./model/loss-rules.ts";
export {
  PROFILE_SETTINGS,
  ProfileSchema,
  PROFILES,
  resolveProfile,
  type Profile,
  type ProfileName,
} from "./device/profile.ts";
export { FirstPartySchema } from "./mediation/first-party-options.ts";
export {
  MediationOptionsSchema,
  refuseMediationContradictions,
  type MediationOptions,
  type MediationOptionsInput,
} from "./mediation/mediation-options.ts";
export type {
  AdRequest,
  AdRequestOutcome,
  AdRequestResult,
  PrefetchResult,
} from "./mediation/ad-request.ts";
export type { AdState } from "./mediation/ad/ad-state.ts";
export type { LoadedAd } from "./mediation/ad/loaded-ad.ts";
export type { ShowOutcome } from "./mediation/ad/ad-course.ts";
export { MediationSdk } from "./mediation/mediation-sdk.ts";
export type { MediationSdkOptions } from "./mediation/mediation-sdk-options.ts";
export { ConditionsChangeSchema, type ConditionsChange } from "./device/device-conditions.ts";
export { AdServices, type AdServicesOptions } from "./device/ad-services.ts";
export type { PreloadedOutcome } from "./device/ad-selection/preload-outcome.ts";
export { BackgroundJobSchema, type BackgroundJob } from "./device/background-jobs.ts";
export type { DeveloperOverrides } from "./device/overrides/developer-overrides.ts";
export type {
  AdSelectionOverrideInput,
  AudienceOverrideKey,
  CustomAudienceOverrideInput,
  FromOutcomesOverrideInput,
} from "./device/overrides/override-inputs.ts";
export type { AdvertiserList } from "./device/filters/set-app-install-advertisers.ts";
export type { HistogramUpdate } from "./device/filters/update-ad-counter-histogram.ts";
export type { InteractionReport } from "./device/reporting/report-event.ts";
export { createFetchHttpClient } from "./live/fetch-http-client.ts";
export { createLiveEnvironment, type LiveEnvironmentOptions } from "./live/live-environment.ts";
export { CONTEXTUAL_TEST_KEY } from "./device/ad-selection/contextual-test-key.ts";
export { serializeContextualAds } from "./device/ad-selection/serialize-contextual-ads.ts";
export { nodeSignatureVerifier } from "./live/node-signature-verifier.ts";
export { createSystemClock } from "./live/system-clock.ts";
export {
  createCoverageSandbox,
  type CoverageSandbox,
} from "./sandbox/coverage/coverage-sandbox.ts";
export type {
  CoveredRange,
  FunctionCoverage,
  ScriptCoverage,
} from "./sandbox/coverage/script-coverage.ts";
export { readScriptSource, type ScriptSourceMap } from "./sandbox/source-map.ts";
export {
  openDebugSandbox,
  type DebugSandbox,
  type DebugSandboxOptions,
} from "./sandbox/debug/debug-sandbox.ts";
export type { DebugAddress } from "./sandbox/debug/debug-server.ts";
export { createCostSandbox, type CostSandbox } from "./sandbox/costs/cost-sandbox.ts";
export type { Cost, EvaluationCost } from "./sandbox/costs/evaluation-cost.ts";
export { createIsolateSandbox } from "./sandbox/isolate-sandbox.ts";
export { createProcessSandbox, type ProcessSandboxOptions } from "./sandbox/process-sandbox.ts";
