import { ScenarioPrivacySchema } from "../scenario/privacy-schema.ts";
import { defineStep } from "./step-definition.ts";

const longestValue = 16;

export const setPrivacySettingsStep = defineStep({
  verb: "setPrivacySettings",
  meaning: "Say what the user allows, in the place of all that was said before",
  example: "{ gdprApplies: true }",
  scope: "sdk",
  value: ScenarioPrivacySchema,
  beside: [],
  describe: ({ value: settings }) =>
    Object.entries(settings)
      .map(([name, value]) => `${name} ${shorten(String(value))}`)
      .join(", ") || "nothing",
  async run({ phone }, { value: settings }) {
    phone.sdk.setPrivacySettings(settings);
    return undefined;
  },
});

/** Consent strings are long, and nobody can read them. */
function shorten(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
