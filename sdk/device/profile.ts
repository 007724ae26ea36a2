import { z } from "zod";

const limitMs = (meaning: string) => z.int().positive().describe(`${meaning}, in milliseconds`);
const feature = (meaning: string) => z.boolean().describe(meaning);

/** Every flag and limit of the device that can be set. Values and meanings: spec on-device 5. */
export const ProfileSettingsSchema = z.strictObject({
  biddingTimeoutPerAudienceMs: limitMs("Script fetch and generateBid of one custom audience"),
  biddingTimeoutPerBuyerMs: limitMs("All custom audiences of one buyer"),
  scoringTimeoutMs: limitMs("Script fetch, trusted signals and all scoreAd calls of one auction"),
  selectingOutcomeTimeoutMs: limitMs("Script fetch and selectOutcome"),
  adSelectionTimeoutMs: limitMs("One selectAds call"),
  adSelectionFromOutcomesTimeoutMs: limitMs("One selectAds call over outcomes"),
  reportImpressionTimeoutMs: limitMs("Both reporting scripts and their fetches"),
  httpReadTimeoutMs: limitMs("One request of the device"),
  maxConcurrentBiddingPerBuyer: z
    .int()
    .positive()
    .describe("How many chunks a buyer's custom audiences are split into"),
  adSelectionLifetimeMs: limitMs("How long a stored ad selection can be used"),
  prebuiltUrisEnabled: feature("Whether ad-selection-prebuilt:// addresses work"),
  registerAdBeaconEnabled: feature("Whether registerAdBeacon exists while reporting"),
  contextualAdsEnabled: feature("Whether contextual ads take part in an auction"),
  chainedAdSelectionsEnabled: feature(
    "Whether selectAds takes chainedAdSelections and answers null when nobody wins",
  ),
});
export type ProfileSettings = z.infer<typeof ProfileSettingsSchema>;

/** As AOSP's code has it; production devices override many of these from a server. */
const android: ProfileSettings = {
  biddingTimeoutPerAudienceMs: 5_000,
  biddingTimeoutPerBuyerMs: 10_000,
  scoringTimeoutMs: 5_000,
  selectingOutcomeTimeoutMs: 5_000,
  adSelectionTimeoutMs: 10_000,
  adSelectionFromOutcomesTimeoutMs: 20_000,
  reportImpressionTimeoutMs: 2_000,
  httpReadTimeoutMs: 5_000,
  maxConcurrentBiddingPerBuyer: 6,
  adSelectionLifetimeMs: 86_400_000,
  prebuiltUrisEnabled: false,
  registerAdBeaconEnabled: false,
  contextualAdsEnabled: false,
  chainedAdSelectionsEnabled: false,
};

const androidAllOn: ProfileSettings = {
  ...android,
  prebuiltUrisEnabled: true,
  registerAdBeaconEnabled: true,
  contextualAdsEnabled: true,
};

export const PROFILES = {
  android,
  "android-all-on": androidAllOn,
  proposal: { ...androidAllOn, chainedAdSelectionsEnabled: true },
} as const satisfies Record<string, ProfileSettings>;

export type ProfileName = keyof typeof PROFILES;

export const ProfileNameSchema = z.enum(Object.keys(PROFILES) as [ProfileName, ...ProfileName[]]);

/** A profile as a scenario or an app names it: one of ours, or one of ours with settings changed. */
export const ProfileSchema = z.union([
  ProfileNameSchema,
  z.strictObject({
    base: ProfileNameSchema.describe("The profile to start from"),
    set: ProfileSettingsSchema.partial().describe("Settings that differ from it"),
  }),
]);
export type ProfileChoice = z.infer<typeof ProfileSchema>;

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
