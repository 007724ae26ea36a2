import { z } from "zod";

/** What a setting is called in AOSP, and what its number counts. */
export interface SettingFacts {
  /** Flag or constant; undefined where Android has none. */
  readonly androidName: string | undefined;
  readonly unit: "" | "B" | "ms" | "/s";
}

const facts = z.registry<SettingFacts>();

const unitWords = {
  "": "",
  B: ", in bytes of UTF-8",
  ms: ", in milliseconds",
  "/s": ", in calls per second; 0 or less: no limit",
} as const;

function describeSetting<Schema extends z.ZodType>(
  schema: Schema,
  meaning: string,
  told: SettingFacts,
): Schema {
  const { androidName, unit } = told;
  const origin = androidName === undefined ? "" : ` (${androidName})`;
  const described = schema.describe(`${meaning}${unitWords[unit]}${origin}`);
  facts.add(described, told);
  return described;
}

/** The kinds of setting a profile has; each says what it limits or turns on, and its name in AOSP. */
export const limitMs = (meaning: string, androidName?: string) =>
  describeSetting(z.int().positive(), meaning, { androidName, unit: "ms" });
export const limitBytes = (meaning: string, androidName?: string) =>
  describeSetting(z.int().positive(), meaning, { androidName, unit: "B" });
export const limitCount = (meaning: string, androidName?: string) =>
  describeSetting(z.int().positive(), meaning, { androidName, unit: "" });
export const feature = (meaning: string, androidName?: string) =>
  describeSetting(z.boolean(), meaning, { androidName, unit: "" });
export const callRate = (meaning: string, androidName?: string) =>
  describeSetting(z.number(), meaning, { androidName, unit: "/s" });

export function settingFactsOf(setting: z.ZodType): SettingFacts {
  return facts.get(setting) ?? { androidName: undefined, unit: "" };
}
