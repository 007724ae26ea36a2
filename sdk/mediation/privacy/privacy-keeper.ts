import type { JsonObject } from "../../foundation/json.ts";
import { parseOptions } from "../../foundation/parse-options.ts";
import { PrivacySettingsSchema, type PrivacySettings } from "../../model/privacy-settings.ts";

export type PrivacySetting = keyof PrivacySettings;

const PRIVACY_SETTINGS = Object.keys(PrivacySettingsSchema.shape) as readonly PrivacySetting[];

/** What the user allows, for one SDK. */
export interface PrivacyKeeper {
  /** Nobody can change what is handed out. */
  readonly current: () => PrivacySettings;
  /**
   * Takes the place of all earlier settings; answers with the names of those that differ.
   *
   * @throws MediationError ERR_CONFIG_INVALID
   */
  replace(settings: unknown): readonly PrivacySetting[];
}

/** @throws MediationError ERR_CONFIG_INVALID */
export function createPrivacyKeeper(initial: PrivacySettings = {}): PrivacyKeeper {
  let current = parsePrivacy(initial);
  return {
    current: () => current,
    replace(settings) {
      const earlier = current;
      current = parsePrivacy(settings);
      return PRIVACY_SETTINGS.filter((name) => !isSame(earlier[name], current[name]));
    },
  };
}

/** For the contextual endpoint; undefined where nobody has said anything. */
export function toConsent(settings: PrivacySettings): JsonObject | undefined {
  const said = PRIVACY_SETTINGS.flatMap((name) => {
    const value = settings[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

function parsePrivacy(settings: unknown): PrivacySettings {
  const parsed = parseOptions(PrivacySettingsSchema, settings, "privacy settings");
  if (parsed.gppSids !== undefined) Object.freeze(parsed.gppSids);
  return Object.freeze(parsed);
}

function isSame(one: PrivacySettings[PrivacySetting], other: typeof one): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
