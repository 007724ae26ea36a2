import { z } from "zod";

const list = z.array(z.string().min(1)).optional();

/** OR inside one kind, AND across kinds; an excluded value beats everything (spec: monetize 1.6). */
export const TargetingSchema = z.strictObject({
  slotIds: list,
  countries: list,
  osFamilies: list,
  deviceTypes: list,
  segments: list,
  domains: list,
  apps: list,
  mediaTypes: list,
  sizes: list,
  /** Hours of the day in which it runs, from 0 to 23. */
  hours: z.array(z.int().min(0).max(23)).optional(),
  excluded: z
    .strictObject({ slotIds: list, countries: list, segments: list, domains: list, apps: list })
    .optional(),
});
export type Targeting = z.infer<typeof TargetingSchema>;

/** What is known of one impression. */
export const ImpressionSchema = z.strictObject({
  slotId: z.string().min(1),
  country: z.string().optional(),
  osFamily: z.string().optional(),
  deviceType: z.string().optional(),
  segments: z.array(z.string()).default([]),
  domain: z.string().optional(),
  app: z.string().optional(),
  mediaType: z.string().default("banner"),
  size: z.string().optional(),
  hour: z.int().min(0).max(23).optional(),
});
export type Impression = z.output<typeof ImpressionSchema>;

type Known = string | number | readonly string[] | undefined;

/** The kinds that targeting and impressions share, and what each is called in a sentence. */
const KINDS = [
  ["slotIds", "slot", ({ slotId }) => slotId],
  ["countries", "country", ({ country }) => country],
  ["osFamilies", "OS", ({ osFamily }) => osFamily],
  ["deviceTypes", "device type", ({ deviceType }) => deviceType],
  ["segments", "segments", ({ segments }) => segments],
  ["domains", "domain", ({ domain }) => domain],
  ["apps", "app", ({ app }) => app],
  ["mediaTypes", "media type", ({ mediaType }) => mediaType],
  ["sizes", "size", ({ size }) => size],
  ["hours", "hour", ({ hour }) => hour],
] as const satisfies readonly (readonly [
  Exclude<keyof Targeting, "excluded">,
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
    const known = read(impression);
    const wanted = targeting[kind];
    if (wanted !== undefined && !meets(wanted, known)) {
      return `${name} ${word(known)} is none of ${wanted.join(", ")}`;
    }
    const unwanted = excluded === undefined ? undefined : excluded[kind as keyof typeof excluded];
    if (unwanted !== undefined && meets(unwanted, known))
      return `${name} ${word(known)} is excluded`;
  }
  return undefined;
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
