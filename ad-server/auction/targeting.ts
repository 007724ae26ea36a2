import { z } from "zod";

const list = z.array(z.string().min(1)).optional();
const valuesByKey = z.record(z.string().min(1), z.array(z.string().min(1)).min(1)).optional();

/** OR inside one kind, AND across kinds; an excluded value beats everything (spec: monetize 1.6). */
export const TargetingSchema = z.strictObject({
  slotIds: list,
  publishers: list,
  categories: list,
  countries: list,
  regions: list,
  cities: list,
  osFamilies: list,
  osVersions: list,
  browsers: list,
  languages: list,
  deviceTypes: list,
  deviceModels: list,
  segments: list,
  domains: list,
  apps: list,
  mediaTypes: list,
  sizes: list,
  /** Hours of the day in which it runs, from 0 to 23. */
  hours: z.array(z.int().min(0).max(23)).optional(),
  /** One of the values of each key. */
  keyValues: valuesByKey,
  excluded: z
    .strictObject({
      slotIds: list,
      publishers: list,
      categories: list,
      countries: list,
      regions: list,
      cities: list,
      segments: list,
      domains: list,
      apps: list,
      keyValues: valuesByKey,
    })
    .optional(),
});
export type Targeting = z.infer<typeof TargetingSchema>;

/** What is known of one impression. */
export const ImpressionSchema = z.strictObject({
  slotId: z.string().min(1),
  publisher: z.string().optional(),
  /** Of what is around the slot. */
  categories: z.array(z.string()).optional(),
  country: z.string().optional(),
  region: z.string().optional(),
  city: z.string().optional(),
  osFamily: z.string().optional(),
  osVersion: z.string().optional(),
  browser: z.string().optional(),
  language: z.string().optional(),
  deviceType: z.string().optional(),
  deviceModel: z.string().optional(),
  segments: z.array(z.string()).default([]),
  domain: z.string().optional(),
  app: z.string().optional(),
  mediaType: z.string().default("banner"),
  size: z.string().optional(),
  hour: z.int().min(0).max(23).optional(),
  /** Whatever else the app says of it. */
  keyValues: z.record(z.string(), z.array(z.string())).optional(),
  /** Whether its ads must be loaded over secure connections. */
  isSecure: z.boolean().optional(),
});
export type Impression = z.output<typeof ImpressionSchema>;

type Known = string | number | readonly string[] | undefined;

/** The kinds that targeting and impressions share, and what each is called in a sentence. */
const KINDS = [
  ["slotIds", "slot", ({ slotId }) => slotId],
  ["publishers", "publisher", ({ publisher }) => publisher],
  ["categories", "categories", ({ categories }) => categories],
  ["countries", "country", ({ country }) => country],
  ["regions", "region", ({ region }) => region],
  ["cities", "city", ({ city }) => city],
  ["osFamilies", "OS", ({ osFamily }) => osFamily],
  ["osVersions", "OS version", ({ osVersion }) => osVersion],
  ["browsers", "browser", ({ browser }) => browser],
  ["languages", "language", ({ language }) => language],
  ["deviceTypes", "device type", ({ deviceType }) => deviceType],
  ["deviceModels", "device model", ({ deviceModel }) => deviceModel],
  ["segments", "segments", ({ segments }) => segments],
  ["domains", "domain", ({ domain }) => domain],
  ["apps", "app", ({ app }) => app],
  ["mediaTypes", "media type", ({ mediaType }) => mediaType],
  ["sizes", "size", ({ size }) => size],
  ["hours", "hour", ({ hour }) => hour],
] as const satisfies readonly (readonly [
  Exclude<keyof Targeting, "excluded" | "keyValues">,
  string,
  (impression: Impression) => Known,
])[];

/** Why an impression is not what is targeted; undefined if it is. */
export function findTargetingMiss(
  targeting: Targeting | undefined,
  impression: Impression,
): string | undefined {
  if (targeting === undefined) return undefined;
  const { excluded } = targeting;
  for (const [kind, name, read] of KINDS) {
    const wanted = targeting[kind];
    const unwanted = excluded === undefined ? undefined : excluded[kind as keyof Unwanted];
    if (wanted === undefined && unwanted === undefined) continue;
    const miss = tellMiss(name, read(impression), { wanted, unwanted });
    if (miss !== undefined) return miss;
  }
  return findKeyValueMiss(targeting, impression);
}

type Unwanted = Omit<NonNullable<Targeting["excluded"]>, "keyValues">;
type Values = readonly (string | number)[] | undefined;

function tellMiss(
  name: string,
  known: Known,
  { wanted, unwanted }: { readonly wanted: Values; readonly unwanted: Values },
): string | undefined {
  if (wanted !== undefined && !meets(wanted, known)) {
    return `${name} ${word(known)} is not ${wanted.join(" or ")}`;
  }
  return unwanted !== undefined && meets(unwanted, known)
    ? `${name} ${word(known)} is excluded`
    : undefined;
}

/** OR between the values of one key, AND between keys. */
function findKeyValueMiss(
  { keyValues: wanted, excluded }: Targeting,
  { keyValues: known }: Impression,
): string | undefined {
  const unwanted = excluded?.keyValues;
  if (wanted === undefined && unwanted === undefined) return undefined;
  for (const key of new Set([...Object.keys(wanted ?? {}), ...Object.keys(unwanted ?? {})])) {
    const asked = { wanted: valuesOf(wanted, key), unwanted: valuesOf(unwanted, key) };
    const miss = tellMiss(`key "${key}"`, valuesOf(known, key), asked);
    if (miss !== undefined) return miss;
  }
  return undefined;
}

type KeyValues = Impression["keyValues"];

/** An app may call a key `constructor`. */
function valuesOf(keyValues: KeyValues, key: string): readonly string[] | undefined {
  return keyValues !== undefined && Object.hasOwn(keyValues, key) ? keyValues[key] : undefined;
}

function meets(values: readonly (string | number)[], known: Known): boolean {
  if (known === undefined) return false;
  return typeof known === "object"
    ? known.some((each) => values.includes(each))
    : values.includes(known);
}

function word(known: Known): string {
  if (known === undefined) return "(not known)";
  return typeof known === "object" ? known.join(", ") || "(none)" : String(known);
}
