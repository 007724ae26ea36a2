import { z } from "zod";

export const NameSchema = z.string().trim().min(1).max(200);

/** An ISO 4217 code. */
export const CurrencySchema = z.string().regex(/^[A-Z]{3}$/, "Expected a code such as EUR");

const readOnlyField = z.never("Read-only: only answers have it").optional();

/** Fields that a client may not write, each refused by its own name. */
export function readOnly<Name extends string>(
  ...names: readonly Name[]
): Record<Name, typeof readOnlyField> {
  return Object.fromEntries(names.map((name) => [name, readOnlyField])) as Record<
    Name,
    typeof readOnlyField
  >;
}

/** What a schema's shape names, of something that may hold more. */
export function pickFields<Shape extends z.ZodRawShape>(
  shape: Shape,
  thing: z.output<z.ZodObject<Shape>>,
): z.output<z.ZodObject<Shape>> {
  const entries = Object.entries<unknown>(thing).filter(([name]) => Object.hasOwn(shape, name));
  return Object.fromEntries(entries) as z.output<z.ZodObject<Shape>>;
}

/** What depends on it is not looked at unless it is one. */
export const DateSchema = z.iso.date({
  error: "Expected a day that exists, such as 2026-11-22",
  abort: true,
});

/** A time as the documents write it, in UTC: `2026-11-22 08:00:00`. */
export const TimeSchema = z
  .string()
  .refine(isTime, "Expected a day and time that exist, such as 2026-11-22 08:00:00");

/** Parsing alone would take February 30 for March 2. */
function isTime(text: string): boolean {
  const atMs = toTimeMs(text);
  return !Number.isNaN(atMs) && toTimeText(atMs) === text;
}

export function toTimeMs(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}Z`);
}

export function toTimeText(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 19).replace("T", " ");
}

/** The UTC day of a time: `2026-11-22`. */
export function toDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
