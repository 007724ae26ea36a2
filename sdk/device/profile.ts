import { z } from "zod";
import { androidMaxResponseBytes } from "../foundation/http-client.ts";
import { parseOptions } from "../foundation/parse-options.ts";
import { contextualSettings } from "./ad-selection/contextual-settings.ts";
import { selectionSettings } from "./ad-selection/selection-settings.ts";
import { serverAuctionSettings } from "./ad-selection/server-auction-settings.ts";
import { callerSettings } from "./caller-settings.ts";
import { audienceSettings } from "./custom-audiences/audience-settings.ts";
import { debugReportSettings } from "./debug-reports/debug-report-settings.ts";
import { filterSettings } from "./filters/filter-settings.ts";
import { logicSettings } from "./logic-settings.ts";
import { reportingSettings } from "./reporting/reporting-settings.ts";
import { sandboxSettings } from "./sandbox-settings.ts";
import {
  limitBytes,
  limitMs,
  settingFactsOf,
  valuesOf,
  type SettingFacts,
} from "./setting-kinds.ts";

/** Every flag and limit of the device that can be set. Values and meanings: spec on-device 5. */
export const ProfileSettingsSchema = z.strictObject({
  ...selectionSettings,
  ...reportingSettings,
  httpReadTimeoutMs: limitMs("One request of the device", {
    android: 5_000,
    flag: "AdServicesHttpsClient read timeout",
  }),
  httpMaxResponseBytes: limitBytes("One answer to the device", {
    android: androidMaxResponseBytes,
    flag: "AdServicesHttpsClient.DEFAULT_MAX_BYTES",
  }),
  ...logicSettings,
  ...sandboxSettings,
  ...debugReportSettings,
  ...serverAuctionSettings,
  ...contextualSettings,
  ...filterSettings,
  ...callerSettings,
  ...audienceSettings,
});
export type ProfileSettings = z.infer<typeof ProfileSettingsSchema>;

export interface ProfileSetting extends SettingFacts {
  readonly name: keyof ProfileSettings;
}

/** All settings, with what they are called on Android. */
export const PROFILE_SETTINGS: readonly ProfileSetting[] = Object.entries(
  ProfileSettingsSchema.shape,
).map(([name, setting]) => ({ name: name as keyof ProfileSettings, ...settingFactsOf(setting) }));

/** As AOSP's code has it; production devices override many of these from a server. */
const android: ProfileSettings = valuesOf(ProfileSettingsSchema.shape, "android");

/**
 * Every feature that AOSP has a flag for. Nothing is throttled, or no chain could be walked; scripts are not
 * cached, as in AOSP's own end-to-end tests; contextual ads need no signature, as mediation servers make none.
 */
const androidAllOn: ProfileSettings = valuesOf(ProfileSettingsSchema.shape, "allOn");

export const PROFILES = {
  android,
  "android-all-on": androidAllOn,
  proposal: { ...androidAllOn, chainedAdSelectionsEnabled: true },
} as const satisfies Record<string, ProfileSettings>;

export type ProfileName = keyof typeof PROFILES;

const ProfileNameSchema = z.enum(Object.keys(PROFILES) as [ProfileName, ...ProfileName[]]);

const ChangedProfileSchema = z.strictObject({
  base: ProfileNameSchema.describe("The profile to start from"),
  set: ProfileSettingsSchema.partial().describe("Settings that differ from it"),
});

/** A profile as a scenario or an app names it: one of ours, or one of ours with settings changed. */
export const ProfileSchema = z.union([ProfileNameSchema, ChangedProfileSchema]);
export type ProfileChoice = z.infer<typeof ProfileSchema>;

/**
 * Checks a choice by the half of the union that it belongs to: the union itself would not say where it is wrong.
 *
 * @throws MediationError ERR_CONFIG_INVALID
 */
export function parseProfile(choice: unknown): ProfileChoice {
  const schema = typeof choice === "string" ? ProfileNameSchema : ChangedProfileSchema;
  return parseOptions(schema, choice, "AdServices.profile");
}

export interface Profile {
  readonly name: string;
  readonly settings: ProfileSettings;
}

export function resolveProfile(choice: ProfileChoice): Profile {
  if (typeof choice === "string") return { name: choice, settings: PROFILES[choice] };
  const changes = Object.fromEntries(
    Object.entries(choice.set).filter(([, value]) => value !== undefined),
  );
  return { name: `${choice.base} (changed)`, settings: { ...PROFILES[choice.base], ...changes } };
}
