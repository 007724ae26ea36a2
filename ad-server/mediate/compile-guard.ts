import { z } from "zod";
import { isInt64Schema } from "./mediate-fields.ts";

type Guard = (value: unknown) => boolean;

/**
 * A quick look at what a schema takes: true means that the schema takes it, false that it is worth a real parse.
 * Nothing is copied, so it costs a fraction of one; it also refuses what only the raw text can tell about.
 */
export function compileGuard(schema: z.core.$ZodType): Guard {
  if (schema instanceof z.ZodOptional) {
    const takes = compileGuard(schema.def.innerType);
    return (value) => value === undefined || takes(value);
  }
  if (schema instanceof z.ZodNullable) {
    const takes = compileGuard(schema.def.innerType);
    return (value) => value === null || takes(value);
  }
  if (schema instanceof z.ZodObject) return guardObject(schema);
  if (schema instanceof z.ZodBoolean) return (value) => typeof value === "boolean";
  if (schema instanceof z.ZodUnknown) return (value) => value !== undefined;
  const least = leastOf(schema);
  // Rare ones may cost what they cost.
  if (least === undefined) return (value) => z.safeParse(schema, value).success;
  if (schema instanceof z.ZodArray) return guardList(schema, least);
  if (schema instanceof z.ZodString) {
    return (value) => typeof value === "string" && value.length >= least && value.isWellFormed();
  }
  return isInt64Schema(schema)
    ? (value) => Number.isSafeInteger(value) && Number(value) >= least && !Object.is(value, -0)
    : (value) => typeof value === "number" && Number.isFinite(value) && value >= least;
}

interface Field {
  readonly takes: Guard;
  readonly isOptional: boolean;
}

/** By the names that are there: schemas know many more than anybody sends. */
function guardObject({ shape }: z.ZodObject): Guard {
  const fields = new Map<string, Field>();
  for (const [name, schema] of Object.entries(shape)) {
    fields.set(name, {
      takes: compileGuard(schema),
      isOptional: schema instanceof z.ZodOptional,
    });
  }
  const required = Array.from(fields.values()).filter(({ isOptional }) => !isOptional).length;
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    let missing = required;
    for (const name in value) {
      const field = fields.get(name);
      if (field === undefined) continue;
      if (!field.takes((value as Readonly<Record<string, unknown>>)[name])) return false;
      if (!field.isOptional) missing -= 1;
    }
    return missing === 0;
  };
}

function guardList({ element }: z.ZodArray, least: number): Guard {
  const takes = compileGuard(element);
  return (value) => {
    if (!Array.isArray(value) || value.length < least) return false;
    for (const each of value) if (!takes(each)) return false;
    return true;
  };
}

/** The least length or value; undefined for what is no text, list or number, or is asked for anything else. */
function leastOf(schema: z.core.$ZodType): number | undefined {
  const isKnown =
    schema instanceof z.ZodString || schema instanceof z.ZodArray || schema instanceof z.ZodNumber;
  if (!isKnown || schema instanceof z.ZodNumberFormat) return undefined;
  let least = -Infinity;
  for (const check of schema.def.checks ?? []) {
    const own = leastIn(check) ?? (isInt64Schema(schema) ? least : undefined);
    if (own === undefined) return undefined;
    least = Math.max(least, own);
  }
  return least;
}

function leastIn({ _zod: { def } }: z.core.$ZodCheck): number | undefined {
  const check = def as z.core.$ZodChecks["_zod"]["def"];
  if (check.check === "min_length") return check.minimum;
  return check.check === "greater_than" && check.inclusive ? Number(check.value) : undefined;
}
