import { z } from "zod";

/** What a setting is, what it is called in AOSP, and what its number counts. */
export interface SettingFacts {
  /** For people. */
  readonly about: string;
  /** Flag or constant; undefined where Android has none. */
  readonly androidName: string | undefined;
  readonly unit: "" | "B" | "ms" | "/s";
}

/** A setting's values in the profiles. */
interface Values<T> {
  /** As AOSP's code has it, or does it. */
  readonly android: T;
  /** With every feature on, where that differs. */
  readonly allOn?: T;
}

type KnownSetting = SettingFacts & Values<unknown>;

const known = z.registry<KnownSetting>();

const unitWords = {
  "": "",
  B: ", in bytes of UTF-8",
  ms: ", in milliseconds",
  "/s": ", in calls per second; 0 or less: no limit",
} as const;

/** A kind of setting: what it means, its values, and the flag or constant that it has in AOSP. */
function kindOf<Schema extends z.ZodType>(schema: Schema, unit: SettingFacts["unit"]) {
  return (
    meaning: string,
    { flag, ...values }: Values<z.output<Schema>> & { readonly flag?: string },
  ): Schema => {
    const origin = flag === undefined ? "" : ` (${flag})`;
    const described = schema.describe(`${meaning}${unitWords[unit]}${origin}`);
    known.add(described, { ...values, about: meaning, androidName: flag, unit });
    return described;
  };
}

export const limitMs = kindOf(z.int().positive(), "ms");
export const limitBytes = kindOf(z.int().positive(), "B");
export const limitCount = kindOf(z.int().positive(), "");
export const feature = kindOf(z.boolean(), "");
export const callRate = kindOf(z.number(), "/s");

/** Settings by name, as a profile holds them. */
export type SettingsOf<Shape extends Readonly<Record<string, z.ZodType>>> = {
  readonly [Name in keyof Shape]: z.output<Shape[Name]>;
};

export function settingFactsOf(setting: z.ZodType): SettingFacts {
  const { about, androidName, unit } = factsOf(setting);
  return { about, androidName, unit };
}

/** Every setting's value in one of the two profiles that all others come from. */
export function valuesOf<Shape extends Readonly<Record<string, z.ZodType>>>(
  shape: Shape,
  profile: "android" | "allOn",
): SettingsOf<Shape> {
  const values = Object.entries(shape).map(([name, setting]) => {
    const facts = factsOf(setting);
    return [name, profile === "allOn" ? (facts.allOn ?? facts.android) : facts.android];
  });
  return Object.fromEntries(values) as SettingsOf<Shape>;
}

function factsOf(setting: z.ZodType): KnownSetting {
  const facts = known.get(setting);
  if (facts === undefined) throw new TypeError("A setting of a profile is made by its kind.");
  return facts;
}
