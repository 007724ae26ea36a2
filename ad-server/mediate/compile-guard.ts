import { z } from "zod";
import { isInt64Schema } from "./mediate-fields.ts";

type Guard = (value: unknown) => boolean;

/**
 * A quick look at what a schema takes: true means that the schema takes it, false that it is worth a real parse.
 * Nothing is copied, so it costs a fraction of one; it also refuses what only the raw text can tell about.
 *
 * @throws Error for a kind of schema that it does not know
 */
export function compileGuard(schema: z.core.$ZodType): Guard {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return guardOptional(compileGuard(schema.def.innerType));
  }
  if (schema instanceof z.ZodObject) return guardObject(schema);
  if (schema instanceof z.ZodArray) return guardArray(schema);
  if (schema instanceof z.ZodString) return guardText(schema.minLength ?? 0);
  if (schema instanceof z.ZodNumber) return guardNumber(schema);
  if (schema instanceof z.ZodBoolean) return (value) => typeof value === "boolean";
  if (schema instanceof z.ZodUnknown) return () => true;
  // Rare ones may cost what they cost.
  return (value) => z.safeParse(schema, value).success;
}

function guardOptional(inner: Guard): Guard {
  return (value) => value === undefined || value === null || inner(value);
}

function guardObject({ shape }: z.ZodObject): Guard {
  const guards = new Map(
    Object.entries(shape).map(([name, schema]) => [name, compileGuard(schema)]),
  );
  const required = [...guards.keys()].filter((name) => guards.get(name)?.(undefined) === false);
  return (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
    const fields = value as Readonly<Record<string, unknown>>;
    for (const name of required) if (fields[name] === undefined) return false;
    // Most fields are optional and absent: what is there is less to look at than what there could be.
    for (const name in fields) {
      const guard = guards.get(name);
      if (guard !== undefined && !guard(fields[name])) return false;
    }
    return true;
  };
}

function guardArray(schema: z.ZodArray): Guard {
  const guard = compileGuard(schema.element);
  const isEmptyFine = z.safeParse(schema, []).success;
  return (value) => {
    if (!Array.isArray(value) || (value.length === 0 && !isEmptyFine)) return false;
    for (const each of value) if (!guard(each)) return false;
    return true;
  };
}

function guardText(minLength: number): Guard {
  return (value) => typeof value === "string" && value.length >= minLength && value.isWellFormed();
}

function guardNumber(schema: z.ZodNumber): Guard {
  const min = schema.minValue ?? -Infinity;
  if (isInt64Schema(schema)) {
    return (value) => Number.isSafeInteger(value) && !Object.is(value, -0) && Number(value) >= min;
  }
  return (value) => Number.isFinite(value) && Number(value) >= min;
}
