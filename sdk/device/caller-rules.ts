import type { CallerSettings } from "./caller-settings.ts";
import type { DeviceApi } from "./device-call.ts";
import type { Permission } from "./device-conditions.ts";
import { ofEveryOverrideApi } from "./overrides/override-apis.ts";
import { SERVICE_STATUS, type ServiceStatus } from "./service-failure.ts";

/** Who may make a call, and how often. */
export interface CallerRules {
  readonly service: "ad-selection" | "custom-audience";
  /** Any one of them will do. */
  readonly permissions: readonly Permission[];
  /** Calls of one setting share their permits. */
  readonly rate: RateSetting;
  /** How the call fails while the user has not been asked for consent; absent: it succeeds and does nothing. */
  readonly statusUnlessAsked?: ServiceStatus;
}

export type RateSetting = Extract<keyof CallerSettings, `${string}PermitsPerSecond`>;

const adSelection = {
  service: "ad-selection",
  permissions: ["custom-audience", "protected-signals", "ad-selection"],
} as const;
const customAudience = { service: "custom-audience", permissions: ["custom-audience"] } as const;

/** Spec: on-device 6.3, 6.4. Undefined: no app calls, and nobody is asked. */
export const CALLER_RULES: Readonly<Record<DeviceApi, CallerRules | undefined>> = {
  preloadCustomAudience: undefined,
  storeOutcome: undefined,
  joinCustomAudience: {
    ...customAudience,
    rate: "joinCustomAudiencePermitsPerSecond",
    statusUnlessAsked: SERVICE_STATUS.internalError,
  },
  leaveCustomAudience: { ...customAudience, rate: "leaveCustomAudiencePermitsPerSecond" },
  fetchAndJoinCustomAudience: {
    ...customAudience,
    rate: "fetchAndJoinCustomAudiencePermitsPerSecond",
  },
  scheduleCustomAudienceUpdate: {
    ...customAudience,
    rate: "scheduleCustomAudienceUpdatePermitsPerSecond",
  },
  runBackgroundJob: undefined,
  // They ask questions of their own.
  ...ofEveryOverrideApi(undefined),
  selectAds: { ...adSelection, rate: "selectAdsPermitsPerSecond" },
  selectAdsFromOutcomes: { ...adSelection, rate: "selectAdsPermitsPerSecond" },
  reportImpression: { ...adSelection, rate: "reportImpressionPermitsPerSecond" },
  reportEvent: { ...adSelection, rate: "reportEventPermitsPerSecond" },
  updateAdCounterHistogram: {
    ...adSelection,
    rate: "updateAdCounterHistogramPermitsPerSecond",
    statusUnlessAsked: SERVICE_STATUS.userConsentRevoked,
  },
  setAppInstallAdvertisers: { ...adSelection, rate: "setAppInstallAdvertisersPermitsPerSecond" },
};
